import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

/** `IPRADAR_MEMORY_MB=1000` reads a whole gigabyte; the default keeps CI short. */
const megabytes = Number(process.env['IPRADAR_MEMORY_MB'] ?? 360);
/** Large enough for the heap to have grown to its working size: at 40 MB of input it is still growing on Node 24, at 120 no more. */
const smallMegabytes = megabytes / 3;
/**
 * Resident megabytes by which the large file may peak above the small one. A reader that kept what it read would need the difference of
 * the files, 240 at least; the garbage collector's own swing is under 30.
 */
const allowedGrowth = 40;
const mebibyte = 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), 'ipradar-memory-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const moduleAt = (path: string) => JSON.stringify(pathToFileURL(join(process.cwd(), 'dist', path)).href);

/** Reads a file into the counting sink in a process of its own; answers its ledger line and its peak of resident memory in MB. */
function measure(path: string): { read: number; rejected: number; rejects: string[]; peak: number } {
  const script = `
    import { statSync } from 'node:fs';
    import { ingestFile } from ${moduleAt('ingest/pipeline.js')};
    import { CountingSink } from ${moduleAt('ingest/counting-sink.js')};
    import { formats } from ${moduleAt('fixtures/invented-format.js')};
    const path = ${JSON.stringify(path)};
    const input = { name: path, path, size: statSync(path).size, release: async () => {} };
    const sink = new CountingSink();
    const { read, rejected } = await ingestFile(input, { sink, formats, clock: Date.now });
    const rejects = sink.rejects.map(({ code }) => code);
    console.log(JSON.stringify({ read, rejected, rejects, peak: process.resourceUsage().maxRSS / 1024 }));`;
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout) as ReturnType<typeof measure>;
}

/** Words that neither compress nor repeat too well; one record in three is Chinese. */
function words(number: number, length: number): string {
  let text = '';
  for (let word = number * 7919; text.length < length; word = (word * 48271 + 11) % 2147483647)
    text += number % 3 === 0 ? String.fromCharCode(0x4e00 + (word % 20_000)) : ` ${word.toString(36)}`;
  return text;
}

const xml = {
  open: '<chips>\n',
  record: (number: number) => `<chip><number>${number}</number><name><p>${words(number, 50_000)}</p></name></chip>\n`,
  close: '</chips>',
};
const json = {
  open: '[{"number":"first"}\n',
  record: (number: number) => `,{"number":"${number}","name":"${words(number, 50_000)}"}\n`,
  close: ']',
};

/** Gzip members may follow each other: the file is written in parts, as it will be read. */
function write(name: string, kind: typeof xml, size: number, large?: (put: (text: string) => void) => void) {
  const path = join(folder, name);
  const file = openSync(path, 'w');
  const put = (content: Buffer) => writeSync(file, content);
  put(gzipSync(kind.open, { level: 1 }));
  const batch = Array.from({ length: 20 }, (_, number) => kind.record(number)).join('');
  const packed = gzipSync(batch, { level: 1 });
  const batches = Math.ceil((size * mebibyte) / Buffer.byteLength(batch));
  for (let each = 0; each < batches; each++) {
    if (each === Math.floor(batches / 2)) large?.((text) => put(gzipSync(text, { level: 1 })));
    put(packed);
  }
  put(gzipSync(kind.close, { level: 1 }));
  closeSync(file);
  return { path, records: batches * 20 };
}

const large = (size: number) => (put: (text: string) => void) => {
  put('<chip><number>big</number><name>');
  const part = `<p>${words(1, mebibyte)}</p>`;
  const packed = part.repeat(4);
  for (let done = 0; done < size; done += packed.length) put(packed);
  put('</name></chip>\n');
};

describe(`memory stays flat over ${megabytes} MB`, () => {
  it.each([
    ['XML', xml, 0],
    ['JSON', json, 1],
  ])(
    '%s: a file three times as large needs no more',
    (name, kind, extra) => {
      const small = measure(write(`small-${name}.gz`, kind, smallMegabytes).path);
      const { path, records } = write(`large-${name}.gz`, kind, megabytes);
      // The smallest of three: what is kept is kept every time, what the collector left lying for a while is not.
      const runs = [measure(path), measure(path), measure(path)];
      for (const { read, rejected } of runs) expect([read, rejected]).toEqual([records + extra, 0]);
      expect(Math.min(...runs.map(({ peak }) => peak)) - small.peak).toBeLessThanOrEqual(allowedGrowth);
    },
    600_000,
  );

  it('with a record of 100 MB, which is quarantined, its neighbours kept', () => {
    const { path, records } = write('quarantined.gz', xml, smallMegabytes, large(100 * mebibyte));
    const { read, rejects, peak } = measure(path);
    expect([read, rejects]).toEqual([records + 1, ['record-too-large']]);
    expect(peak).toBeLessThanOrEqual(512);
  }, 600_000);

  it('with a record of 60 MB, which is read', () => {
    const { path, records } = write('read.gz', xml, smallMegabytes, large(60 * mebibyte));
    const { read, rejected, peak } = measure(path);
    expect([read, rejected]).toEqual([records + 1, 0]);
    expect(peak).toBeLessThanOrEqual(512);
  }, 600_000);
});
