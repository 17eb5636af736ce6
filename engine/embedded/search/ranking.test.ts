import fc from 'fast-check';
import { madePatent } from '../../contract/made-records.js';
import { ask, load } from '../../contract/subject.js';
import { type EmbeddedSubject, openSubject } from '../embedded-subject.js';

const count = 3000;
let subject: EmbeddedSubject;
beforeAll(async () => {
  subject = await openSubject({ workers: 0, bufferBytes: 600_000 });
  const [lengths = []] = fc.sample(fc.array(fc.nat(60), { minLength: count, maxLength: count, size: 'max' }), {
    numRuns: 1,
    seed: 4,
  });
  const record = (index: number) =>
    madePatent(`US-${10_000 + ((index * 7919) % count)}-B2`, {
      title: index % 5 === 0 ? 'common thing' : 'thing',
      abstract: `${'common '.repeat(1 + (index % 7))}${'filler '.repeat(lengths[index] ?? 0)}${index % 11 === 0 ? 'rarer' : ''}`,
    });
  const all = Array.from({ length: count }, (_, index) => record(index));
  for (let start = 0; start < count; start += 1000) await load(subject.engine, all.slice(start, start + 1000));
  const writer = await subject.engine.writer();
  for (let index = 0; index < count; index += 13) await writer.delete(record(index).id);
  await writer.commit();
  await writer.close();
});
afterAll(() => subject.remove());

const word = (term: string, fields = ['TI', 'AB']) => ({
  kind: 'phrase' as const,
  fields,
  elements: [{ kind: 'term' as const, term }],
});

describe('ranking of long lists', () => {
  it.each([
    ['one word', word('common')],
    ['one word of one field', word('common', ['AB'])],
    ['two words', { kind: 'and' as const, children: [word('common'), word('rarer')] }],
    ['either of two', { kind: 'or' as const, children: [word('common'), word('rarer')] }],
  ])(
    '%s: the first page, short or far down, is that part of the whole list, with the same scores and count',
    async (_name, query) => {
      const sort = [{ by: 'score', direction: 'desc' as const }];
      const whole = await ask(subject.engine, { query, sort, limit: count });
      expect(whole.hits).toHaveLength(whole.count);
      expect(whole.count).toBeGreaterThan(200);
      for (const [offset, limit] of [
        [0, 1],
        [0, 10],
        [0, 100],
        [37, 25],
        [180, 20],
      ] as const) {
        const page = await ask(subject.engine, { query, sort, limit, offset });
        const expected = whole.hits.slice(offset, offset + limit);
        expect(page.hits.map(({ id, score }) => [id, score])).toEqual(expected.map(({ id, score }) => [id, score]));
        expect([page.count, page.exact]).toEqual([whole.count, true]);
      }
    },
  );
});
