import { join } from 'node:path';
import { embeddedSchema } from '../../mappings/embedded.js';
import { DamagedFile } from './damage.js';
import { isMissingFile, toEngineError } from './failures.js';
import { segmentFileKinds, segmentFileName } from './index/segment-file.js';
import { assertWhole } from './index/segment-reader.js';
import type { SegmentSummary } from './index/segment-writer.js';
import { type Connection, layout, openForReading } from './store/database.js';
import { readMeta, readRebuilt, readSegments, readTombstones } from './store/manifest.js';
import { type Pin, Pins } from './store/pins.js';

export interface SegmentStatus {
  segment: number;
  documents: number;
  /** Of them, those that are no longer true; a merge leaves them out. */
  dead: number;
  bytes: number;
  /** Files that are missing or have another size than was written. */
  damage: string[];
}

export interface IndexStatus {
  generation: number;
  /** Built with the fields and the text analysis of this program. */
  isCurrent: boolean;
  segments: SegmentStatus[];
  /** Records in the finished steps of a reindex that is under way or was interrupted. */
  rebuilt: number;
  pins: Pin[];
}

/** What the index of a data folder consists of; looks at sizes of files, reads none. Undefined while there is none. @throws EngineError */
export function readIndexStatus(folder: string): IndexStatus | undefined {
  let connection: Connection | undefined;
  let pins: Pins | undefined;
  try {
    connection = openForReading(folder);
    if (!connection) return undefined;
    pins = Pins.openExisting(folder);
    const { schema } = readMeta(connection);
    const state = readWholeState(connection, join(folder, layout.segments));
    return {
      ...state,
      isCurrent: schema === embeddedSchema || state.generation === 0,
      rebuilt: readRebuilt(connection).reduce((sum, { documents }) => sum + documents, 0),
      pins: pins?.list() ?? [],
    };
  } catch (error) {
    throw toEngineError(error, folder);
  } finally {
    pins?.close();
    connection?.close();
  }
}

/** The segments of the newest state. When files are missing it looks again: a merge may have removed them since. */
export function readWholeState(connection: Connection, folder: string): Pick<IndexStatus, 'generation' | 'segments'> {
  for (;;) {
    const { generation } = readMeta(connection);
    const tombstones = readTombstones(connection, 0);
    const segments = readSegments(connection).map((summary) => statusOf(summary, tombstones, folder));
    if (segments.every(({ damage }) => damage.length === 0) || readMeta(connection).generation === generation)
      return { generation, segments };
  }
}

function statusOf(summary: SegmentSummary, tombstones: readonly number[], folder: string): SegmentStatus {
  const { segment, documents, firstDocid, lastDocid, files } = summary;
  return {
    segment,
    documents,
    dead: tombstones.reduce((sum, docid) => sum + (docid >= firstDocid && docid <= lastDocid ? 1 : 0), 0),
    bytes: segmentFileKinds.reduce((sum, kind) => sum + files[kind].size, 0),
    damage: segmentFileKinds.flatMap((kind) => {
      const path = join(folder, segmentFileName(segment, kind));
      try {
        assertWhole(path, files[kind].size);
        return [];
      } catch (error) {
        if (error instanceof DamagedFile) return [error.message];
        if (isMissingFile(error)) return [new DamagedFile(path, 'is missing').message];
        throw error;
      }
    }),
  };
}
