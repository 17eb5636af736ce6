import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ZipFile } from 'yazl';
import { chip, chips, inventedJson, inventedXml } from '../fixtures/invented-format.js';
import { CollectingSink } from '../fixtures/read-fixture.js';
import type { Format } from './format.js';
import type { Input } from './inputs.js';
import { defaultLimits } from './limits.js';
import { ingestFile, type IngestOptions } from './pipeline.js';
import type { LedgerEntry } from './record-sink.js';

const folder = mkdtempSync(join(tmpdir(), 'ipradar-pipeline-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const formats: Format[] = [inventedXml, inventedJson];

function file(content: string | Buffer, name = 'package.dat'): Input {
  const path = join(folder, name);
  writeFileSync(path, content);
  return { name: path, path, size: statSync(path).size, release: () => Promise.resolve() };
}

async function zip(contents: Record<string, string | Buffer>): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, content] of Object.entries(contents)) archive.addBuffer(Buffer.from(content), name);
  archive.end();
  const chunks: Buffer[] = [];
  for await (const chunk of archive.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function ingest(content: string | Buffer, options: Partial<IngestOptions> = {}) {
  const sink = new CollectingSink();
  const ledger = await ingestFile(file(content), { sink, formats, clock: Date.now, ...options });
  return { sink, ledger, ids: sink.records.map(({ id }) => id), codes: sink.rejects.map(({ code }) => code) };
}

/** read = written + unchanged + rejected + deleted, in every run. */
function expectBalanced(ledger: LedgerEntry) {
  expect(ledger.read).toBe(ledger.written + ledger.unchanged + ledger.rejected + (ledger.deleted ?? 0));
}

describe('from a package to records', () => {
  it('records reach the sink in order, with their source and their raw bytes', async () => {
    const content = chips(chip(1, 'fast H<sub>2</sub> é'), chip(2));
    const { sink, ledger } = await ingest(await zip({ 'w/a.xml': content }));
    expect(ledger).toMatchObject({ formats: { 'us-grant': 2 }, read: 2, written: 2, rejected: 0, state: 'done' });
    const [first] = sink.records;
    expect(first).toMatchObject({ id: 'XX-1-LD', name: [{ text: 'fast H_{2} é' }] });
    const source = first?.sources[0];
    expect(source).toMatchObject({ package: 'package.dat', entry: 'w/a.xml' });
    const { offset = 0, length = 0 } = source ?? {};
    expect(
      Buffer.from(content)
        .subarray(offset, offset + length)
        .equals(sink.raws[0] as Buffer),
    ).toBe(true);
  });

  it('the ledger line names size, hash, versions and times', async () => {
    let time = Date.UTC(2026, 0, 1);
    const { ledger } = await ingest(chips(chip(1)), { clock: () => (time += 1_000) });
    expect(ledger).toMatchObject({
      size: Buffer.byteLength(chips(chip(1))),
      parserVersions: { 'us-grant': 1, eambrosia: 1 },
    });
    expect(ledger.hash).toMatch(/^[\da-f]{64}$/);
    expect(ledger.startedAt < (ledger.finishedAt ?? '')).toBe(true);
  });

  it('formats may be mixed in a package', async () => {
    const { ids, ledger } = await ingest(await zip({ a: chips(chip(1)), b: '[{"number":"2"}]', c: gzipSync(chip(3)) }));
    expect(ids).toEqual(['XX-1-LD', 'XX-2-LD', 'XX-3-LD']);
    expect(ledger.formats).toEqual({ 'us-grant': 2, eambrosia: 1 });
  });

  it('the same record twice in a package: both are handed on, the last one wins, and it is counted', async () => {
    const { sink, ledger } = await ingest(chips(chip(1, 'old'), chip(2), chip(1, 'new')));
    expect(sink.records.map((record) => record.type === 'layout-design' && record.name[0]?.text)).toEqual([
      'old',
      'chip 2',
      'new',
    ]);
    expect(ledger.duplicates).toBe(1);
    expectBalanced(ledger);
  });

  it('deletions are handed on and counted', async () => {
    const { sink, ledger } = await ingest(chips(chip(1), '<chip deleted="yes"><number>2</number></chip>'));
    expect(sink.removed).toEqual(['XX-2-LD']);
    expect(ledger).toMatchObject({ read: 2, written: 1, deleted: 1 });
    expectBalanced(ledger);
  });

  it('unlisted elements and unknown entities are counted', async () => {
    const { ledger } = await ingest(chips('<chip><number>1</number><extra/><name>&nosuch;</name></chip>'));
    expect(ledger.unlistedElements).toEqual({ 'chip/extra': 1 });
    expect(ledger.unknownEntities).toEqual({ '&nosuch;': 1 });
  });
});

describe('a bad record costs itself only', () => {
  it.each([
    ['mismatched tags', '<chip><number>9</b></chip>', 'not-well-formed'],
    ['a raw ampersand', chip(9, 'R&D'), 'not-well-formed'],
    ['no number', '<chip><name>x</name></chip>', 'no-number'],
    ['a bug in the reader', chip('crash'), 'reader-failure'],
    [
      '100,000 nested elements',
      `<chip><number>9</number><note>${'<x>'.repeat(100_000)}${'</x>'.repeat(100_000)}</note></chip>`,
      'nesting',
    ],
  ])('%s', async (_what, bad, code) => {
    const { ids, codes, sink, ledger } = await ingest(chips(chip(1), bad, chip(2)));
    expect(ids).toEqual(['XX-1-LD', 'XX-2-LD']);
    expect(codes).toEqual([code]);
    expect(sink.rejectedBytes[0]?.toString()).toBe(bad);
    expect(sink.rejects[0]?.offset).toBe(chips(chip(1), bad).indexOf(bad));
    expectBalanced(ledger);
  });

  it('the format is named even when it is the only one', async () => {
    expect((await ingest(chips('<chip><name>no number</name></chip>'))).ledger.formats).toEqual({ 'us-grant': 0 });
  });

  it('invalid UTF-8', async () => {
    const [before, after] = chips(chip(1), chip(9, '@'), chip(2)).split('@');
    const { ids, codes, sink } = await ingest(
      Buffer.concat([Buffer.from(before ?? ''), Buffer.from([0xff]), Buffer.from(after ?? '')]),
    );
    expect([ids, codes]).toEqual([['XX-1-LD', 'XX-2-LD'], ['invalid-encoding']]);
    expect(sink.rejectedBytes[0]?.includes(0xff)).toBe(true);
  });

  it('a record above the limit', async () => {
    const { ids, codes } = await ingest(chips(chip(1), chip(9, 'x'.repeat(5_000)), chip(2)), {
      limits: { ...defaultLimits, maximumRecord: 1_000 },
    });
    expect([ids, codes]).toEqual([['XX-1-LD', 'XX-2-LD'], ['record-too-large']]);
  });

  it('a file that is cut: at every byte, complete records are kept and the rest is told', async () => {
    const content = Buffer.from(chips(chip(1, '<!-- </chip> -->é'), chip(2), chip(3)));
    const ends = [1, 2, 3].map((number) => {
      const end = content.indexOf('</chip>', content.indexOf(`<number>${number}<`));
      return number === 1 ? content.indexOf('</chip>', end + 7) + 7 : end + 7;
    });
    for (let cut = 60; cut < content.length; cut += 1) {
      const { ids, ledger } = await ingest(content.subarray(0, cut));
      expect(ids).toHaveLength(ends.filter((end) => end <= cut).length);
      if (!content.subarray(cut).toString().match(/^\s*$/)) expect(ledger.rejected).toBeGreaterThan(0);
    }
  });
});

describe('what has no reader is named', () => {
  it.each([
    ['an empty file', '', 'an empty file'],
    ['binary junk', Buffer.from('00010203fffe0405', 'hex'), 'binary data, first bytes 00010203fffe0405'],
    ['a PDF under any name', Buffer.from('%PDF-1.7 …'), 'PDF document'],
    [
      'another root',
      '<?xml version="1.0"?><!-- c --><x:sequence-cwu xmlns:x="u"/>',
      'XML with root element `x:sequence-cwu`',
    ],
    ['a list', 'D0982278\nD0982279\n', 'text that begins `D0982278 D0982279`'],
    ['other JSON', '{"a": 1}', 'JSON that begins `{"a": 1}`'],
    ['a DTD', '<?xml version="1.0"?><!ELEMENT a (b)>', 'a DTD or entity set'],
  ])('%s', async (_what, content, looksLike) => {
    const { ledger } = await ingest(content);
    expect(ledger).toMatchObject({ read: 0, rejected: 0, unsupported: 1, state: 'done' });
    expect(ledger.unsupportedEntries).toEqual([{ entry: '', looksLike }]);
  });

  it('inside a package and between records too, and the records are kept', async () => {
    const { ids, ledger } = await ingest(
      await zip({ 'report.txt': 'all well', 'a.xml': `${chip(1)}<seq>x</seq>${chip(2)}<seq/>` }),
    );
    expect(ids).toEqual(['XX-1-LD', 'XX-2-LD']);
    expect(ledger.unsupported).toBe(3);
    expect(ledger.unsupportedEntries).toEqual([
      { entry: 'report.txt', looksLike: 'text that begins `all well`' },
      { entry: 'a.xml', looksLike: 'XML element `seq`' },
    ]);
  });

  it('the extension decides nothing', async () => {
    const sink = new CollectingSink();
    await ingestFile(file(await zip({ 'a.pdf': chips(chip(1)) }), 'scan.tif'), { sink, formats, clock: Date.now });
    expect(sink.records).toHaveLength(1);
  });
});

describe('a package with bad entries', () => {
  it('problems of the archive are rejects of their entry', async () => {
    const bytes = await zip({ a: chips(chip(1)), b: chips(chip(2)), c: chips(chip(3)) });
    const cut = bytes.subarray(0, bytes.lastIndexOf('PK\u0003\u0004', bytes.length, 'latin1') + 60);
    const { ids, sink, ledger } = await ingest(cut);
    expect(ids).toEqual(['XX-1-LD', 'XX-2-LD']);
    expect(sink.rejects.map(({ code, entry }) => [code, entry])).toContainEqual(['truncated-archive', 'c']);
    expectBalanced(ledger);
  });
});

describe('encodings', () => {
  const content = chips(chip(1, '电池'), chip(2, '隔膜'));
  const named = (sink: CollectingSink) =>
    sink.records.map((record) => record.type === 'layout-design' && record.name[0]?.text);

  it.each([
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${content}`)],
    ['UTF-16LE', Buffer.from(`\ufeff${content.replace('UTF-8', 'UTF-16')}`, 'utf16le')],
    ['UTF-16BE', Buffer.from(`\ufeff${content.replace('UTF-8', 'UTF-16')}`, 'utf16le').swap16()],
    ['UTF-16LE without a byte order mark', Buffer.from(content.replace('UTF-8', 'UTF-16'), 'utf16le')],
    ['UTF-16BE without a byte order mark', Buffer.from(content.replace('UTF-8', 'UTF-16'), 'utf16le').swap16()],
    [
      'GB18030 without a declaration',
      Buffer.from(
        chips(chip(1, '电池'), chip(2, '隔膜'))
          .replace(/^<\?xml[^\n]*\n/, '')
          .replace('电池', '\xb5\xe7\xb3\xd8')
          .replace('隔膜', '\xb8\xf4\xc4\xa4'),
        'latin1',
      ),
    ],
    [
      'GB18030 as declared',
      Buffer.from(
        content.replace('UTF-8', 'GB18030').replace('电池', '\xb5\xe7\xb3\xd8').replace('隔膜', '\xb8\xf4\xc4\xa4'),
        'latin1',
      ),
    ],
  ])('%s', async (_encoding, bytes) => {
    const { sink, codes } = await ingest(bytes);
    expect([named(sink), codes]).toEqual([['电池', '隔膜'], []]);
    expect(sink.records[0]?.flags).toBeUndefined();
  });

  it('ISO-8859-1 as declared', async () => {
    const { sink } = await ingest(Buffer.from(chips(chip(1, 'Zürich')).replace('UTF-8', 'ISO-8859-1'), 'latin1'));
    expect(named(sink)).toEqual(['Zürich']);
  });

  it('ISO-8859-1 without a declaration', async () => {
    const text = chips(chip(1, 'Zürich, señor'), chip(2, 'café')).replace(/^<\?xml[^\n]*\n/, '');
    expect(named((await ingest(Buffer.from(text, 'latin1'))).sink)).toEqual(['Zürich, señor', 'café']);
  });

  it('the printable characters of windows-1252 under the name of ISO-8859-1', async () => {
    const text = chips(chip(1, '\x80\x92\x9c')).replace('UTF-8', 'ISO-8859-1');
    expect(named((await ingest(Buffer.from(text, 'latin1'))).sink)).toEqual(['€’œ']);
  });

  it('UTF-8 under another declaration is believed, and flagged', async () => {
    const { sink } = await ingest(Buffer.from(content.replace('UTF-8', 'ISO-8859-1')));
    expect(named(sink)).toEqual(['电池', '隔膜']);
    expect(sink.records[0]?.flags).toEqual([{ code: 'declared-encoding', member: '', raw: 'ISO-8859-1' }]);
  });
});

describe('the ledger', () => {
  it('the same bytes again, under any name, read nothing and count as unchanged', async () => {
    const sink = new CollectingSink();
    const content = chips(chip(1), '<chip/>', chip(2));
    await ingestFile(file(content), { sink, formats, clock: Date.now });
    const again = await ingestFile(file(content, 'copy.xml'), { sink, formats, clock: Date.now });
    expect(sink.records).toHaveLength(2);
    expect(again).toMatchObject({ read: 3, written: 0, unchanged: 2, rejected: 1, state: 'done' });
    expect(again.file).toMatch(/copy\.xml$/);
  });

  it("a newer reader reads again, another format's newer reader does not", async () => {
    const sink = new CollectingSink();
    const content = chips(chip(1));
    const run = (with_: Format[]) => ingestFile(file(content), { sink, formats: with_, clock: Date.now });
    await run(formats);
    await run([inventedXml, { ...inventedJson, parserVersion: 2 }]);
    expect(sink.records).toHaveLength(1);
    await run([{ ...inventedXml, parserVersion: 2 }, inventedJson]);
    expect(sink.records).toHaveLength(2);
  });

  it('a file with something unsupported is read again when a reader was added', async () => {
    const sink = new CollectingSink();
    const content = '[{"number":"2"}]';
    const run = (with_: Format[]) => ingestFile(file(content), { sink, formats: with_, clock: Date.now });
    expect((await run([inventedXml])).unsupported).toBe(1);
    expect((await run(formats)).written).toBe(1);
  });
});

describe('interruption and failure', () => {
  it('an abort ends between two records, the ledger says so, and the next run completes', async () => {
    const sink = new CollectingSink();
    const stop = new AbortController();
    const content = chips(...Array.from({ length: 100 }, (_, number) => chip(number)));
    const record = sink.record.bind(sink);
    sink.record = async (each, raw) => {
      await record(each, raw);
      if (sink.records.length === 10) stop.abort();
    };
    const options = { sink, formats, clock: Date.now };
    const first = await ingestFile(file(content), { ...options, signal: stop.signal });
    expect(first).toMatchObject({ state: 'interrupted', read: 10 });
    const second = await ingestFile(file(content), options);
    expect(second).toMatchObject({ state: 'done', read: 100 });
  });

  it('an error of the sink is thrown and the file does not count as done', async () => {
    const sink = new CollectingSink();
    sink.record = () => Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }));
    await expect(ingestFile(file(chips(chip(1))), { sink, formats, clock: Date.now })).rejects.toThrow('no space left');
    expect(sink.ledgers).toEqual([]);
  });

  it('progress ends with all bytes and all records', async () => {
    const seen: { bytesDone: number; bytesTotal: number; records: number }[] = [];
    const content = await zip({ a: chips(chip(1)), b: chips(chip(2), chip(3)) });
    let time = 0;
    await ingest(content, { onProgress: (progress) => void seen.push(progress), clock: () => (time += 60) });
    expect(seen.at(-1)?.records).toBe(3);
    expect(seen.at(-1)?.bytesTotal).toBe(content.length);
    expect(seen.map(({ bytesDone }) => bytesDone)).toEqual(
      seen.map(({ bytesDone }) => bytesDone).sort((a, b) => a - b),
    );
  });
});
