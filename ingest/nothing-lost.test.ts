import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { ZipFile } from 'yazl';
import { chip, chips, inventedJson, inventedXml } from '../fixtures/invented-format.js';
import { CollectingSink } from '../fixtures/read-fixture.js';
import type { Format } from './format.js';
import { formats as officeFormats } from './formats/formats.js';
import { ingestFile } from './pipeline.js';

const folder = mkdtempSync(join(tmpdir(), 'ipradar-lost-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Contents = Record<string, string | Buffer>;

async function collect(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

function zip(contents: Contents): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, content] of Object.entries(contents)) archive.addBuffer(Buffer.from(content), name);
  archive.end();
  return collect(archive.outputStream as unknown as AsyncIterable<unknown>);
}

function tar(contents: Contents): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of Object.entries(contents)) archive.entry({ name }, Buffer.from(content));
  archive.finalize();
  return collect(archive);
}

/** What the ledger and the quarantine say of a file: ids, `code@offset+length` of rejects, what has no reader. */
async function ingest(content: string | Buffer, formats: readonly Format[] = [inventedXml, inventedJson]) {
  const path = join(folder, 'package.dat');
  writeFileSync(path, content);
  const sink = new CollectingSink();
  const input = { name: path, path, size: statSync(path).size, release: () => Promise.resolve() };
  const ledger = await ingestFile(input, { sink, formats, clock: Date.now });
  return {
    ids: sink.records.map(({ id }) => id),
    rejects: sink.rejects.map(({ code, offset, length }) => `${code}@${offset}+${length}`),
    entries: sink.rejects.map(({ entry, code }) => `${entry} ${code}`),
    unsupported: ledger.unsupportedEntries.map(({ entry, looksLike }) => (entry ? `${entry}: ` : '') + looksLike),
    ledger,
  };
}

describe('a file of which nothing can be read is named, whatever the reason', () => {
  it.each([
    ['an envelope without records', chips(), '`us-grant` without a record: XML with root element `chips`'],
    ['a closed empty envelope', '<chips/>', '`us-grant` without a record: XML with root element `chips`'],
    ['a prolog only, cut', '<!DOCTYPE chips [<!ELEMENT chips (chip*)>', 'a DTD or entity set'],
    ['an empty JSON array', '[]', 'JSON that begins `[]`'],
    ['a JSON array of which all is blank', '[ \n] {"number":"1"}', undefined],
    ['a gzip of nothing', gzipSync(''), 'an empty file'],
  ])('%s', async (_what, content, looksLike) => {
    const { ledger, unsupported } = await ingest(content);
    expect(ledger.read + ledger.unsupported).toBeGreaterThan(0);
    if (looksLike !== undefined) expect(unsupported).toEqual([looksLike]);
  });

  it('an archive without files, outside and inside another', async () => {
    expect((await ingest(await zip({}))).unsupported).toEqual(['an archive without files']);
    expect((await ingest(await tar({}))).unsupported).toHaveLength(1);
    const outer = await zip({ 'a.zip': await zip({}), 'b.xml': chip(1) });
    const { ids, unsupported } = await ingest(outer);
    expect(ids).toEqual(['XX-1-LD']);
    expect(unsupported).toEqual(['a.zip: an archive without files']);
  });

  it('a DTD of a format, and a daily file of a day without records', async () => {
    const dtd = `<?xml version="1.0"?>\n<!DOCTYPE trademark-applications-daily [\n<!ELEMENT trademark-applications-daily (version)>\n]>\n`;
    expect((await ingest(dtd, officeFormats)).unsupported).toEqual(['a DTD or entity set']);
    const quiet = `${dtd}<trademark-applications-daily><version><version-no>2.0</version-no></version><application-information><data-available-code>N</data-available-code></application-information></trademark-applications-daily>`;
    expect((await ingest(quiet, officeFormats)).unsupported).toEqual([
      '`us-trademark` without a record: XML with root element `trademark-applications-daily`',
    ]);
  });

  it('a reader that makes nothing of a record says so', async () => {
    const silent: Format = {
      ...inventedXml,
      parse: () => ({ records: [], unlisted: new Map(), unknownEntities: new Map() }),
    };
    const { ledger, rejects } = await ingest(chips(chip(1)), [silent]);
    expect(ledger).toMatchObject({ read: 1, rejected: 1 });
    expect(rejects[0]).toMatch(/^no-record@/);
  });
});

