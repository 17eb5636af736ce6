import { copyFileSync, cpSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../../sqlite/open-database.js';
import type { CheckedNode } from '../../../query/tree.js';
import { madePatent } from '../../contract/made-records.js';
import { ask, codeOfFailure, collect, findIds, load } from '../../contract/subject.js';
import type { Engine } from '../../engine.js';
import { type EmbeddedSubject, openSubject } from '../embedded-subject.js';
import { type SegmentFileKind, segmentFileKinds, segmentFileName } from '../index/segment-file.js';
import { openEmbeddedEngine } from '../open.js';
import { repairFolder } from '../repair.js';
import { layout } from '../store/database.js';
import { verifyFolder } from '../verify.js';
import { expectNoOrphans } from './expected-state.js';
import { eagerMerges } from './plan.js';

let subject: EmbeddedSubject;
let engine: Engine;
const never = () => undefined;
/** Two segments: the records 1 to 200 and 201 to 300. */
beforeEach(async () => {
  subject = await openSubject({ workers: 0, mergePolicy: never });
  ({ engine } = subject);
  await load(engine, numbers(1, 200).map(record));
  await load(engine, numbers(201, 300).map(record));
});
afterEach(() => subject.remove());

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, place) => from + place);
const idOf = (number: number): string => `US-${number}-B2`;
const record = (number: number) =>
  madePatent(idOf(number), {
    title: `record${number} common words of all`,
    abstract: `text${number % 7} 电池 隔膜`,
    applicants: [`Firm ${number % 5}`],
    published: '2015-01-01',
  });
const word = (term: string): CheckedNode => ({ kind: 'phrase', fields: ['TI'], elements: [{ kind: 'term', term }] });
const phrase: CheckedNode = {
  kind: 'phrase',
  fields: ['TI'],
  elements: [
    { kind: 'term', term: 'common' },
    { kind: 'term', term: 'words' },
  ],
};
const facets = { firms: { kind: 'terms' as const, field: 'AP', size: 10 } };
const pathOf = (segment: number, kind: SegmentFileKind): string =>
  join(subject.folder, layout.segments, segmentFileName(segment, kind));
const flip = (path: string, at: number): void => {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 0x10;
  writeFileSync(path, bytes);
};
const fresh = (): Promise<Engine> => subject.openAnother();
const all = numbers(1, 300).map(idOf).sort();

async function expectMended(): Promise<void> {
  const repaired = await repairFolder({ directory: subject.folder });
  expect(repaired.segments).toHaveLength(1);
  expect(await verifyFolder(subject.folder)).toEqual([]);
  const mended = await fresh();
  const answer = await ask(mended, { query: phrase, facets });
  expect(answer).toMatchObject({ count: 300, exact: true, warnings: [] });
  expect(await collect(mended.scan({ kind: 'all' }))).toEqual(all);
  expect(await mended.count(numbers(1, 300).map((number) => word(`record${number}`)))).toEqual(all.map(() => 1));
  expectNoOrphans(subject.folder);
}

describe('a damaged record in the store', () => {
  it('is left out of its page with a warning, counted all the same, and named by status --verify', async () => {
    const id = idOf(7);
    const database = openDatabase(join(subject.folder, layout.database));
    const body = database.prepare('SELECT body FROM documents WHERE id = ?').pluck().get(id) as Buffer;
    const at = Math.floor(body.length / 2);
    body[at] = (body[at] ?? 0) ^ 0x10;
    database.prepare('UPDATE documents SET body = ? WHERE id = ?').run(body, id);
    database.close();
    const answer = await ask(await fresh(), { query: phrase, facets });
    expect(answer).toMatchObject({ count: 300, exact: true, warnings: [expect.stringContaining(id)] });
    expect(answer.hits.map((hit) => hit.id).sort()).toEqual(all.filter((each) => each !== id));
    expect(await codeOfFailure((await fresh()).get(id))).toBe('damaged');
    expect(await verifyFolder(subject.folder)).toEqual([
      expect.objectContaining({ what: expect.stringContaining(id) as string, mendedBy: 'ipradar restore' }),
    ]);
  });
});

