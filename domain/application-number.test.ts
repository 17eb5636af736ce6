import fc from 'fast-check';
import { parseApplicationNumber } from './application-number.js';
import { computeCnCheckDigit, parseCnGazetteNumber } from './numbers/cn.js';
import { computeEpCheckDigit } from './numbers/ep.js';

describe('parseApplicationNumber', () => {
  it.each<[string, string, Record<string, unknown>]>([
    [
      'CN',
      '202110991218.8',
      { number: '202110991218', year: 2021, checkDigit: '8', isCheckDigitValid: true, kindOfRight: 'invention' },
    ],
    ['CN', '202110991218.7', { number: '202110991218', checkDigit: '7', isCheckDigitValid: false }],
    ['CN', '202111286633.X', { number: '202111286633', checkDigit: 'X', isCheckDigitValid: true }],
    ['CN', '202111286633x', { number: '202111286633', checkDigit: 'X', isCheckDigitValid: true }],
    ['CN', '2021109912188', { number: '202110991218', checkDigit: '8', isCheckDigitValid: true }],
    ['CN', 'ZL 2021 1 0991218.8', { number: '202110991218', isCheckDigitValid: true }],
    ['CN', '102021000991218', { number: '202110991218', year: 2021, kindOfRight: 'invention' }],
    ['CN', '101985000000312', { number: '85100312', year: 1985 }],
    ['CN', '85100312', { number: '85100312', year: 1985, kindOfRight: 'invention' }],
    ['CN', '112015000000034', { number: '201580000034', year: 2015, kindOfRight: 'invention' }],
    ['CN', '202011000263541', { number: '201120263541', kindOfRight: 'utility-model' }],
    ['CN', '201530123456', { number: '201530123456', kindOfRight: 'design' }],
    ['CN', '200880114428', { number: '200880114428', year: 2008, kindOfRight: 'invention' }],
    ['CN', '2.01E+12', { number: '201E12' }],
    ['US', '14/643,719', { number: '14643719', kindOfRight: 'invention' }],
    ['US', '201514643719', { number: '14643719', year: 2015 }],
    ['US', '29/123,456', { number: '29123456', kindOfRight: 'design' }],
    ['US', '9/876,543', { number: '09876543' }],
    ['US', '09876543', { number: '09876543' }],
    ['US', '60/123,456', { number: '60123456' }],
    ['EP', '18877305.5', { number: '18877305', year: 2018, checkDigit: '5', isCheckDigitValid: true }],
    ['EP', '18877305.6', { number: '18877305', isCheckDigitValid: false }],
    ['EP', '78100007.0', { number: '78100007', year: 1978, isCheckDigitValid: true }],
    ['EP', 'EP20070012363', { number: '07012363', year: 2007 }],
    ['WO', 'PCT/EP2021/065432', { number: 'EP2021065432', year: 2021 }],
    ['EP', 'PCT/EP2021/065432', { number: 'EP2021065432', year: 2021 }],
    ['WO', 'PCT/JP01/07711', { number: 'JP2001007711', year: 2001 }],
    ['WO', 'JP0107711', { number: 'JP2001007711', year: 2001 }],
    ['IB', '2022055385', { number: 'IB2022055385', year: 2022 }],
    ['JP', '特願2020-123456', { number: '2020123456', year: 2020, kindOfRight: 'invention' }],
    ['JP', '特願平5-51782', { number: '1993051782', year: 1993 }],
    ['JP', '昭60-123456', { number: '1985123456', year: 1985 }],
    ['JP', '5178293', { number: '1993051782', year: 1993 }],
    ['KR', '10-2016-0063019', { number: '20160063019', year: 2016, kindOfRight: 'invention' }],
    ['KR', '102016000063019', { number: '20160063019', year: 2016 }],
    ['KR', '20-2016-0001234', { number: '20160001234', kindOfRight: 'utility-model' }],
    ['DE', '10 2006 031 298.5', { number: '102006031298', year: 2006, checkDigit: '5' }],
    ['GB', '0203482.1', { number: '0203482', checkDigit: '1' }],
    ['FR', 'FR20020001225', { number: '0201225', year: 2002 }],
    ['EM', '18222211', { number: '018222211' }],
    ['XX', '', { number: '' }],
  ])('%s %s', (office, printed, expected) => expect(parseApplicationNumber(office, printed)).toMatchObject(expected));

  it('gives CN numbers in every form in use', () => {
    expect(parseApplicationNumber('CN', '202110991218.8').forms).toEqual({
      original: '202110991218.8',
      docdb: '202110991218',
      epodoc: 'CN20211991218',
      standard: '102021000991218',
    });
  });
  it('reads each of its own forms back to the same number', () => {
    const cases: [string, string][] = [
      ['CN', '202110991218'],
      ['CN', '201020123456'],
      ['CN', '98101234'],
      ['CN', '200880114428'],
      ['CN', '201530123456'],
      ['EP', '18877305'],
      ['JP', '2020123456'],
      ['JP', '1993051782'],
      ['WO', 'EP2021065432'],
      ['KR', '20160063019'],
      ['US', '14643719'],
    ];
    for (const [office, number] of cases)
      for (const form of Object.values(parseApplicationNumber(office, number).forms))
        expect({ form, number: parseApplicationNumber(office, form).number }).toEqual({ form, number });
  });
  it('never throws and always gives a number', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('CN', 'US', 'EP', 'WO', 'JP', 'KR', 'DE', 'GB', 'XX', '('),
        fc.string({ unit: 'grapheme' }),
        (office, text) => {
          expect(typeof parseApplicationNumber(office, text).number).toBe('string');
        },
      ),
    );
  });
});

