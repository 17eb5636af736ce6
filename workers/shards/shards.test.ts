import { mkdirSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ZipFile } from 'yazl';
import { chip, chips, inventedJson, inventedXml } from '../../fixtures/invented-format.js';
import { CollectingSink } from '../../fixtures/read-fixture.js';
import { hashFile } from '../../ingest/ledger.js';
import { defaultLimits } from '../../ingest/limits.js';
import { ingestFile } from '../../ingest/pipeline.js';
import { cutPackage } from './cut-package.js';
import { FrameWriter, readFrames } from './frames.js';
import { indexShards } from './index-shards.js';
import { parseShard } from './read-shard.js';
import { rawShard, readShard } from './shard-files.js';

const folder = mkdtempSync(join(tmpdir(), 'ipradar-shards-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const formats = [inventedXml, inventedJson];
const signal = new AbortController().signal;
const clock = () => 0;

async function zip(contents: Record<string, Buffer>): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, content] of Object.entries(contents)) archive.addBuffer(content, name);
  archive.end();
  const chunks: Buffer[] = [];
  for await (const chunk of archive.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A package with everything that can stand in one: records, rejects, deletions, other encodings, archives inside, what has no reader, damage. */
async function writePackage(): Promise<string> {
  const many = Array.from({ length: 40 }, (_, number) => chip(number, `chip <b>${number}</b> é`));
  const bad = '<chip><name>no number</name></chip>';
  const gone = '<chip deleted="yes"><number>7</number></chip>';
  const latin = Buffer.from(
    '<?xml version="1.0" encoding="ISO-8859-1"?><chips day="1"><chip><number>90</number><name>ü</name></chip></chips>',
    'latin1',
  );
  const inner = await zip({
    'inner.xml': Buffer.from(chips(chip(50), bad, chip(51))),
    'note.txt': Buffer.from('no reader for this'),
  });
  const path = join(folder, 'week.zip');
  writeFileSync(
    path,
    await zip({
      'a.xml': Buffer.from(chips(...many, bad, gone, chip(3, 'again'))),
      'b.xml': latin,
      'c.json': Buffer.from(JSON.stringify([{ number: '60', name: 'json' }, { name: 'none' }])),
      'inner.zip': inner,
      'cut.xml': Buffer.from(chips(chip(70), chip(71)).slice(0, -30)),
      'unknown.xml': Buffer.from('<chips><chip><number>80</number><colour>red</colour></chip><stone/></chips>'),
    }),
  );
  return path;
}

it.each([1, 300, 1 << 20])(
  'a package in shards of %i bytes gives the records, rejects and ledger line of one read whole',
  async (shardBytes) => {
    const path = await writePackage();
    const input = { name: path, path, size: statSync(path).size, release: () => Promise.resolve() };
    const whole = new CollectingSink();
    const line = await ingestFile(input, { sink: whole, formats, clock });

    const shardsIn = join(folder, `shards-${shardBytes}`);
    mkdirSync(shardsIn);
    const cutting = {
      path,
      packageName: 'week.zip',
      folder: shardsIn,
      formats,
      limits: defaultLimits,
      shardBytes,
      signal,
    };
    const shards = await cutPackage({ ...cutting, onProgress: () => undefined });
    expect(shards > 1).toBe(shardBytes < 1 << 20);
    const numbers = Array.from({ length: shards }, (_, shard) => shard);
    // As workers do: in any order.
    for (const shard of [...numbers].reverse()) {
      const [from, to] = [rawShard(shardsIn, shard), readShard(shardsIn, shard)];
      await parseShard({ from, to, packageName: 'week.zip', formats, signal });
    }
    const sharded = new CollectingSink();
    const file = { name: path, size: input.size, hash: await hashFile(path) };
    const paths = numbers.map((shard) => readShard(shardsIn, shard));
    const shardedLine = await indexShards(sharded, {
      file,
      paths,
      formats,
      clock,
      signal,
      onProgress: () => undefined,
    });

    expect(line.rejected).toBeGreaterThan(2);
    expect(line.unsupported).toBeGreaterThan(0);
    expect(shardedLine).toEqual(line);
    expect(sharded.records).toEqual(JSON.parse(JSON.stringify(whole.records)));
    expect(sharded.raws).toEqual(whole.raws);
    expect(sharded.rejects).toEqual(whole.rejects);
  },
);

it('a shard file that is cut off is told, however it is cut; one that is being written has no name yet', async () => {
  const path = join(folder, 'frames');
  const writer = await FrameWriter.create<{ n: number }>(path);
  for (let n = 0; n < 5; n++) await writer.add({ header: { n }, ...(n % 2 ? { bytes: Buffer.alloc(n, n) } : {}) });
  expect(() => statSync(path)).toThrow();
  await writer.finish();
  const read = async () => {
    const found: unknown[] = [];
    for await (const { header, bytes } of readFrames<{ n: number }>(path)) found.push([header.n, bytes?.length]);
    return found;
  };
  expect(await read()).toEqual([
    [0, undefined],
    [1, 1],
    [2, undefined],
    [3, 3],
    [4, undefined],
  ]);
  for (let size = statSync(path).size - 1; size >= 0; size -= 7) {
    truncateSync(path, size);
    await expect(read()).rejects.toThrow('is cut off');
  }
});