describe('one flipped byte', () => {
  it.each(segmentFileKinds)(
    'of `%s` is found by its checksum wherever it is, named, the rest served with a flag, and mended by repair',
    async (kind) => {
      const path = pathOf(1, kind);
      const original = readFileSync(path);
      for (const share of [0, 0.3, 0.7, 1]) {
        writeFileSync(path, original);
        flip(path, Math.min(original.length - 1, Math.floor(original.length * share)));
        expect(await verifyFolder(subject.folder)).toEqual([
          {
            path,
            what: expect.stringMatching(/^is damaged between bytes \d+ and \d+$/) as unknown,
            mendedBy: 'ipradar repair',
          },
        ]);
      }
      // A query that needs every section of the segment.
      const damaged = await fresh();
      const query: CheckedNode = { kind: 'and', children: [phrase, { kind: 'exists', field: 'PD' }] };
      const { count, exact, warnings, hits, facets: counted } = await ask(damaged, { query, facets });
      if (kind !== 'structure') {
        expect({ count, exact }).toEqual({ count: 100, exact: false });
        expect(hits.map(({ id }) => id)).toEqual(numbers(201, 300).map(idOf));
        expect(counted?.['firms']).toMatchObject({ exact: false });
        expect(warnings).toEqual([expect.stringMatching(`200 records.*${path}.*damaged.*ipradar repair`) as unknown]);
        // What cannot carry a flag is refused, by number it is found.
        expect(await codeOfFailure(damaged.count([phrase]))).toBe('damaged');
        expect(await codeOfFailure(collect(damaged.scan(phrase)))).toBe('damaged');
      }
      expect(await damaged.get(idOf(7))).toEqual(JSON.parse(JSON.stringify(record(7))));
      await expectMended();
    },
  );

  it('of raw bytes is found when they are asked for and by verify; the record itself is whole', async () => {
    const writer = await engine.writer();
    await writer.upsert(record(301), Buffer.from('raw bytes of 301'.repeat(50)));
    await writer.commit();
    await writer.close();
    const path = join(subject.folder, layout.raw, '1.bin');
    flip(path, 5);
    const damaged = await fresh();
    await expect(damaged.source(idOf(301))).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringContaining(path) as unknown,
    });
    expect(await damaged.get(idOf(301))).toBeDefined();
    expect(await verifyFolder(subject.folder)).toEqual([
      { path, what: expect.stringMatching(/^is damaged between bytes/) as unknown, mendedBy: 'ipradar restore' },
    ]);
  });
});

describe('a file that is cut or missing', () => {
  it.each(segmentFileKinds)('`%s`: named, the rest served with a flag, mended by repair', async (kind) => {
    const path = pathOf(1, kind);
    truncateSync(path, 20);
    expect(await ask(await fresh(), { query: phrase })).toMatchObject({
      count: 100,
      exact: false,
      warnings: [expect.stringMatching(`${path}\` has 20 bytes instead of \\d+.*ipradar repair`) as unknown],
    });
    rmSync(path);
    expect(await ask(await fresh(), { query: phrase })).toMatchObject({
      count: 100,
      exact: false,
      warnings: [expect.stringMatching(`${path}\` is missing.*ipradar repair`) as unknown],
    });
    await expectMended();
  });

  it('the whole folder of segments: nothing is served but by number, and repair builds all of it', async () => {
    rmSync(join(subject.folder, layout.segments), { recursive: true });
    expect(await ask(await fresh())).toMatchObject({
      count: 0,
      exact: false,
      warnings: [{}, {}].map(() => expect.any(String) as unknown),
    });
    expect((await repairFolder({ directory: subject.folder })).segments).toHaveLength(2);
    expect(await findIds(await fresh())).toEqual(all);
  });

  it('is no longer left out by a process that met it, once it is repaired', async () => {
    const serving = await fresh();
    rmSync(pathOf(1, 'positions'));
    expect(await ask(serving, { query: phrase })).toMatchObject({ count: 100, exact: false });
    await repairFolder({ directory: subject.folder });
    expect(await ask(serving, { query: phrase })).toMatchObject({ count: 300, exact: true, warnings: [] });
  });

  it('a writer goes on beside damage; a merge names it and ends rather than to spread it', async () => {
    const path = pathOf(1, 'postings');
    flip(path, 30);
    await load(await fresh(), [record(301)]);
    expect(await ask(await fresh(), { query: phrase })).toMatchObject({ count: 101, exact: false });
    const merging = openEmbeddedEngine({ directory: subject.folder, workers: 0, mergePolicy: eagerMerges });
    try {
      await expect(load(merging, [record(302)])).rejects.toMatchObject({
        code: 'damaged',
        message: expect.stringMatching(`${path}.*ipradar repair`) as unknown,
      });
    } finally {
      await merging.close();
    }
    expect((await repairFolder({ directory: subject.folder })).segments).toEqual([1]);
    expect(await ask(await fresh(), { query: phrase })).toMatchObject({ count: 302, exact: true });
  });
});

