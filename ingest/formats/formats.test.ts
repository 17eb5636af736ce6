import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithSamples } from '../../fixtures/samples.js';
import { CountingSink } from '../counting-sink.js';
import { ingestFile } from '../pipeline.js';
import { formats } from './formats.js';

const walk = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)],
  );

/** Record counts as the samples' README states them, by folder or file; every other sample is unsupported. */
const counts: readonly (readonly [path: string, format: string, records: number])[] = [
  ['patents/cnipa-business/', 'cnipa-business', 5],
  ['patents/epo-docdb/AP-1206', 'docdb', 1],
  ['patents/epo-docdb/DE-backfile', 'docdb', 10],
  ['patents/epo-docdb/WO-2022', 'docdb', 1],
  ['patents/uspto-application/', 'us-application', 11],
  ['patents/uspto-grant/ipg050104', 'us-grant', 25],
  ['patents/uspto-grant/ipg120327', 'us-grant', 18],
  ['patents/uspto-grant/ipg130416', 'us-grant', 25],
  ['patents/uspto-grant/ipgb20230404', 'us-grant', 3],
  ['patents/uspto-patdoc/', 'us-grant', 6],
  ['patents/uspto-pap/', 'us-application', 3],
  ['trademarks/uspto-tdxf/seed.zip', 'us-trademark', 11],
  ['trademarks/euipo/', 'euipo-trademark', 8],
  ['gi/eambrosia/', 'eambrosia', 641],
];

it('every format has its own name and a split that fits it', () => {
  expect(new Set(formats.map(({ name }) => name)).size).toBe(8);
  for (const { rules, split } of formats)
    if (split.kind === 'xml-elements')
      expect(Object.keys(rules ?? {})).toEqual(expect.arrayContaining([...split.elements]));
});

describeWithSamples('every sample file', (folder) => {
  const reading = Promise.all(
    walk(folder)
      .sort()
      .map(async (path) => {
        const sink = new CountingSink();
        const input = { name: path, path, size: statSync(path).size, release: () => Promise.resolve() };
        const ledger = await ingestFile(input, { sink, formats, clock: Date.now });
        return { path: path.slice(folder.length + 1), ledger, rejects: sink.rejects };
      }),
  );

  it.each(counts)('%s gives the records that its README states, read as %s: %i', async (path, format, records) => {
    const found = (await reading).filter((each) => each.path.startsWith(path));
    expect(found.reduce((sum, { ledger }) => sum + (ledger.formats[format] ?? 0), 0)).toBe(records);
  });

  it('gives records, rejects, or says what it looks like: no file passes without a word', async () => {
    for (const { path, ledger } of await reading) {
      if (ledger.read + ledger.unsupported === 0) throw new Error(`${path}: nothing said`);
      expect(ledger.read).toBe(ledger.written + ledger.rejected + (ledger.deleted ?? 0));
    }
  });

  it('rejects come from the documents that the README calls ill-formed only', async () => {
    const rejected = (await reading).filter(({ ledger }) => ledger.rejected > 0);
    for (const { path, rejects } of rejected) {
      expect(path).toMatch(/^patents\/epo-eps-st36\//);
      expect(rejects.map(({ code }) => code)).toEqual(['not-well-formed']);
    }
  });

  it('holds no element that a format neither maps nor ignores', async () => {
    for (const { path, ledger } of await reading) expect([path, ledger.unlistedElements]).toEqual([path, {}]);
  });
});
