import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chip, chips } from '../../fixtures/invented-format.js';
import type { Json } from '../queue.js';
import { openJobBench, type JobBench } from './job-bench.fixture.js';
import { type ListingServer, openListingServer, sha256Of } from './listing-server.fixture.js';
import type { WorkerParts } from './job-kind.js';

let bench: JobBench;
let server: ListingServer;
const open = (parts: Partial<WorkerParts> = {}) => (bench = openJobBench(Date.now, parts));
beforeAll(async () => {
  server = await openListingServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.packages.length = server.requests.length = 0;
});
afterEach(() => bench.remove());

const week = (date: string, ...records: string[]) => ({
  file: `${date}.xml`,
  date,
  content: Buffer.from(chips(...records)),
});
const fromListing = (more: Record<string, Json> = {}): Json => ({
  source: { kind: 'listing', url: server.url, ...more },
});
const states = async () => {
  const jobs = await bench.queue.list({ limit: 100 });
  return jobs
    .filter(({ name }) => name !== 'pull-packages')
    .map(({ name, state }) => `${name} ${state}`)
    .sort();
};

describe('from a folder', () => {
  const pull = (settleSeconds = 0, replay?: string) =>
    bench.run('pull-packages', {
      source: { kind: 'folder', folder: join(bench.folder, 'in'), settleSeconds },
      ...(replay ? { replay } : {}),
    });
  const drop = (name: string, content: string) => writeFileSync(join(bench.folder, 'in', name), content);

  it('each new package has one job; looking again adds nothing; a file that was replaced is a new package', async () => {
    open();
    mkdirSync(join(bench.folder, 'in'));
    expect((await pull()).result).toEqual({ found: 0, added: 0, known: 0 });
    drop('w1.xml', chips(chip(1, 'old')));
    drop('w2.xml', chips(chip(1, 'new')));
    expect((await pull()).result).toEqual({ found: 2, added: 2, known: 0 });
    expect(await bench.nameOf(1)).toBe('new');
    expect((await pull()).result).toEqual({ found: 2, added: 0, known: 2 });
    drop('w2.xml', chips(chip(1, 'newest')));
    expect((await pull()).result).toEqual({ found: 2, added: 1, known: 1 });
    expect(await bench.nameOf(1)).toBe('newest');
    expect((await pull(0, 'once more')).result).toEqual({ found: 2, added: 2, known: 0 });
  });

  it('a file that was touched just now, a hidden or an unfinished one is left; one with an old date that has just arrived too', async () => {
    open();
    mkdirSync(join(bench.folder, 'in'));
    drop('fresh.xml', chips(chip(1)));
    drop('.hidden.xml', chips(chip(2)));
    drop('w.zip.part', chips(chip(3)));
    drop('copied.xml', chips(chip(4)));
    utimesSync(join(bench.folder, 'in', 'copied.xml'), 1, 1);
    expect((await pull(60)).result).toEqual({ found: 0, added: 0, known: 0 });
    expect((await pull(0)).result).toEqual({ found: 2, added: 2, known: 0 });
  });

  it('packages are indexed in the order of their names, split ones among them', async () => {
    open({ shards: { from: 3_000, bytes: 1_000 } });
    mkdirSync(join(bench.folder, 'in'));
    const many = Array.from({ length: 100 }, (_, number) => number);
    drop('w1.xml', chips(...many.map((number) => chip(number, 'first'))));
    drop('w2.xml', chips(chip(1, 'second'), chip(2, 'second')));
    drop('w3.xml', chips(...many.filter((number) => number !== 1).map((number) => chip(number, 'third'))));
    drop('w4.xml', chips(chip(3, 'fourth')));
    await pull();
    expect(await Promise.all([0, 1, 2, 3].map(bench.nameOf))).toEqual(['third', 'second', 'third', 'fourth']);
    expect((await bench.queue.counts()).dead).toBe(0);
    const indexed = await bench.queue.list({ name: 'index-package', limit: 9 });
    expect(indexed.map(({ result }) => (result as { written: number }).written).sort()).toEqual([100, 99]);
  });

  it('a poison record costs one record, and a file that is no package none', async () => {
    open();
    mkdirSync(join(bench.folder, 'in'));
    drop('w1.xml', chips(chip(1), '<chip><number>crash</number></chip>', chip(2)));
    drop('w2.bin', '\0\0\0');
    await pull();
    expect(await states()).toEqual(['ingest-package done', 'ingest-package done']);
    const [second, first] = await bench.queue.list({ name: 'ingest-package', limit: 2 });
    expect(first?.result).toMatchObject({ read: 3, written: 2, rejected: 1 });
    expect(second?.result).toMatchObject({ read: 0, unsupported: 1 });
  });
});

