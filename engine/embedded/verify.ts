import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { DamagedFile } from './damage.js';
import { codeOf, isMissingFile, toEngineError } from './failures.js';
import { segmentFileKinds, segmentFileName } from './index/segment-file.js';
import { SegmentFile } from './index/segment-file-reader.js';
import { assertWhole, SegmentReader } from './index/segment-reader.js';
import { type SegmentSummary, systemColumns } from './index/segment-writer.js';
import { rawPath, readGroup } from './raw-store.js';
import { type Connection, layout, openForReading } from './store/database.js';
import { unpackRecord } from './store/documents.js';
import { Pins } from './store/pins.js';
import { beginPinned } from './take-pin.js';
import { type RawGroup, readSegments, readTombstones } from './store/manifest.js';

/** Something that is not as it was written. */
export interface Finding {
  path: string;
  /** To be read behind the path. */
  what: string;
  mendedBy: 'ipradar repair' | 'ipradar restore' | 'ipradar reindex';
}

/**
 * Reads everything that a data folder holds and checks it: SQLite's own pages, each record, each section of each segment, the raw bytes, and that the index
 * has each record once. Reads one committed state; a writer may go on meanwhile.
 * @param progress called, and waited for, before each segment
 * @throws EngineError
 */
export async function verifyFolder(
  folder: string,
  progress: (state: { done: number; total: number }) => unknown = () => undefined,
): Promise<Finding[]> {
  let connection: Connection | undefined;
  let pins: Pins | undefined;
  let pinned: string | undefined;
  try {
    connection = openForReading(folder);
    if (!connection) return [];
    pins = Pins.open(folder);
    pinned = beginPinned(connection, pins);
    const store = join(folder, layout.database);
    const segmentFolder = join(folder, layout.segments);
    const findings = checkStore(connection, store);
    const segments = readSegments(connection);
    const damaged: Finding[] = [];
    for (const [done, summary] of segments.entries()) {
      await progress({ done, total: segments.length });
      // Others get their turn, a Ctrl-C too.
      await setImmediate();
      damaged.push(...checkSegment(segmentFolder, summary));
    }
    findings.push(...damaged, ...checkRaw(connection, join(folder, layout.raw)));
    if (damaged.length === 0) findings.push(...checkRecords(connection, store, segmentFolder, segments));
    return findings;
  } catch (error) {
    throw toEngineError(error, folder);
  } finally {
    if (pinned !== undefined) pins?.release(pinned);
    pins?.close();
    connection?.close();
  }
}

function checkStore(connection: Connection, path: string): Finding[] {
  const findings: Finding[] = [];
  const found = connection.pragma('integrity_check(20)') as { integrity_check: string }[];
  for (const { integrity_check: line } of found)
    if (line !== 'ok') findings.push({ path, what: `is damaged: ${line}`, mendedBy: 'ipradar restore' });
  const rows = connection.prepare<[], { id: string; body: Buffer }>('SELECT id, body FROM documents').iterate();
  for (const { id, body } of rows) {
    try {
      unpackRecord(body);
    } catch {
      findings.push({ path, what: `holds a record that cannot be read: ${id}`, mendedBy: 'ipradar restore' });
    }
  }
  return findings;
}

/** The damaged files of a segment. */
export function checkSegment(folder: string, { segment, files }: SegmentSummary): Finding[] {
  return segmentFileKinds.flatMap((kind): Finding[] => {
    const path = join(folder, segmentFileName(segment, kind));
    let file: SegmentFile | undefined;
    try {
      assertWhole(path, files[kind].size);
      file = new SegmentFile(path, files[kind]);
      file.checkAll();
      return [];
    } catch (error) {
      if (error instanceof DamagedFile) return [{ path, what: error.what, mendedBy: 'ipradar repair' }];
      if (isMissingFile(error)) return [{ path, what: 'is missing', mendedBy: 'ipradar repair' }];
      throw error;
    } finally {
      file?.close();
    }
  });
}

function checkRaw(connection: Connection, folder: string): Finding[] {
  const findings: Finding[] = [];
  for (const group of connection.prepare<[], RawGroup>('SELECT * FROM raw_groups').iterate()) {
    try {
      readGroup(folder, group);
    } catch (error) {
      if (codeOf(error) !== 'damaged' || !(error instanceof Error)) throw error;
      const path = rawPath(folder, group.file);
      const what = error.message.slice(error.message.indexOf('` ') + 2).split(':')[0] ?? '';
      if (!findings.some((each) => each.path === path && each.what === what))
        findings.push({ path, what, mendedBy: 'ipradar restore' });
    }
  }
  return findings;
}

/** The living documents of the segments are those of the store, each once. */
function checkRecords(
  connection: Connection,
  path: string,
  segmentFolder: string,
  segments: readonly SegmentSummary[],
): Finding[] {
  const dead = new Set(readTombstones(connection, 0));
  const stored = new Set(connection.prepare('SELECT docid FROM documents').pluck().all() as number[]);
  let foreign = 0;
  for (const summary of segments) {
    const reader = new SegmentReader(segmentFolder, summary);
    try {
      for (const docid of reader.columns.required(systemColumns.docid).values)
        if (!dead.has(docid) && !stored.delete(docid)) foreign++;
    } finally {
      reader.close();
    }
  }
  if (foreign === 0 && stored.size === 0) return [];
  return [
    {
      path,
      what: `and the index disagree: ${stored.size} records are not in the index, ${foreign} of the index are not stored or twice there`,
      mendedBy: 'ipradar reindex',
    },
  ];
}
