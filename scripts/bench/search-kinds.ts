import type { Engine, SearchRequest, SortKey } from '../../engine/engine.js';
import { analyzeText } from '../../mappings/analyze.js';
import { yardstickPhrase } from './fts5.js';
import type { BenchVocabulary } from './search-indexes.js';

/** One kind of query, asked in both languages. */
export interface QueryKind {
  name: string;
  /** Query text in ours. */
  ours: string[];
  /** The same for FTS5, where it can say it. */
  theirs?: string[];
  facets?: SearchRequest['facets'];
  /** By score unless said. */
  sort?: SortKey[];
  /** Results; 20 unless said. */
  limit?: number;
  /** How many times faster than FTS5 the median has to be. */
  floor?: number;
}

const facetsOf = (fields: readonly string[]): SearchRequest['facets'] =>
  Object.fromEntries(fields.map((field) => [field, { kind: 'terms' as const, field, size: 10 }]));

const eightFacets = facetsOf(['CC', 'KD', 'RT', 'IPC', 'CPC', 'AP', 'IN', 'ST']);

/** Words held by a share of the records between the bounds, most frequent first. */
function wordsBetween({ words, records }: BenchVocabulary, low: number, high: number, limit: number): string[] {
  return words
    .filter(([, count]) => count / records >= low && count / records <= high)
    .slice(0, limit)
    .map(([word]) => word);
}

/** Prefixes of one to three letters that most words begin with. */
function widePrefixes({ words }: BenchVocabulary, limit: number): string[] {
  const counts = new Map<string, number>();
  for (const [word] of words)
    for (const length of [1, 2, 3]) {
      const prefix = word.slice(0, length);
      counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
    }
  return [...counts]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([prefix]) => prefix);
}

/** Ends of three letters that most words have. */
function wideEndings({ words }: BenchVocabulary, limit: number): string[] {
  const counts = new Map<string, number>();
  for (const [word] of words) counts.set(word.slice(-3), (counts.get(word.slice(-3)) ?? 0) + 1);
  return [...counts]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([ending]) => ending);
}

/** A word as itself, though it may be an operator (`with`). */
const quote = (word: string): string => `"${word}"`;

const pairUp = (words: readonly string[]): [string, string][] =>
  words.slice(0, -1).map((word, index) => [word, words[index + 1] ?? '']);

/** Pairs of longer English words that stand side by side most often in the abstracts of a sample of the records. */
export async function findPhrases(engine: Engine, ids: readonly string[], limit: number): Promise<string[]> {
  const counts = new Map<string, number>();
  for (const id of ids) {
    const record = await engine.get(id);
    if (!record || !('abstract' in record)) continue;
    for (const { text } of record.abstract) {
      const tokens = analyzeText(text);
      for (const [index, { term, position }] of tokens.entries()) {
        const next = tokens[index + 1];
        if (next?.position !== position + 1 || !/^[a-z]{4,} [a-z]{4,}$/.test(`${term} ${next.term}`)) continue;
        counts.set(`${term} ${next.term}`, (counts.get(`${term} ${next.term}`) ?? 0) + 1);
      }
    }
  }
  return [...counts]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([phrase]) => phrase);
}

/** The kinds of query that are timed, over words of the corpus, so that "common" and "rare" mean something on any corpus. */
export function queryKinds(vocabulary: BenchVocabulary, phrases: readonly string[]): QueryKind[] {
  const common = wordsBetween(vocabulary, 0.15, 0.8, 8);
  const middle = wordsBetween(vocabulary, 0.02, 0.15, 12);
  const rare = vocabulary.words
    .filter(([, count]) => count <= 5)
    .slice(0, 20)
    .map(([word]) => word);
  const runs = vocabulary.runs.slice(0, 10).map(([run]) => run);
  const prefixes = widePrefixes(vocabulary, 6);
  const pairs = pairUp(middle);
  const both = (words: [string, string][], join: (a: string, b: string) => string) => {
    const texts = words.map(([a, b]) => join(quote(a), quote(b)));
    return { ours: texts, theirs: texts };
  };
  return [
    { name: 'rare word', ours: rare.map(quote), theirs: rare.map(quote), floor: 0.9 },
    { name: 'common word', ours: common.map(quote), theirs: common.map(quote), floor: 40 },
    { name: 'a AND b', ...both(pairs, (a, b) => `${a} AND ${b}`), floor: 2 },
    { name: 'a OR b', ...both(pairUp(common), (a, b) => `${a} OR ${b}`) },
    { name: 'a NOT b', ...both(pairs, (a, b) => `${a} NOT ${b}`), floor: 2 },
    {
      name: 'a NEAR5 b',
      // FTS5 counts the words between, and knows no sentences.
      ours: pairs.map(([a, b]) => `${quote(a)} NEAR5 ${quote(b)}`),
      theirs: pairs.map(([a, b]) => `NEAR(${quote(a)} ${quote(b)}, 4)`),
      floor: 0.9,
    },
    { name: 'a, b in a sentence', ours: pairs.map(([a, b]) => `${quote(a)} WITH ${quote(b)}`) },
    { name: 'Chinese phrase', ours: runs.map((run) => `"${run}"`), theirs: runs.map(yardstickPhrase), floor: 1.5 },
    { name: 'English phrase', ours: phrases.map((each) => `"${each}"`), theirs: phrases.map((each) => `"${each}"`) },
    { name: 'prefix', ours: prefixes.map((text) => `${text}*`), theirs: prefixes.map((text) => `${text}*`), floor: 12 },
    { name: 'truncated on the left', ours: wideEndings(vocabulary, 6).map((ending) => `*${ending}`) },
    {
      name: 'class and dates',
      ours: ['IPC=H01M AND PY>=2015', 'IPC=G06F AND PY<2015', 'IPC=H AND PD=[20100101 TO 20201231]'],
    },
    { name: 'common word by date', ours: common.map(quote), sort: [{ by: 'PD', direction: 'desc' }] },
    { name: 'common word, count alone', ours: common.map(quote), limit: 0 },
    {
      name: 'common word, 8 facets',
      ours: common.map(quote),
      limit: 0,
      facets: eightFacets,
    },
    // Some 65 % of the demo corpus: the size that the floor of the facets speaks of.
    { name: 'most records, count alone', ours: ['NOT CC=US'], limit: 0 },
    { name: 'most records, 8 facets', ours: ['NOT CC=US'], limit: 0, facets: eightFacets },
  ];
}