describe('from a dated listing', () => {
  it('fetches, checks and indexes the packages of a range of days, oldest first; later days follow', async () => {
    open();
    server.packages.push(
      week('2026-01-15', chip(1, 'third')),
      week('2026-01-01', chip(1, 'first')),
      week('2026-01-08', chip(1, 'second')),
    );
    expect((await bench.run('pull-packages', fromListing({ to: '2026-01-08' }))).result).toEqual({
      found: 2,
      added: 2,
      known: 0,
    });
    expect(await bench.nameOf(1)).toBe('second');
    expect((await bench.run('pull-packages', fromListing())).result).toEqual({ found: 3, added: 1, known: 2 });
    expect(await bench.nameOf(1)).toBe('third');
    expect(server.requests.filter((each) => each.startsWith('/files')).sort()).toEqual(
      ['2026-01-01', '2026-01-08', '2026-01-15'].map((date) => `/files/${date}.xml`),
    );
    await bench.run('pull-packages', {
      ...(fromListing({ from: '2026-01-08', to: '2026-01-08' }) as object),
      replay: 'again',
    });
    const [replayed] = await bench.queue.list({ name: 'ingest-package', limit: 1 });
    expect(replayed?.result).toMatchObject({ written: 0, unchanged: 1 });
  });

  it('a package with a wrong checksum is dead with the reason and stops nothing; when it is replaced, a retry brings it in', async () => {
    open();
    const right = Buffer.from(chips(chip(1), chip(2)));
    const wrong = Buffer.from(right.toString().replace('chip 2', 'chip X'));
    server.packages.push(
      { file: 'a.xml', date: '2026-01-01', content: wrong, sha256: sha256Of(right) },
      week('2026-01-08', chip(3)),
    );
    await bench.run('pull-packages', fromListing());
    expect(await states()).toEqual([
      'fetch-package dead',
      'fetch-package done',
      'ingest-package blocked',
      'ingest-package done',
    ]);
    expect(await bench.nameOf(3)).toBe('chip 3');
    const [dead] = await bench.queue.list({ states: ['dead'], limit: 1 });
    expect(dead?.reason).toContain(`${sha256Of(wrong)} instead of ${sha256Of(right)}`);
    (server.packages[0] as { content: Buffer }).content = right;
    await bench.queue.retry(dead?.id ?? '');
    await bench.drain();
    expect(await states()).toEqual([
      'fetch-package done',
      'fetch-package done',
      'ingest-package done',
      'ingest-package done',
    ]);
    expect(await bench.nameOf(2)).toBe('chip 2');
  });

  it('a connection that breaks is taken up where it broke', async () => {
    open();
    const content = Buffer.from(chips(...Array.from({ length: 2_000 }, (_, number) => chip(number))));
    server.packages.push({ file: 'a.xml', date: '2026-01-01', content, breakAfter: 30_000 });
    const fetching = {
      url: server.url.replace('listing.json', 'files/a.xml'),
      path: join(bench.folder, 'a.xml'),
      size: content.length,
      sha256: sha256Of(content),
    };
    const job = await bench.run('fetch-package', fetching);
    expect(job).toMatchObject({ state: 'done', failures: 1, result: { bytes: content.length, resumedFrom: 30_000 } });
    expect(server.requests).toEqual(['/files/a.xml', '/files/a.xml bytes=30000-']);
    expect((await bench.run('fetch-package', fetching)).result).toMatchObject({ resumedFrom: content.length });
    expect(server.requests).toHaveLength(2);
  });

  it('what is not there is dead at once, and a listing that is none', async () => {
    open();
    const url = server.url.replace('listing.json', 'files/nothing');
    const fetching = { url, path: join(bench.folder, 'x'), size: 1, sha256: '0'.repeat(64) };
    expect(await bench.run('fetch-package', fetching)).toMatchObject({
      state: 'dead',
      failures: 1,
      reason: `${url} answered 404`,
    });
    server.packages.push({ file: '../up.xml', date: '2026-01-01', content: Buffer.from('x') });
    expect(await bench.run('pull-packages', fromListing())).toMatchObject({ state: 'dead', failures: 1 });
  });
});

it('what an engine lacks is refused with the reason; findings of a selfcheck make a dead letter; a payload that is none too', async () => {
  open();
  expect(await bench.run('refresh-generation', {})).toMatchObject({
    state: 'dead',
    failures: 1,
    reason: 'this engine has no second index',
  });
  expect(await bench.run('selfcheck', {})).toMatchObject({
    state: 'dead',
    failures: 1,
    reason: '1 findings: a finding',
  });
  await bench.queue.add({ name: 'prune', key: 'x', payload: { keepDays: 'many' } });
  await bench.queue.add({ name: 'unheard-of', key: 'x', payload: null });
  await bench.drain();
  const [unheard, wrong] = await bench.queue.list({ limit: 2 });
  expect(wrong).toMatchObject({ state: 'dead', reason: expect.stringContaining('keepDays') });
  expect(unheard).toMatchObject({ state: 'dead', reason: expect.stringContaining('pull-packages, fetch-package') });
});
