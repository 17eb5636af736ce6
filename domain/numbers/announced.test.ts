import { numberKeys, parseDocumentId } from '../document-id.js';
import { announcedSpellings } from './announced.fixture.js';

const byReference = new Map<string, (typeof announcedSpellings)[number][]>();
for (const entry of announcedSpellings) {
  const { office, number, kind = '' } = entry.references[0] ?? { office: '', number: '' };
  const name = `${office} ${number} ${kind} (${entry.role})`;
  byReference.set(name, [...(byReference.get(name) ?? []), entry]);
}

describe('numbers as people announce them find the record', () => {
  it('holds for more than 500 spellings', () => expect(announcedSpellings.length).toBeGreaterThan(500));

  it.each([...byReference])('%s', (_name, entries) => {
    const missed = entries.flatMap(({ spelling, references, role, isAmbiguous }) => {
      const candidates = parseDocumentId(spelling);
      const certain = candidates.filter(({ isCertain }) => isCertain);
      return references.flatMap((reference) => {
        const filed = numberKeys(reference, role);
        const found = candidates.filter(({ keys }) => keys.some((key) => filed.includes(key)));
        const isSeen = certain.length === 0 || certain.some((candidate) => found.includes(candidate));
        const isNear = isAmbiguous || candidates.slice(0, 2).some((candidate) => found.includes(candidate));
        return found.length > 0 && isSeen && isNear ? [] : [{ spelling, reference, candidates }];
      });
    });
    expect(missed).toEqual([]);
  });

  it('each has one canonical number and office, however it is announced', () => {
    for (const entries of byReference.values()) {
      const { office = '' } = entries[0]?.references[0] ?? {};
      for (const { spelling, isAmbiguous } of entries.filter(({ isAmbiguous }) => !isAmbiguous)) {
        const best = parseDocumentId(spelling)[0];
        expect({ spelling, isAmbiguous, office: best?.office === 'WO' ? office : best?.office }).toEqual({
          spelling,
          isAmbiguous,
          office,
        });
      }
    }
  });

  it.each([
    'US patent 50',
    'design patent',
    'Japanese patent',
    'Chinese application',
    'European patents 2019',
    'international patent classification 8',
    'patent pending',
    'UK application',
    'Korean patent office 2019',
    'application of 2019-nCoV',
    'registered design no. 5',
    '中国专利',
    '专利2019',
    '第5代移动通信',
    '申请日2019年',
    '特許庁',
    'PCT 2019',
  ])('words around no number are none: `%s`', (text) => expect(parseDocumentId(text)).toEqual([]));
});
