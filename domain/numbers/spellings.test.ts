import fc from 'fast-check';
import { buildRecordId, canonicalNumber, numberKeys, parseDocumentId, parseRecordId } from '../document-id.js';
import { spellings } from './spellings.fixture.js';

const meets = (keys: readonly string[], filed: readonly string[]): boolean => keys.some((key) => filed.includes(key));

describe('typed numbers find the references that they spell', () => {
  it('holds for a table of more than 200 spellings', () => expect(spellings.length).toBeGreaterThan(300));

  it.each(spellings)('`$spelling` ($role)', ({ spelling, references, role, isAmbiguous }) => {
    const candidates = parseDocumentId(spelling);
    for (const reference of references) {
      const filed = numberKeys(reference, role);
      const found = candidates.filter((candidate) => meets(candidate.keys, filed));
      expect({
        reference,
        found: found.length > 0,
        candidates: found.length > 0 ? [] : candidates,
        filed: found.length > 0 ? [] : filed,
      }).toEqual({ reference, found: true, candidates: [], filed: [] });
      if (!isAmbiguous && !candidates.slice(0, 2).some((candidate) => found.includes(candidate)))
        expect(candidates[0]).toBe(found[0]);
    }
  });
});

describe('a typed kind means that kind, no kind means every kind', () => {
  const published = spellings.filter(
    ({ role, references, isAmbiguous }) => role === 'publication' && references[0]?.kind !== undefined && !isAmbiguous,
  );
  it.each(published)('`$spelling`', ({ spelling, references }) => {
    const reference = references[0] ?? { office: '', number: '' };
    const [best] = parseDocumentId(spelling);
    const other = numberKeys({ ...reference, kind: 'Q9' }, 'publication');
    const names = new RegExp(`${reference.kind ?? ''}$`).test(spelling.normalize('NFKC').replace(/[\s号公報]/g, ''));
    const isTyped = names || best?.kind !== undefined;
    expect({ best, findsOtherKind: meets(best?.keys ?? [], other) }).toEqual({ best, findsOtherKind: !isTyped });
    if (best?.kind !== undefined && names) expect(best.kind).toBe(reference.kind);
  });
});

describe('certainty', () => {
  it.each([
    'US 9,876,543 B2',
    'US-9876543-B2',
    'CN113707890A',
    '202110991218.8',
    '202111286633X',
    'EP1873405A1',
    'WO2022/259205',
    'PCT/EP2021/065432',
    '特開2021-123456',
    'EM-018222211-TM',
    'PDO-IT-0123',
    '14/643,719',
    'EP 18877305.5',
    'KR101234567B1',
    'DE102006031298A1',
  ])('claims `%s`', (text) => {
    expect(parseDocumentId(text)[0]?.isCertain).toBe(true);
  });
  it.each([
    '9876543',
    '12345',
    '20210101',
    '123456',
    '1873405',
    '202110991218.7',
    'EP 18877305.4',
    'GB18030',
    'CR2032',
    '2000000',
    '14643719',
  ])('claims nothing for `%s`', (text) => {
    expect(parseDocumentId(text).filter((candidate) => candidate.isCertain)).toEqual([]);
  });
  it('says what is wrong with a check digit', () => {
    expect(parseDocumentId('CN202110991218.7')[0]).toMatchObject({
      number: '202110991218',
      reason: expect.stringContaining('should be 8'),
    });
    expect(parseDocumentId('EP18877305.4')[0]).toMatchObject({
      number: '18877305',
      reason: expect.stringContaining('should be 5'),
    });
  });
  it('gives a bare number to several offices, each with its reason', () => {
    const offices = parseDocumentId('9876543').map((candidate) => candidate.office);
    expect(offices).toEqual(expect.arrayContaining(['US', 'EP', 'JP', undefined]));
    expect(parseDocumentId('9876543').every((candidate) => candidate.reason !== '')).toBe(true);
  });
});

describe('words are not numbers', () => {
  it.each([
    'battery',
    'H01M10/0525',
    'H01M 10/0525',
    '5G',
    'LED',
    '2020',
    'A61K',
    'G06F 3/01',
    'Y02E60/10',
    'CO2',
    'H2O',
    'COVID-19',
    'ISO 9001',
    'MP3',
    '3D',
    '4K',
    'B2',
    'A1',
    'US',
    'WO',
    'CN',
    '',
    ' ',
    '*',
    '10%',
    '3.5 mm',
    'B2B',
    'Web 2.0',
    '14-03',
    '26.4.9',
    '37-5002',
    '2020-2021',
    '2019-07-12',
    '2019.07.12',
    '宁德时代',
    '第5代',
    '5G通信',
    'LED显示',
    'IEEE 802.11',
    'Type-C',
    'USB 3.0',
    'Li-ion 18650',
    '锂电池18650',
    'in 2020',
    'at 300',
    'US 50',
    'PD=20120301',
    'vitamin B12',
    '1,4-butanediol',
    'R134a',
    'NMC 811',
    'Ni80',
    'OR 12345 AND 67890',
    '1/2',
    '24/7',
  ])('`%s`', (text) => {
    expect(parseDocumentId(text)).toEqual([]);
  });
});