describe('every entry of an archive is accounted for', () => {
  it('drawings, texts, schemas and programs beside the records', async () => {
    const { ids, unsupported } = await ingest(
      await zip({
        'a/1.xml': chip(1),
        'a/1.tif': Buffer.from('49492a000800000000', 'hex'),
        'a/1.pdf': '%PDF-1.4',
        'a/chips.dtd': '<!ELEMENT chips (chip*)>',
        'a/readme.txt': 'read me',
        'a/inner.7z': Buffer.from('377abcaf271c0004', 'hex'),
        'a/2.json': '[{"number":"2"}]',
      }),
    );
    expect(ids).toEqual(['XX-1-LD', 'XX-2-LD']);
    expect(unsupported).toEqual([
      'a/1.tif: TIFF image',
      'a/1.pdf: PDF document',
      'a/chips.dtd: a DTD or entity set',
      'a/readme.txt: text that begins `read me`',
      'a/inner.7z: 7-Zip archive',
    ]);
  });

  it('an entry whose name ends like a folder but which has content', async () => {
    const bytes = await zip({ 'x.xm_': chip(1), 'b.xml': chip(2) });
    const renamed = Buffer.from(bytes.toString('latin1').replaceAll('x.xm_', 'x.xm/'), 'latin1');
    expect((await ingest(renamed)).ids).toEqual(['XX-1-LD', 'XX-2-LD']);
  });

  it('entries of a tar that are no files', async () => {
    const archive = pack();
    archive.entry({ name: 'd', type: 'directory' });
    archive.entry({ name: 'pipe', type: 'fifo' });
    archive.entry({ name: 'link', type: 'symlink', linkname: 'a' });
    archive.entry({ name: 'a.xml' }, chip(1));
    archive.finalize();
    const { ids, entries } = await ingest(await collect(archive));
    expect(ids).toEqual(['XX-1-LD']);
    expect(entries).toEqual(['pipe unsafe-name', 'link unsafe-name']);
  });

  it('tars one after another in a file', async () => {
    const both = Buffer.concat([await tar({ a: chip(1) }), await tar({ b: chip(2) })]);
    expect((await ingest(both)).ids).toEqual(['XX-1-LD', 'XX-2-LD']);
  });

  it('more entries than the directory counts (65,536 written as 0)', async () => {
    const bytes = await zip({ a: chip(1), b: chip(2), c: chip(3) });
    const end = bytes.lastIndexOf('PK\u0005\u0006', bytes.length, 'latin1');
    bytes.writeUInt16LE(1, end + 8);
    bytes.writeUInt16LE(1, end + 10);
    const { ids } = await ingest(bytes);
    expect(ids).toEqual(['XX-1-LD', 'XX-2-LD', 'XX-3-LD']);
  });

  it('entries behind a damaged one in a zip without directory', async () => {
    const bytes = await zip({ a: chip(1), b: chip(2), c: chip(3) });
    const cut = bytes.subarray(0, bytes.indexOf('PK\u0001\u0002', 0, 'latin1'));
    const second = cut.indexOf('PK\u0003\u0004', 4, 'latin1');
    // The length of the second entry is lost: its end must be searched.
    cut.writeUInt32LE(0xff_ffff, second + 18);
    const { ids } = await ingest(cut);
    expect(ids).toEqual(expect.arrayContaining(['XX-1-LD', 'XX-3-LD']));
  });
});

