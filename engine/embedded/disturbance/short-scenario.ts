import { join } from 'node:path';
import type { CheckedNode } from '../../../query/tree.js';
import { backupFolder } from '../backup/backup.js';
import { madePatent } from '../../contract/made-records.js';
import { collect } from '../../contract/subject.js';
import type { Engine } from '../../engine.js';
import { openEmbeddedEngine } from '../open.js';
import { reindexFolder } from '../repair.js';
import { eagerMerges } from './plan.js';

/** Titles by number of the record. */
export type Titles = Readonly<Record<number, string>>;

/** What each commit puts in; undefined deletes. The numbers and titles are words of the text too. */
const commits: readonly Readonly<Record<number, string | undefined>>[] = [
  { 1: 'first', 2: 'second', 3: 'third' },
  { 2: 'second-again', 3: undefined, 4: 'fourth' },
  { 5: 'fifth' },
  { 1: 'first-again' },
];

/** Titles after each commit, from before the first on. */
export const states: readonly Titles[] = commits.reduce<Titles[]>(
  (all, commit) => [
    ...all,
    Object.fromEntries(
      Object.entries({ ...all.at(-1), ...commit }).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
  ],
  [{}],
);

export const foldersOf = (root: string) => ({ folder: join(root, 'data'), backup: join(root, 'backup') });
const idOf = (number: number | string): string => `US-${number}-B2`;
const rawOf = (number: number | string, title: string): Buffer =>
  Buffer.from(`<raw>${number} ${title}</raw>`.repeat(9));

/**
 * Ingests with merges, reindexes, backs up; what an earlier run has done is not done again. `told` hears of each commit that has returned. Ends with the
 * error that disturbs it.
 */
export async function runScenario(root: string, told: (commits: number) => void = () => undefined): Promise<void> {
  const { folder, backup } = foldersOf(root);
  const engine = openEmbeddedEngine({ directory: folder, workers: 0, mergePolicy: eagerMerges });
  try {
    const writer = await engine.writer();
    try {
      for (const [place, commit] of commits.entries()) {
        if ((await engine.checkpoint(`step:${place}`)) !== undefined) continue;
        for (const [number, title] of Object.entries(commit)) {
          if (title === undefined) await writer.delete(idOf(number));
          else await writer.upsert(recordOf(number, title), rawOf(number, title));
        }
        await writer.commit({ [`step:${place}`]: 'done' });
        told(place + 1);
      }
    } finally {
      await writer.close();
    }
  } finally {
    await engine.close();
  }
  await reindexFolder({ directory: folder, bufferBytes: 1, mergePolicy: () => undefined });
  await backupFolder({ directory: folder, target: backup });
}

const recordOf = (number: number | string, title: string) =>
  madePatent(idOf(number), { title: `n${number} ${title}`, abstract: `电池 ${title}`, published: '2015-01-01' });

const word = (term: string): CheckedNode => ({ kind: 'phrase', fields: ['TI'], elements: [{ kind: 'term', term }] });

/** Commits that the folder has, and that its records are theirs: each found by number and by text, once, none older. */
export async function expectCommitted(folder: string): Promise<number> {
  const engine = openEmbeddedEngine({ directory: folder, workers: 0 });
  try {
    let done = 0;
    while (done < commits.length && (await engine.checkpoint(`step:${done}`)) !== undefined) done++;
    await expectTitles(engine, states[done] ?? {});
    return done;
  } finally {
    await engine.close();
  }
}

async function expectTitles(engine: Engine, titles: Titles): Promise<void> {
  const numbers = [1, 2, 3, 4, 5];
  const ids = Object.keys(titles).map(idOf);
  expect(await collect(engine.scan({ kind: 'all' }))).toEqual(ids);
  const known = numbers.map((number) => (titles[number] === undefined ? 0 : 1));
  expect(
    await engine.count(
      numbers.map((number) => ({ kind: 'number', match: 'exact', fields: ['PN'], keys: [`US${number}B2`] })),
    ),
  ).toEqual(known);
  expect(await engine.count(numbers.map((number) => word(`n${number}`)))).toEqual(known);
  for (const [number, title] of Object.entries(titles)) {
    const record = await engine.get(idOf(number));
    expect(record).toEqual(JSON.parse(JSON.stringify(recordOf(number, title))));
    expect(Buffer.from((await engine.source(idOf(number))) ?? [])).toEqual(rawOf(number, title));
  }
}
