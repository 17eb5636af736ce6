import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { IpRecord } from '../../../domain/record.js';
import type { LedgerEntry } from '../../../ingest/record-sink.js';
import type { CheckedNode } from '../../../query/tree.js';
import { ReferenceEngine } from '../../contract/reference.js';
import { collect } from '../../contract/subject.js';
import { ledgerKey } from '../../record-sink.js';
import type { Engine } from '../../engine.js';
import { segmentFileKinds, segmentFileName } from '../index/segment-file.js';
import { layout, openForReading } from '../store/database.js';
import { readMeta, readRebuilt, readSegments } from '../store/manifest.js';
import { Pins } from '../store/pins.js';
import { idOf, type PlannedPackage, rawOf } from './plan.js';

const word = (term: string): CheckedNode => ({ kind: 'phrase', fields: ['TI'], elements: [{ kind: 'term', term }] });

/** How far each package has come by the ledger: steps that are committed. */
export async function readProgress(engine: Engine, plan: readonly PlannedPackage[]): Promise<LedgerEntry[]> {
  const lines: LedgerEntry[] = [];
  for (const { hash } of plan) {
    const line = (await engine.checkpoint(ledgerKey(hash))) as LedgerEntry | undefined; // our own ledger lines
    if (line) lines.push(line);
  }
  return lines;
}

/** The state after the first `steps[n]` steps of package n. */
export function applySteps(plan: readonly PlannedPackage[], steps: readonly number[]) {
  const reference = new ReferenceEngine();
  const raws = new Map<string, Uint8Array>();
  for (const [place, each] of plan.entries())
    for (const step of each.steps.slice(0, steps[place] ?? 0)) {
      if (step.kind === 'delete') {
        reference.delete(step.id);
        continue;
      }
      reference.upsert(step.record);
      raws.set(step.record.id, rawOf(step.record, place));
    }
  return { records: reference.records, raws };
}

/** Every record that has to be there is found by number, by text and by scan, once, in its newest version; nothing else is found. */
export async function expectState(
  engine: Engine,
  plan: readonly PlannedPackage[],
  steps: readonly number[],
): Promise<void> {
  const { records, raws } = applySteps(plan, steps);
  expect(await collect(engine.scan({ kind: 'all' }))).toEqual([...records.keys()].sort());
  expect((await engine.health()).records).toEqual(records.size === 0 ? {} : { patent: records.size });
  const numbers = [...new Set(plan.flatMap((each) => each.steps.map(numberOf)))];
  const byNumber = numbers.map((number): CheckedNode => {
    return { kind: 'number', fields: ['PN'], keys: [`US${number}B2`], match: 'exact' };
  });
  const byText = numbers.map((number) => word(`record${number}`));
  const isThere = numbers.map((number) => (records.has(idOf(number)) ? 1 : 0));
  expect(await engine.count(byNumber)).toEqual(isThere);
  expect(await engine.count(byText)).toEqual(isThere);
  for (let place = 0; place < plan.length; place++) {
    const newest = [...records.values()].filter((record) => titleOf(record).endsWith(` version${place}`));
    expect(await collect(engine.scan(word(`version${place}`)))).toEqual(newest.map(({ id }) => id).sort());
  }
  for (const [id, record] of records) {
    expect(await engine.get(id)).toEqual(record);
    expect(Buffer.compare((await engine.source(id)) ?? new Uint8Array(), raws.get(id) ?? new Uint8Array())).toBe(0);
  }
}

const numberOf = (step: PlannedPackage['steps'][number]): number =>
  Number(/\d+/.exec(step.kind === 'put' ? step.record.id : step.id)?.[0]);
const titleOf = (record: IpRecord): string => (record.type === 'patent' ? (record.inventionTitle[0]?.text ?? '') : '');

/** The folder holds the files that the manifest, a reindex under way or a pin names, in their sizes, and no raw bytes beyond the committed ones. */
export function expectNoOrphans(folder: string): void {
  const connection = openForReading(folder);
  if (!connection) throw new Error('there is no store');
  const pins = Pins.openExisting(folder);
  const pinned = pins?.list().flatMap(({ snapshot }) => pins.find(snapshot)?.segments ?? []) ?? [];
  pins?.close();
  const known = [...readSegments(connection), ...readRebuilt(connection), ...pinned];
  const segments = [...new Map(known.map((summary) => [summary.segment, summary])).values()];
  const { rawFile, rawLength } = readMeta(connection);
  connection.close();
  const names = segments.flatMap(({ segment }) => segmentFileKinds.map((kind) => segmentFileName(segment, kind)));
  expect(readdirSync(join(folder, layout.segments)).sort()).toEqual(names.sort());
  for (const { segment, files } of segments)
    for (const kind of segmentFileKinds)
      expect(statSync(join(folder, layout.segments, segmentFileName(segment, kind))).size).toBe(files[kind].size);
  expect(statSync(join(folder, layout.raw, `${rawFile}.bin`)).size).toBe(rawLength);
}
