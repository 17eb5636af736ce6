import fc from 'fast-check';
import { describeOnServer } from '../../fixtures/servers.js';
import { evaluate } from '../../query/evaluate.js';
import { RecordReading } from '../../query/record-reading.js';
import type { CheckedNode } from '../../query/tree.js';
import { madePatent } from '../contract/made-records.js';
import { findIds, load } from '../contract/subject.js';
import { openSubject } from './elasticsearch-subject.fixture.js';

const word = (term: string) => ({ kind: 'words' as const, elements: [{ kind: 'term' as const, term }] });
const words = fc.array(fc.constantFrom('red', 'dog', 'sky', 'sky', 'sky', 'sky', 'sky'), {
  minLength: 1,
  maxLength: 3,
});
const texts = fc
  .array(fc.tuple(words, fc.constantFrom('. ', '. ', '. ', '.\n')), { minLength: 5, maxLength: 45 })
  .map((sentences) => sentences.map(([some, end]) => some.join(' ') + end).join(''));

describeOnServer('elasticsearch-9', 'sentences and paragraphs on Elasticsearch', (url) => {
  it('within any number of them, up to what the markers tell apart and beyond, is what query/evaluate.ts says', async () => {
    const subject = await openSubject(url());
    try {
      const records = fc
        .sample(texts, { numRuns: 150, seed: 7 })
        .map((abstract, place) => madePatent(`US-${1000 + place}-B2`, { abstract }));
      await load(subject.engine, records);
      const readings = records.map((record) => new RecordReading(record));
      let found = 0;
      for (const part of ['sentence', 'paragraph'] as const)
        for (let distance = 1; distance <= 34; distance++) {
          const node = { kind: 'within', part, distance, left: word('red'), right: word('dog') } as const;
          const query: CheckedNode = { kind: 'proximity', fields: ['AB'], node };
          const expected = readings.filter((reading) => evaluate(query, reading)).map(({ record }) => record.id);
          expect([part, distance, await findIds(subject.engine, { query })]).toEqual([part, distance, expected]);
          found += expected.length;
        }
      expect(found).toBeGreaterThan(1000);
      expect(found).toBeLessThan(150 * 68);
    } finally {
      await subject.remove();
    }
  });
});