describe('record ids', () => {
  const office = fc.constantFrom('US', 'EP', 'CN', 'WO', 'JP', 'KR', 'DE', 'EM', 'EU', 'TW', 'LU');
  const kind = fc.option(fc.constantFrom('A', 'A1', 'B2', 'S1', 'U', 'TM', 'GI', 'LD'), { nil: undefined });
  const number = fc.stringMatching(/^[A-Z0-9]{1,9}(?:[-.][A-Z0-9]{1,5}){0,2}$/);
  it('are read back into what built them', () => {
    fc.assert(
      fc.property(office, number, kind, (code, digits, letter) => {
        const built = buildRecordId(code, digits, letter);
        expect(parseRecordId(built)).toEqual({
          office: code,
          number: digits,
          ...(letter === undefined ? {} : { kind: letter }),
        });
        expect(buildRecordId(code, digits, letter)).toBe(built);
      }),
    );
  });
  it('find their own record when typed', () => {
    fc.assert(
      fc.property(
        office,
        fc.stringMatching(/^[A-Z]{0,2}\d{4,9}$/),
        fc.constantFrom('A', 'A1', 'B2', 'TM'),
        (code, digits, letter) => {
          const filed = numberKeys({ office: code, number: digits, kind: letter });
          expect(parseDocumentId(buildRecordId(code, digits, letter)).some(({ keys }) => meets(keys, filed))).toBe(
            true,
          );
        },
      ),
    );
  });
  it.each([
    ['US', '9876543', 'B2', 'US-9876543-B2'],
    ['EM', '018222211', 'TM', 'EM-018222211-TM'],
    ['EU', 'PDO-IT-0123', 'GI', 'EU-PDO-IT-0123-GI'],
    ['CN', 'BS.175001234', 'LD', 'CN-BS.175001234-LD'],
    ['US', '2005/0004437', 'A1', 'US-2005-0004437-A1'],
    ['EM', '001063002-0001', undefined, 'EM-001063002-0001'],
    ['EU', 'X-A1', undefined, 'EU-X-A1-'],
  ])('%s %s %s is %s', (code, digits, letter, id) => expect(buildRecordId(code, digits, letter)).toBe(id));
  it.each(['', 'US', 'US-', '-', 'us-1-a', 'battery', 'U-1-A', 'US-1 2-A'])('are not `%s`', (text) => {
    expect(parseRecordId(text)).toBeUndefined();
  });
});

describe('canonicalNumber', () => {
  it.each([
    ['US', '09876543', undefined, '9876543'],
    ['US', 'D0435854', 'S1', 'D435854'],
    ['US', '0435854', 'S1', 'D435854'],
    ['US', '12345', 'P3', 'PP12345'],
    ['US', 'RE038000', 'E1', 'RE38000'],
    ['US', '2005/0004437', 'A1', '20050004437'],
    ['US', '2005004437', 'A1', '20050004437'],
    ['US', '20010000044', 'A1', '20010000044'],
    ['EP', '2', 'A1', '0000002'],
    ['EP', '1873405', 'A1', '1873405'],
    ['WO', '9912345', 'A1', '1999012345'],
    ['WO', '2022259205', 'A1', '2022259205'],
    ['WO', '02020444', 'A1', '2002020444'],
    ['CN', 'CN113707890', 'A', '113707890'],
    ['CN', '85100312', 'A', '85100312'],
    ['JP', '特開2021-123456', 'A', '2021123456'],
    ['JP', '平05-012345', 'A', 'H0512345'],
    ['JP', '特許第６０２０７５７号', 'B2', '6020757'],
    ['KR', '10-2020-0012345', 'A', '20200012345'],
    ['EM', '18222211', 'TM', '018222211'],
    ['EU', 'PDO-IT-0123', 'GI', 'PDO-IT-0123'],
    ['DE', '24 46 958', 'B2', '2446958'],
    ['GB', '002345678', 'A', '2345678'],
  ])('%s %s %s -> %s', (office, printed, kind, expected) => {
    expect(canonicalNumber(office, printed, kind)).toBe(expected);
    expect(canonicalNumber(office, expected, kind)).toBe(expected);
  });
});

describe('totality', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 150 }),
    fc.stringMatching(/^(US|EP|CN|WO|JP|KR|DE|PCT|ZL|PDO)?[\s/-]?[0-9A-Z./,\s-]{0,24}$/),
    fc.stringMatching(/^[特開実公許願第号平昭0-9-]{0,20}$/u),
  );
  it('parseDocumentId takes any text, and each candidate has keys, a reason and folded spelling', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const { keys, reason } of parseDocumentId(text)) {
          expect(keys.length).toBeGreaterThan(0);
          expect(reason).not.toBe('');
          for (const key of keys) expect(key).toMatch(/^[\p{L}\p{N}]+$/u);
        }
      }),
      { numRuns: 500 },
    );
  });
  it('canonicalNumber, numberKeys and parseRecordId take any text', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('US', 'EP', 'CN', 'WO', 'JP', 'KR', 'DE', 'EM', 'EU', 'XX', ''),
        texts,
        texts,
        (office, number, kind) => {
          canonicalNumber(office, number, kind);
          numberKeys({ office, number, kind });
          parseRecordId(number);
        },
      ),
    );
  });
});

describe('forms that a record carries', () => {
  const reference = {
    office: 'PT',
    number: '117283',
    kind: 'A',
    forms: { docdb: '11728321', epodoc: 'PT20210117283' },
    original: '117283',
  };
  it.each(['PT117283', 'PT20210117283', 'PT11728321A', 'PT 11728321'])('are found by `%s`', (spelling) => {
    const filed = numberKeys(reference, 'application');
    expect(parseDocumentId(spelling).some(({ keys }) => meets(keys, filed))).toBe(true);
  });
});