describe('a verification', () => {
  it('reads one state though merges drop its files meanwhile', async () => {
    const merging = openEmbeddedEngine({ directory: subject.folder, workers: 0, mergePolicy: eagerMerges });
    try {
      const found = await verifyFolder(subject.folder, async ({ done }) => {
        if (done === 1) for (let round = 0; round < 4; round++) await load(merging, [record(301 + round)]);
      });
      expect(found).toEqual([]);
      expect((await ask(merging)).count).toBe(304);
      await (await merging.writer()).close();
      expectNoOrphans(subject.folder);
      expect(existsSync(pathOf(1, 'terms'))).toBe(false);
    } finally {
      await merging.close();
    }
  });
});

describe('an old manifest', () => {
  const store = () => join(subject.folder, layout.database);
  /** Copies of the folder before and after changes and a merge of everything. */
  async function age(): Promise<{ old: string; current: string }> {
    const old = join(subject.folder, 'old');
    const current = join(subject.folder, 'current');
    await engine.close();
    copyFileSync(store(), `${old}.sqlite`);
    cpSync(join(subject.folder, layout.segments), `${old}.segments`, { recursive: true });
    const next = openEmbeddedEngine({ directory: subject.folder, workers: 0, mergePolicy: eagerMerges });
    await load(next, [record(301)]);
    await load(next, [record(302)]);
    await next.close();
    copyFileSync(store(), `${current}.sqlite`);
    cpSync(join(subject.folder, layout.segments), `${current}.segments`, { recursive: true });
    return { old, current };
  }
  const restoreStore = (from: string): void => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${store()}${suffix}`, { force: true });
    copyFileSync(`${from}.sqlite`, store());
  };

  it('an older store beside newer segments: said which files are missing; repair serves what the store holds', async () => {
    const { old } = await age();
    restoreStore(old);
    expect(existsSync(pathOf(1, 'terms'))).toBe(false);
    expect(await ask(await fresh())).toMatchObject({ count: 0, exact: false });
    expect((await repairFolder({ directory: subject.folder })).segments).toHaveLength(2);
    expect(await findIds(await fresh())).toEqual(all);
    expectNoOrphans(subject.folder);
    expect(await verifyFolder(subject.folder)).toEqual([]);
  });

  it('a newer store beside older segments: the same', async () => {
    const { old } = await age();
    rmSync(join(subject.folder, layout.segments), { recursive: true });
    cpSync(`${old}.segments`, join(subject.folder, layout.segments), { recursive: true });
    expect(await ask(await fresh())).toMatchObject({ count: 0, exact: false });
    await repairFolder({ directory: subject.folder });
    expect(await findIds(await fresh())).toEqual([...all, idOf(301), idOf(302)].sort());
    expectNoOrphans(subject.folder);
  });
});
