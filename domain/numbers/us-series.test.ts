import { findUsSeries, readShortDocdb, readShortEpodoc } from './us-series.js';
import { parseApplicationNumber } from '../application-number.js';
import { numberKeys, parseDocumentId } from '../document-id.js';

describe('series of a US application', () => {
  // MPEP 503: 05 1970-1978, 06 1979-1986, 07 1987-1992, 08 1993-1997, 09 1998-2001, 10 2001-2004, 11 2004-2007, 12 from December 2007, 13 from end of 2010.
  it.each<[number, string, string | undefined, string | undefined]>([
    [1930, '456789', undefined, '01456789'],
    [1947, '123456', undefined, '02123456'],
    [1948, '1', undefined, '03000001'],
    [1975, '600000', undefined, '05600000'],
    [1979, '999999', undefined, '05999999'],
    [1979, '12', undefined, '06000012'],
    [1990, '500000', undefined, '07500000'],
    [1994, '359798', undefined, '08359798'],
    [1997, '999000', undefined, '08999000'],
    [1997, '312', undefined, '09000312'],
    [1998, '83597', undefined, '09083597'],
    [2001, '984321', undefined, '09984321'],
    [2001, '33333', undefined, '10033333'],
    [2004, '999888', undefined, '10999888'],
    [2004, '20001', undefined, '11020001'],
    [2007, '675291', undefined, '11675291'],
    [2009, '413110', undefined, '12413110'],
    [2010, '980001', undefined, '12980001'],
    [1999, '123456', 'P', '60123456'],
    [2007, '990001', 'P', '60990001'],
    [2007, '4321', 'P', '61004321'],
    [1999, '99', 'F', '29000099'],
    [1985, '700123', 'F', '06700123'],
    [2011, '123456', undefined, undefined],
    [1990, '123456', 'P', undefined],
    [1920, '123456', undefined, undefined],
    [1999, '1234567', undefined, undefined],
  ])('%d no. %s kind %s is %s', (year, serial, kind, number) => expect(findUsSeries(year, serial, kind)).toBe(number));

  it('is left out of the EPO`s numbers before series 13', () => {
    expect(readShortDocdb('8359798')).toEqual({ number: '09083597', year: 1998, serial: '83597' });
    expect(readShortDocdb('76086701')).toEqual({ number: '09760867', year: 2001, serial: '760867' });
    expect(readShortDocdb('39636302', 'P')).toEqual({ number: '60396363', year: 2002, serial: '396363' });
    expect(readShortDocdb('83597')).toEqual({ number: '09000835', year: 1997, serial: '835' });
    expect(readShortDocdb('12345615')).toBeUndefined();
    expect(readShortEpodoc('19980083597')).toMatchObject({ number: '09083597' });
    expect(readShortEpodoc('20020396363P')).toMatchObject({ number: '60396363' });
    expect(readShortEpodoc('201514643719')).toBeUndefined();
  });

  it.each([
    ['8359798', '09083597'],
    ['US19980083597', '09083597'],
    ['US20010760867', '09760867'],
    ['US20020396363P', '60396363'],
    ['US20020291320', '10291320'],
    ['08359798', '08359798'],
    ['8/359,798', '08359798'],
    ['10123405', '10123405'],
    ['201514643719', '14643719'],
    ['202062962762', '62962762'],
  ])('parseApplicationNumber reads %s', (printed, number) =>
    expect(parseApplicationNumber('US', printed).number).toBe(number),
  );

  it.each(['09/083,597', 'US19980083597', 'US 09/083,597', 'US09083597', 'US8359798'])(
    'the office`s and the EPO`s spelling `%s` finds what DOCDB writes as 8359798',
    (typed) => {
      const filed = numberKeys({ office: 'US', number: '8359798', kind: 'A' }, 'application');
      expect(parseDocumentId(typed).some(({ keys }) => keys.some((key) => filed.includes(key)))).toBe(true);
    },
  );

  it('no US publication has a serial number above those of its year: it is an application of the EPO`s spelling', () => {
    expect(parseDocumentId('US20010984321')).toMatchObject([
      { role: 'application', number: '09984321', isCertain: true },
    ]);
    expect(parseDocumentId('US20050004437')).toMatchObject([
      { role: 'publication', number: '20050004437', isCertain: true },
      { role: 'application', number: '11004437', isCertain: false },
    ]);
  });
});
