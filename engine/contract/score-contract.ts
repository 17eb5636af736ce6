import type { CheckedNode, PhraseElement } from '../../query/tree.js';
import { madePatent } from './made-records.js';
import { ask, load, type OpenSubject, withSubject } from './subject.js';

const fields = ['TI', 'AB'];
const phrase = (...terms: string[]): CheckedNode => ({
  kind: 'phrase',
  fields,
  elements: terms.map((term): PhraseElement => ({ kind: 'term', term })),
});
const cut = (prefix: string): CheckedNode => ({ kind: 'phrase', fields, elements: [{ kind: 'prefix', prefix }] });
const words = (term: string) => ({ kind: 'words' as const, elements: [{ kind: 'term' as const, term }] });

const records = [
  madePatent('US-1-B2', { title: 'anode', abstract: 'an anode beside a cathode' }),
  madePatent('US-2-B2', { title: 'device', abstract: 'a cathode with an anode. A separator' }),
  madePatent('US-3-B2', { title: 'device', abstract: 'an anode' }),
  madePatent('US-4-B2', { title: 'device', abstract: 'an anode' }),
  madePatent('US-5-B2', {
    title: 'separator',
    abstract: 'of nothing else, and said at some length for the sake of it',
  }),
];

/** What makes up a score. */
export function describeScores(open: OpenSubject): void {
  describe('scores', () => {
    const explain = (query: CheckedNode) =>
      withSubject(open, async ({ engine }) => {
        await load(engine, records);
        const { hits } = await ask(engine, { query, sort: [{ by: 'score', direction: 'desc' }], explain: 'score' });
        return hits;
      });

    it.each([
      ['a word', phrase('anode')],
      ['a phrase', phrase('an', 'anode')],
      [
        'a distance',
        {
          kind: 'proximity',
          fields,
          node: { kind: 'distance', isOrdered: false, distance: 5, left: words('anode'), right: words('cathode') },
        },
      ],
      [
        'a sentence',
        {
          kind: 'proximity',
          fields,
          node: { kind: 'within', part: 'sentence', distance: 1, left: words('anode'), right: words('cathode') },
        },
      ],
      ['a frequency', { kind: 'frequency', fields, node: words('anode'), from: 1 }],
      [
        'all operators',
        {
          kind: 'or',
          children: [
            { kind: 'and', children: [phrase('anode'), cut('cath')] },
            { kind: 'xor', children: [phrase('separator'), phrase('anode')] },
          ],
        },
      ],
    ] satisfies [string, CheckedNode][])(
      '%s: the parts add up to the score, each by the formula of the port',
      async (_name, query) => {
        const hits = await explain(query);
        expect(hits.length).toBeGreaterThan(1);
        for (const { score, scoreParts = [] } of hits) {
          expect(scoreParts.reduce((sum, part) => sum + part.score, 0)).toBe(score);
          expect(score).toBeGreaterThan(0);
          for (const part of scoreParts) {
            if (!part.factors) continue;
            const { occurrences, weight, rarity, length, averageLength } = part.factors;
            const norm = 1.2 * (1 - 0.75 + (0.75 * length) / averageLength);
            expect(part.score).toBeCloseTo((weight * rarity * occurrences * 2.2) / (occurrences + norm), 9);
          }
        }
      },
    );

    it('a truncated word scores one constant, the largest weight of its fields, whatever it stands for', async () => {
      const hits = await explain(cut('a'));
      expect(new Set(hits.map(({ score }) => score)).size).toBe(1);
      expect(hits[0]?.scoreParts).toEqual([{ fields, score: 4 }]);
    });

    it('a word scores by the weightiest field in which it stands; equal scores stand in the order of their ids', async () => {
      const hits = await explain(phrase('anode'));
      expect(hits.map(({ id }) => id)).toEqual(['US-1-B2', 'US-3-B2', 'US-4-B2', 'US-2-B2']);
      expect(hits.map(({ scoreParts }) => scoreParts?.[0]?.factors?.weight)).toEqual([4, 2, 2, 2]);
    });

    it('a word of a branch that fails adds nothing', async () => {
      const failing: CheckedNode = { kind: 'and', children: [phrase('anode'), phrase('nothing')] };
      const hits = await explain({ kind: 'or', children: [phrase('cathode'), failing] });
      const alone = await explain(phrase('cathode'));
      expect(hits.map(({ id, score }) => [id, score])).toEqual(alone.map(({ id, score }) => [id, score]));
    });

    it('what does not order by score has no parts, and no search tells them unasked', () =>
      withSubject(open, async ({ engine }) => {
        await load(engine, records);
        const query = phrase('anode');
        expect((await ask(engine, { query, explain: 'score' })).hits[0]?.scoreParts).toEqual([]);
        expect((await ask(engine, { query })).hits[0]?.scoreParts).toBeUndefined();
      }));
  });
}
