import { join } from 'node:path';
import { embeddedSchema } from '../../../mappings/embedded.js';
import { EngineError } from '../../engine.js';
import { isMissingFile } from '../failures.js';
import { SegmentReader } from '../index/segment-reader.js';
import { type Connection, layout, openForReading } from '../store/database.js';
import { Documents } from '../store/documents.js';
import { readMeta, readSegments, readTombstones } from '../store/manifest.js';

/** A segment with the versions in it that are no longer true, as of one generation. */
export interface LiveSegment {
  reader: SegmentReader;
  /** One bit per ordinal; undefined when all are alive. Never changed once made. */
  dead: Uint32Array | undefined;
  deadCount: number;
}

/** One committed state of the index. */
export interface Snapshot {
  generation: number;
  segments: LiveSegment[];
  /** Days since 1970-01-01. */
  dataDay: number | undefined;
}

const empty: Snapshot = { generation: 0, segments: [], dataDay: undefined };
const attempts = 5;

/** Reads of one thread: its connection, the open segments and the newest snapshot. */
export class IndexReader {
  private connection: Connection | undefined;
  private statements: Documents | undefined;
  private snapshot: Snapshot = empty;
  private generation: (() => number) | undefined;

  constructor(private readonly folder: string) {}

  /**
   * Runs `read` inside one read transaction on the newest committed state: index, tombstones and documents belong together whatever other processes
   * commit meanwhile. `documents` is undefined while nothing was ever written to the folder.
   */
  withSnapshot<T>(read: (snapshot: Snapshot, documents: Documents | undefined) => T): T {
    if (!this.connect()) return read(empty, undefined);
    const connection = this.connection;
    if (!connection) return read(empty, undefined);
    for (let attempt = 1; ; attempt++) {
      connection.exec('BEGIN');
      try {
        this.refresh(connection);
        return read(this.snapshot, this.statements);
      } catch (error) {
        // A merge won between the manifest and the opening of its files.
        if (!isMissingFile(error) || attempt === attempts) throw error;
      } finally {
        connection.exec('COMMIT');
      }
    }
  }

  private connect(): boolean {
    if (this.connection) return true;
    const connection = openForReading(this.folder);
    if (!connection) return false;
    this.connection = connection;
    this.statements = new Documents(connection);
    const statement = connection.prepare("SELECT value FROM meta WHERE key = 'generation'").pluck();
    this.generation = () => (statement.get() as number | undefined) ?? 0;
    return true;
  }

  private refresh(connection: Connection): void {
    const generation = this.generation?.() ?? 0;
    if (generation === this.snapshot.generation) return;
    const meta = readMeta(connection);
    if (meta.schema !== embeddedSchema)
      throw new EngineError(
        'not-ready',
        `the index in \`${this.folder}\` was built by another version of ipradar: ingest any file once, which builds it anew from the stored records`,
      );
    const known = new Map(this.snapshot.segments.map((segment) => [segment.reader.summary.segment, segment]));
    const tombstones = readTombstones(connection, 0);
    const segments: LiveSegment[] = [];
    const opened: SegmentReader[] = [];
    try {
      for (const summary of readSegments(connection)) {
        let reader = known.get(summary.segment)?.reader;
        if (!reader) {
          reader = new SegmentReader(join(this.folder, layout.segments), summary);
          opened.push(reader);
        }
        segments.push({ reader, ...findDead(reader, tombstones) });
      }
    } catch (error) {
      for (const reader of opened) reader.close();
      throw error;
    }
    const kept = new Set(segments.map(({ reader }) => reader));
    for (const { reader } of this.snapshot.segments) if (!kept.has(reader)) reader.close();
    this.snapshot = { generation, segments, dataDay: meta.dataDay ?? undefined };
  }

  close(): void {
    for (const { reader } of this.snapshot.segments) reader.close();
    this.snapshot = empty;
    this.connection?.close();
    this.connection = undefined;
  }
}

function findDead(reader: SegmentReader, tombstones: number[]): { dead: Uint32Array | undefined; deadCount: number } {
  const { firstDocid, lastDocid } = reader.summary;
  let low = 0;
  let high = tombstones.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tombstones[middle] ?? 0) < firstDocid) low = middle + 1;
    else high = middle;
  }
  let dead: Uint32Array | undefined;
  let deadCount = 0;
  for (let index = low; index < tombstones.length && (tombstones[index] ?? 0) <= lastDocid; index++) {
    const doc = reader.ordinalOf(tombstones[index] ?? 0);
    if (doc < 0) continue;
    dead ??= new Uint32Array((reader.documents + 31) >>> 5);
    dead[doc >>> 5] = (dead[doc >>> 5] ?? 0) | (1 << (doc & 31));
    deadCount++;
  }
  return { dead, deadCount };
}