describe('check digits', () => {
  // Numbers as printed by the offices on published documents.
  it.each([
    '202110991218.8',
    '202111286633.X',
    '201010298420.4',
    '201510481495.9',
    '201710269973.9',
    '201510091666.7',
    '201510618420.0',
  ])('CN %s', (printed) => {
    const [digits = '', check] = printed.split('.');
    expect(computeCnCheckDigit(digits)).toBe(check);
  });
  it.each([
    '01963450.0',
    '02779063.3',
    '03721225.5',
    '05255002.7',
    '07012363.3',
    '08018756.0',
    '13189031.1',
    '16849316.1',
    '18877305.5',
    '21741385.5',
    '78100007.0',
  ])('EP %s', (printed) => {
    const [digits = '', check] = printed.split('.');
    expect(computeEpCheckDigit(digits)).toBe(check);
  });
  it('tell any single wrong digit of a CN or EP number', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^20[12]\d[123]\d{7}$/),
        fc.nat(11),
        fc.integer({ min: 1, max: 9 }),
        (digits, at, step) => {
          const wrong = digits.slice(0, at) + String((Number(digits.charAt(at)) + step) % 10) + digits.slice(at + 1);
          expect(computeCnCheckDigit(wrong)).not.toBe(computeCnCheckDigit(digits));
        },
      ),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^\d{8}$/), fc.nat(7), fc.integer({ min: 1, max: 9 }), (digits, at, step) => {
        const wrong = digits.slice(0, at) + String((Number(digits.charAt(at)) + step) % 10) + digits.slice(at + 1);
        expect(computeEpCheckDigit(wrong)).not.toBe(computeEpCheckDigit(digits));
      }),
    );
  });
});

describe('parseCnGazetteNumber', () => {
  it.each([
    ['37-5002', { volume: 37, issue: 50, part: 2, year: 2021 }],
    ['35-3102', { volume: 35, issue: 31, part: 2, year: 2019 }],
    ['3-05', { volume: 3, issue: 5, year: 1987 }],
    ['14-03 A', undefined],
    ['37-9902', undefined],
    ['0-01', undefined],
  ])('%s', (printed, expected) => expect(parseCnGazetteNumber(printed)).toEqual(expected));
});