describe('every byte behind the records is accounted for', () => {
  it('junk behind gzip data', async () => {
    const { ids, entries } = await ingest(Buffer.concat([gzipSync(chip(1)), Buffer.from('lost bytes')]));
    expect(ids).toEqual(['XX-1-LD']);
    expect(entries).toEqual([' damaged-archive']);
    const padded = Buffer.concat([gzipSync(chip(1)), Buffer.alloc(512)]);
    expect((await ingest(padded)).entries).toEqual([]);
  });

  it('junk behind XML, within and after the root', async () => {
    const text = `${chips(chip(1))}lost`;
    const { ids, rejects } = await ingest(text);
    expect(ids).toEqual(['XX-1-LD']);
    expect(rejects).toEqual([`stray-content@${text.indexOf('lost')}+4`]);
  });

  it('text before the first record of an envelope, which is a value only where no element follows', async () => {
    const text = `<chips>lost text<header><date>2020</date></header>${chip(1)}</chips>`;
    const { ids, rejects } = await ingest(text);
    expect(ids).toEqual(['XX-1-LD']);
    expect(rejects).toEqual([`stray-content@7+9`]);
  });

  it('half a code unit at the end of UTF-16', async () => {
    for (const swap of [false, true]) {
      const bytes = Buffer.from(`\ufeff<chips>${chip(1)}</chips>`, 'utf16le');
      const whole = swap ? Buffer.from(bytes).swap16() : bytes;
      const { ids, rejects } = await ingest(Buffer.concat([whole, Buffer.from([0x41])]));
      expect(ids).toEqual(['XX-1-LD']);
      expect(rejects).toEqual([`truncated@${whole.length}+1`]);
    }
  });

  it('several XML documents, and a document of another kind between them', async () => {
    const { ids, unsupported } = await ingest(
      `${chips(chip(1))}<?xml version="1.0"?><other>x</other>${chips(chip(2))}`,
    );
    expect(ids).toEqual(['XX-1-LD', 'XX-2-LD']);
    expect(unsupported).toEqual(['XML element `other`']);
  });

  it('several JSON arrays in a file, and text behind them', async () => {
    const { ids, rejects } = await ingest('[{"number":"1"}]\n[{"number":"2"},{"number":"3"}]lost');
    expect(ids).toEqual(['XX-1-LD', 'XX-2-LD', 'XX-3-LD']);
    expect(rejects).toEqual(['stray-content@48+4']);
  });

  it('members of a JSON array that are no records', async () => {
    const text = '[{"number":"1"}, 5, null, "x", [1], {"other":1}, {"number":"2"}]';
    const { ids, ledger } = await ingest(text);
    expect(ids).toEqual(['XX-1-LD', 'XX-2-LD']);
    expect(ledger.rejected).toBe(5);
  });

  it('a JSON member without a value', async () => {
    const { ids, rejects } = await ingest('[{"number":"1"},,{"number":"2"}]');
    expect(ids).toEqual(['XX-1-LD', 'XX-2-LD']);
    expect(rejects).toEqual(['stray-content@16+0']);
  });
});

it('a declared encoding that nobody reads here is not guessed: text that is not UTF-8 is rejected with its name', async () => {
  const bytes = Buffer.concat([
    Buffer.from('<?xml version="1.0" encoding="Shift_JIS"?><chips><chip><number>1</number><name>'),
    Buffer.from('9364926988c9939293648372939064838a', 'hex'),
    Buffer.from(`</name></chip>${chip(2)}</chips>`),
  ]);
  const path = join(folder, 'sjis.xml');
  writeFileSync(path, bytes);
  const sink = new CollectingSink();
  await ingestFile(
    { name: path, path, size: bytes.length, release: () => Promise.resolve() },
    { sink, formats: [inventedXml], clock: Date.now },
  );
  expect(sink.records.map(({ id }) => id)).toEqual(['XX-2-LD']);
  expect(sink.rejects[0]?.detail).toContain('Shift_JIS');
});
