import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IpRecord } from '../../domain/record.js';
import { formats } from '../../ingest/formats/formats.js';
import { ingestFile } from '../../ingest/pipeline.js';
import type { RecordSink } from '../../ingest/record-sink.js';
import { fieldByName } from '../../mappings/fields.js';
import type { FieldSpec } from '../../mappings/field.js';
import { compileQuery } from '../../query/check.js';
import { evaluate } from '../../query/evaluate.js';
import { RecordReading } from '../../query/record-reading.js';
import type { Facts } from './facts.js';
import { writeCorpus, type CorpusManifest } from './write-corpus.js';

const scratch: string[] = [];
const makeFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ipradar-corpus-'));
  scratch.push(folder);
  return folder;
};
afterAll(() => Promise.all(scratch.map((folder) => rm(folder, { recursive: true, force: true }))));

async function digest(folder: string): Promise<Record<string, string>> {
  const result: Record<string, string> = {};
  for (const file of (await readdir(folder)).sort())
    result[file] = createHash('sha256')
      .update(await readFile(join(folder, file)))
      .digest('hex');
  return result;
}

describe('corpus', () => {
  it('is the same byte for byte for the same seed, in any time zone, and another for another seed', async () => {
    const [first, second, other] = [await makeFolder(), await makeFolder(), await makeFolder()];
    await writeCorpus({ records: 300, seed: 5, out: first });
    const zone = process.env.TZ;
    process.env.TZ = 'Pacific/Kiritimati';
    await writeCorpus({ records: 300, seed: 5, out: second });
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
    await writeCorpus({ records: 300, seed: 6, out: other });
    expect(await digest(second)).toEqual(await digest(first));
    expect((await digest(other))['manifest.json']).not.toBe((await digest(first))['manifest.json']);
  });

  it('refuses numbers of records that it cannot hold and seeds that are no whole numbers', async () => {
    const out = await makeFolder();
    await expect(writeCorpus({ records: 10, seed: 1, out })).rejects.toThrow(RangeError);
    await expect(writeCorpus({ records: 2_000_000, seed: 1, out })).rejects.toThrow(RangeError);
    await expect(writeCorpus({ records: 300, seed: 1.5, out })).rejects.toThrow(RangeError);
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    const out = await makeFolder();
    const writing = writeCorpus({
      records: 300,
      seed: 1,
      out,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(writing).rejects.toThrow(/abort/i);
  });
});

describe('corpus of 2,000 records through the real pipeline', () => {
  let manifest: CorpusManifest;
  let folder: string;
  const facts = new Map<string, Facts>();
  const records = new Map<string, IpRecord>();
  const ledger = {
    read: 0,
    rejected: 0,
    unsupported: 0,
    unlisted: [] as string[],
    unknown: [] as string[],
    perFile: new Map<string, number>(),
  };
  const readable = new Set(formats.map(({ name }) => name));

  beforeAll(async () => {
    folder = await makeFolder();
    manifest = await writeCorpus({ records: 2_000, seed: 1, out: folder, onFacts: (each) => facts.set(each.id, each) });
    const sink: RecordSink = {
      findDone: () => Promise.resolve(undefined),
      begin: () => Promise.resolve(),
      record: (record) => Promise.resolve(void records.set(record.id, record)),
      reject: () => Promise.resolve(),
      finish: (entry) => Promise.resolve(entry),
    };
    for (const { file } of manifest.packages) {
      const path = join(folder, file);
      const { size } = await stat(path);
      const entry = await ingestFile(
        { name: file, path, size, release: () => Promise.resolve() },
        { sink, formats, clock: () => 0 },
      );
      ledger.read += entry.read;
      ledger.rejected += entry.rejected;
      ledger.unsupported += entry.unsupported;
      ledger.unlisted.push(...Object.keys(entry.unlistedElements));
      ledger.unknown.push(...Object.keys(entry.unknownEntities));
      ledger.perFile.set(file, entry.read);
    }
  });

  it('has exactly the records asked for, each with an id of its own', () => {
    expect(manifest.records).toBe(2_000);
    expect(facts.size).toBe(2_000);
    expect(manifest.packages.reduce((sum, each) => sum + each.records, 0)).toBe(2_000);
  });

  it('has a reader for each of its five formats', () => {
    expect(Object.keys(manifest.byFormat).filter((name) => !readable.has(name as Facts['format']))).toEqual([]);
  });

  it('is read without a reject, an unsupported file, an unlisted element or an unknown entity', () => {
    expect(ledger.rejected).toBe(0);
    expect(ledger.unsupported).toBe(0);
    expect(ledger.unlisted).toEqual([]);
    expect(ledger.unknown).toEqual([]);
    for (const { file, records: expected } of manifest.packages)
      expect([file, ledger.perFile.get(file)]).toEqual([file, expected]);
    expect(records.size).toBe(2_000);
  });

  it('says in each record what its facts say, field by field', () => {
    const values = (code: string, record: IpRecord) =>
      [...new Set((fieldByName(code) as FieldSpec).values(record).map(String))].sort();
    const wanted = (list: readonly (string | undefined)[]) =>
      [...new Set(list.filter((each) => each !== undefined))].sort();
    for (const record of records.values()) {
      const fact = facts.get(record.id) as Facts;
      const got = Object.fromEntries(
        ['TI', 'AP', 'AS', 'IPC', 'LOC', 'NCL', 'CC', 'KD', 'FAM', 'RT'].map((code) => [code, values(code, record)]),
      );
      expect({ id: record.id, ...got }).toEqual({
        id: fact.id,
        TI: wanted(fact.titles),
        AP: wanted(fact.applicants),
        AS: wanted(fact.assignees),
        IPC: wanted(fact.ipc),
        LOC: wanted(fact.locarno),
        NCL: wanted(fact.nice),
        CC: [fact.office],
        KD: wanted([fact.kind]),
        FAM: wanted([fact.family]),
        RT: [fact.type],
      });
      if (fact.invention !== undefined) expect(values('PD', record)).toEqual([fact.published]);
      const cited =
        'referencesCited' in record
          ? record.referencesCited.map(
              ({ reference }) => `${reference?.office}-${reference?.number}-${reference?.kind}`,
            )
          : [];
      expect(wanted(cited)).toEqual(wanted(fact.cites));
      expect(record.flags ?? []).toEqual([]);
    }
  });

  it('counts in the manifest what is in the packages', () => {
    const tally = (pick: (record: IpRecord) => string) => {
      const counts: Record<string, number> = {};
      for (const record of records.values()) counts[pick(record)] = (counts[pick(record)] ?? 0) + 1;
      return counts;
    };
    expect(tally(({ type }) => type)).toEqual(manifest.byType);
    expect(tally(({ office }) => office)).toEqual(manifest.byOffice);
    expect(tally(({ sources }) => sources[0]?.format ?? '')).toEqual(manifest.byFormat);
  });

  it('plants a family over four offices whose members share one priority and are cited', () => {
    const { members, priority, simpleFamilyId, citedBy } = manifest.family;
    expect([...new Set(members.map((id) => id.split('-')[0]))].sort()).toEqual(['CN', 'EP', 'US', 'WO']);
    for (const id of members) {
      const record = records.get(id) as IpRecord & { priorityClaims: { date?: string }[]; simpleFamilyId?: string };
      if (id.startsWith('CN')) expect(record.applicationReference?.date).toBe(priority.date);
      else expect(record.priorityClaims.map(({ date }) => date)).toEqual([priority.date]);
      if (record.simpleFamilyId !== undefined) expect(record.simpleFamilyId).toBe(simpleFamilyId);
    }
    expect(citedBy.length).toBeGreaterThan(0);
    expect(citedBy.every((id) => records.has(id))).toBe(true);
  });

  it('plants an owner with several spellings, a takeover, and topics that grow and decline', () => {
    expect(manifest.owner.variants.length).toBeGreaterThanOrEqual(5);
    expect(manifest.owner.recordIds.every((id) => records.has(id))).toBe(true);
    expect(manifest.takeover.transferredIds.every((id) => manifest.owner.recordIds.includes(id))).toBe(true);
    const half = (truth: CorpusManifest['growingTopic'], isLate: boolean) =>
      Object.entries(truth.byYear).reduce((sum, [year, n]) => (Number(year) >= 2015 === isLate ? sum + n : sum), 0);
    expect(half(manifest.growingTopic, true)).toBeGreaterThan(half(manifest.growingTopic, false));
    expect(half(manifest.decliningTopic, true)).toBeLessThan(half(manifest.decliningTopic, false));
  });

  it('states for at least ten queries the hits that the query language gives them', () => {
    const queries = [
      ...manifest.queries,
      ...[manifest.growingTopic, manifest.decliningTopic].map(({ query, total }) => ({ query, count: total })),
    ];
    expect(queries.length).toBeGreaterThanOrEqual(12);
    const readings = [...records.values()].map((record) => new RecordReading(record));
    const found = queries.map(({ query }) => {
      const { tree } = compileQuery(query, { today: '2025-01-01' });
      return { query, count: readings.filter((reading) => evaluate(tree, reading)).length };
    });
    expect(found).toEqual(queries.map(({ query, count }) => ({ query, count })));
    expect(found.filter(({ count }) => count === 0)).toEqual([]);
  });
});
