import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Connection, openDatabase } from '../../sqlite/open-database.js';
import type { CheckedNode } from '../../query/tree.js';
import { madePatent } from '../contract/made-records.js';
import { ask, codeOfFailure, findIds, load } from '../contract/subject.js';
import type { Engine } from '../engine.js';
import { expectNoOrphans } from './disturbance/expected-state.js';
import { eagerMerges } from './disturbance/plan.js';
import { type EmbeddedSubject, openSubject } from './embedded-subject.js';
import { openEmbeddedEngine } from './open.js';
import { layout } from './store/database.js';
import { mostPins } from './store/pins.js';

let subject: EmbeddedSubject;
let engine: Engine;
beforeEach(async () => {
  subject = await openSubject({ workers: 0, mergePolicy: eagerMerges });
  ({ engine } = subject);
});
afterEach(() => subject.remove());

const word = (term: string): CheckedNode => ({ kind: 'phrase', fields: ['TI'], elements: [{ kind: 'term', term }] });
const titles = async (snapshot?: string, over: Engine = engine): Promise<string[]> =>
  (await ask(over, { snapshot })).hits.map(({ record }) =>
    record.type === 'patent' ? (record.inventionTitle[0]?.text ?? '') : '',
  );
const put = (number: number, title: string) => load(engine, [madePatent(`US-${number}-B2`, { title })]);
/** Changes, deletions and merges after which nothing of an older state is in the manifest. */
async function churn(rounds = 6): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    await put(1, `one again ${round}`);
    await put(10 + round, `new ${round}`);
  }
  const writer = await engine.writer();
  await writer.delete('US-2-B2');
  await writer.commit();
  await writer.commit({ next: 1 });
  await writer.close();
}
const sqlite = <T>(file: string, act: (database: Connection) => T): T => {
  const database = openDatabase(join(subject.folder, file));
  try {
    return act(database);
  } finally {
    database.close();
  }
};
const retired = (): number =>
  sqlite(layout.database, (store) => store.prepare('SELECT count(*) FROM retired').pluck().get() as number);

describe('a pinned snapshot', () => {
  it('answers as before after updates, deletions and merges: same hits, same text, same records', async () => {
    await put(1, 'one');
    await put(2, 'two');
    const { snapshot } = await engine.pin();
    const before = await ask(engine, { snapshot });
    await churn();
    expect(await ask(engine, { snapshot })).toEqual(before);
    expect(await titles(snapshot)).toEqual(['one', 'two']);
    expect(await findIds(engine, { snapshot, query: word('again') })).toEqual([]);
    expect(await findIds(engine, { snapshot, query: word('two') })).toEqual(['US-2-B2']);
    expect(await findIds(engine, { query: word('two') })).toEqual([]);
    expect(await titles()).toContain('one again 5');
  });

  it('survives the end of the process that took it, and is known to every other one', async () => {
    await put(1, 'one');
    await put(2, 'two');
    const { snapshot } = await engine.pin();
    await churn();
    await engine.close();
    const other = await subject.openAnother();
    expect(await titles(snapshot, other)).toEqual(['one', 'two']);
  });

  it('lasts a day from the last pin of its state; then it is gone with an error of its own, and its files go with the next writer', async () => {
    await put(1, 'one');
    await put(2, 'two');
    const { snapshot, expires } = await engine.pin();
    const lasts = (Date.parse(expires) - Date.now()) / 1000;
    expect(Math.abs(lasts - 24 * 3600)).toBeLessThan(120);
    await churn();
    expect(retired()).toBeGreaterThan(0);
    const kept = readdirSync(join(subject.folder, layout.segments)).length;
    sqlite(layout.pins, (pins) => pins.exec('UPDATE pins SET expires = unixepoch() - 1'));
    expect(await codeOfFailure(ask(engine, { snapshot }))).toBe('snapshot-gone');
    await put(3, 'three');
    await put(4, 'four');
    expect(readdirSync(join(subject.folder, layout.segments)).length).toBeLessThan(kept);
    expectNoOrphans(subject.folder);
    expect(retired()).toBe(0);
  });

  it('is shared by all who pin the same state, and goes when the last of them has given it back', async () => {
    await put(1, 'one');
    const first = await engine.pin();
    const second = await engine.pin();
    expect(second.snapshot).toBe(first.snapshot);
    await put(1, 'two');
    await engine.release(first.snapshot);
    expect(await titles(first.snapshot)).toEqual(['one']);
    await engine.release(second.snapshot);
    expect(await codeOfFailure(ask(engine, { snapshot: first.snapshot }))).toBe('snapshot-gone');
    await engine.release(first.snapshot);
    await put(1, 'three');
    expectNoOrphans(subject.folder);
  });

  it('beyond the bound the oldest state goes, and only that', async () => {
    const pins: string[] = [];
    for (let state = 0; state <= mostPins; state++) {
      await put(1, `state ${state}`);
      pins.push((await engine.pin()).snapshot);
    }
    expect(await codeOfFailure(ask(engine, { snapshot: pins[0] }))).toBe('snapshot-gone');
    expect(await titles(pins[1])).toEqual(['state 1']);
    expect(await titles(pins[mostPins])).toEqual([`state ${mostPins}`]);
  });

  it('is gone when nobody knows its name', async () => {
    await put(1, 'one');
    expect(await codeOfFailure(ask(engine, { snapshot: '1-nobody' }))).toBe('snapshot-gone');
    await engine.release('1-nobody');
  });

  it('whose file is damaged is gone, and nothing else is: others write, search and pin', async () => {
    await put(1, 'one');
    const { snapshot } = await engine.pin();
    await engine.close();
    for (const suffix of ['-wal', '-shm']) rmSync(join(subject.folder, `${layout.pins}${suffix}`), { force: true });
    writeFileSync(join(subject.folder, layout.pins), 'no database at all '.repeat(500));
    engine = await subject.openAnother();
    expect(await codeOfFailure(ask(engine, { snapshot }))).toBe('snapshot-gone');
    await put(1, 'two');
    expect(await titles((await engine.pin()).snapshot)).toEqual(['two']);
    expectNoOrphans(subject.folder);
  });

  it('is answered by query threads as by the own one', async () => {
    await put(1, 'one');
    const { snapshot } = await engine.pin();
    await churn(3);
    const threads = openEmbeddedEngine({ directory: subject.folder, workers: 2 });
    try {
      expect(await titles(snapshot, threads)).toEqual(['one']);
    } finally {
      await threads.close();
    }
  });
});
