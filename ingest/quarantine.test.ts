import { appendFileSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reject } from './format.js';
import { openQuarantine, type QuarantineLine } from './quarantine.js';
import { openRawStore } from './raw-store.js';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ipradar-quarantine-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const reject = (offset: number): Reject => ({
  code: 'not-well-formed',
  detail: 'x',
  package: 'p.zip',
  entry: 'a',
  offset,
  length: 3,
});
const at = '2026-01-01T00:00:00.000Z';
const linesOf = async (quarantine: { list(): AsyncIterable<QuarantineLine> }) => {
  const lines: QuarantineLine[] = [];
  for await (const line of quarantine.list()) lines.push(line);
  return lines;
};

it('rejects are read back with their bytes, by another run too', async () => {
  const first = openQuarantine(folder);
  first.add(reject(1), Buffer.from('<a'), at);
  first.add(reject(2), undefined, at);
  first.sync();
  first.close();
  const second = openQuarantine(folder);
  second.add(reject(3), Buffer.from('<b'), at);
  const lines = await linesOf(second);
  expect(lines.map(({ offset }) => offset)).toEqual([1, 2, 3]);
  expect(lines.map((line) => second.read(line)?.toString())).toEqual(['<a', undefined, '<b']);
  second.close();
});

it('a line that a crash cut short costs itself only', async () => {
  const first = openQuarantine(folder);
  first.add(reject(1), undefined, at);
  first.close();
  appendFileSync(join(folder, 'quarantine.jsonl'), '{"code":"not-we');
  const second = openQuarantine(folder);
  second.add(reject(2), undefined, at);
  expect((await linesOf(second)).map(({ offset }) => offset)).toEqual([1, 2]);
  second.close();
});

it('raw bytes come back as they went in', () => {
  const store = openRawStore(folder);
  const entries = [Buffer.from('é'), Buffer.alloc(0), Buffer.alloc(300_000, 'ab')];
  const pointers = entries.map((bytes) => store.append(bytes));
  store.sync();
  pointers.forEach((pointer, index) => expect(store.read(pointer).equals(entries[index] as Buffer)).toBe(true));
  store.close();
  const again = openRawStore(folder);
  const later = again.append(Buffer.from('later'));
  expect(again.read(later).toString()).toBe('later');
  expect(again.read(pointers[0] as (typeof pointers)[0]).toString()).toBe('é');
  again.close();
});

it('a pointer beyond the file is an error that says so', () => {
  const store = openRawStore(folder);
  expect(() => store.read({ file: 1, offset: 5, length: 9 })).toThrow('raw bytes are missing');
  store.close();
});

const hasFullDisk = existsSync('/dev/full');
(hasFullDisk ? it : it.skip)('a full disk is an error, not a silent loss', () => {
  symlinkSync('/dev/full', join(folder, 'rejected-000001.bin'));
  const quarantine = openQuarantine(folder);
  expect(() => quarantine.add(reject(1), Buffer.from('<a'), at)).toThrow(/ENOSPC/);
  quarantine.close();
});
