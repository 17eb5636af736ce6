import { corpusFolder } from './corpus-records.js';
import { type BuildOptions, type BuildResult, type Contender, contenders } from './index-builders.js';
import { judge, median, round, row } from './measure.js';

const names: Record<Contender, string> = {
  all: 'ipradar: index, documents, raw bytes; one index thread',
  one: 'ipradar: index, documents; all in the writer’s thread',
  'one-beside': 'ipradar: index, documents; one index thread beside the writer',
  'two-beside': 'ipradar: index, documents; two index threads beside the writer',
  fts5: 'FTS5: tokens given, nothing else stored',
  'fts5-with-tokens': 'FTS5: the same, with the analysis that makes the tokens',
  parse: 'reading the records alone (its memory is in all others)',
};
const floors = { one: 1.8, two: 2.8, fullText: 2.2, disk: 0.9, memory: 4, upserts: 1.3, open: 100 };
/** Default of open.ts. */
const bufferMegabytes = 128 * 1.048576;

type Figure = (result: BuildResult) => number;
const rate: Figure = ({ docs, seconds }) => docs / seconds;

/** Interleaved runs of all builders in children; prints medians and what they have to reach. */
export async function runIndexBench(
  options: BuildOptions & {
    rounds: number;
    child: (args: string[]) => Promise<string>;
    print: (line: string) => void;
  },
): Promise<void> {
  const { records, textCharacters, rareWords, rounds, child, print } = options;
  await corpusFolder(records);
  const results = new Map<Contender, BuildResult[]>(contenders.map((contender) => [contender, []]));
  for (let turn = 0; turn < rounds; turn++)
    for (const contender of contenders) {
      const size = ['--records', String(records), '--text', String(textCharacters), '--rare-words', String(rareWords)];
      results.get(contender)?.push(JSON.parse(await child(['index', '--child', contender, ...size])) as BuildResult);
    }
  const of = (contender: Contender, figure: Figure) => median((results.get(contender) ?? []).map(figure));
  const text = [
    textCharacters > 0 ? `, descriptions of about ${textCharacters} characters` : '',
    rareWords > 0 ? `, ${rareWords} rare words each` : '',
  ].join('');
  print(`index: ${of('one', ({ docs }) => docs)} records${text}, commits of 20,000, medians of ${rounds}`);
  print(row('builder', 'docs/s', 'CPU ms/record', 'disk MB', 'index MB', 'peak RSS MB', '1,000 upserts ms', 'open ms'));
  print(row('---', '---:', '---:', '---:', '---:', '---:', '---:', '---:'));
  for (const contender of contenders)
    print(
      row(
        names[contender],
        round(of(contender, rate), 0),
        round(of(contender, ({ docs, cpuSeconds }) => (cpuSeconds * 1e3) / docs)),
        round(
          of(contender, (result) => result.diskMegabytes),
          1,
        ),
        round(
          of(contender, (result) => result.indexMegabytes),
          1,
        ),
        round(
          of(contender, (result) => result.peakMegabytes),
          0,
        ),
        round(
          of(contender, (result) => result.upsertSeconds * 1e3),
          0,
        ),
        round(
          of(contender, (result) => result.openSeconds * 1e3),
          0,
        ),
      ),
    );
  print('');
  const ratio = (ours: Contender, theirs: Contender, figure: Figure) => of(ours, figure) / of(theirs, figure);
  for (const theirs of ['fts5', 'fts5-with-tokens'] as const) {
    const one = textCharacters > 0 ? floors.fullText : floors.one;
    print(judge(`docs/s, ipradar in one thread / ${theirs}`, ratio('one', theirs, rate), '>=', one, 'x'));
    const two = Math.max(ratio('one-beside', theirs, rate), ratio('two-beside', theirs, rate));
    print(judge(`docs/s, ipradar with index threads / ${theirs}`, two, '>=', floors.two, 'x'));
  }
  const disk: Figure = ({ indexMegabytes }) => indexMegabytes;
  print(judge('index disk, ipradar / FTS5', ratio('one', 'fts5', disk), '<=', floors.disk, 'x'));
  const memory = of('one', (result) => result.peakMegabytes) - of('parse', (result) => result.peakMegabytes);
  print(judge('build memory beyond reading / buffer', memory / bufferMegabytes, '<=', floors.memory, 'x'));
  const update: Figure = ({ upsertSeconds }) => upsertSeconds;
  print(judge('1,000 upserts, ipradar / FTS5', ratio('one-beside', 'fts5', update), '<=', floors.upserts, 'x'));
  print(
    judge(
      'open, first count included',
      of('one', (result) => result.openSeconds * 1e3),
      '<=',
      floors.open,
      ' ms',
    ),
  );
}
