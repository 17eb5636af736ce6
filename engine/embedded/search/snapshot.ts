import { join } from 'node:path';
import { EngineError } from '../../engine.js';
import { DamagedFile, type LeftOut } from '../damage.js';
import { isMissingFile } from '../failures.js';
import { assertReadable, isReadable } from '../index-layout.js';
import type { SegmentReader } from '../index/segment-reader.js';
import type { SegmentSummary } from '../index/segment-writer.js';
import { OpenSegments } from '../open-segments.js';
import { type Connection, layout, openForReading } from '../store/database.js';
import { Documents } from '../store/documents.js';
import { readMeta, readSegments, readTombstones } from '../store/manifest.js';
import { Pins } from '../store/pins.js';
import { PinnedDocuments } from '../store/retired.js';

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
  /** Damaged segments, which no answer knows of. */
  leftOut: readonly LeftOut[];
  /** Days since 1970-01-01. */
  dataDay: number | undefined;
}

const empty: Snapshot = { generation: 0, segments: [], leftOut: [], dataDay: undefined };
const attempts = 5;
/** Pinned states that a thread keeps open. */
const mostOpenPins = 4;

/** Reads of one thread: its connection, the open segments, the newest snapshot and a few pinned ones. */
export class IndexReader {
  private connection: Connection | undefined;
  private statements: Documents | undefined;
  private pinnedStatements: Documents | undefined;
  private pins: Pins | undefined;
  private readonly open: OpenSegments;
  private snapshot: Snapshot = empty;
  private readonly pinned = new Map<string, Snapshot>();
  private generation: (() => number) | undefined;

  constructor(private readonly folder: string) {
    this.open = new OpenSegments(join(folder, layout.segments));
  }

  /**
   * Runs `read` inside one read transaction on the newest committed state: index, tombstones and documents belong together whatever other processes
   * commit meanwhile. `documents` is undefined while nothing was ever written to the folder. When `read` meets a damaged segment it runs again without it.
   * @param name a pinned state to read instead
   * @throws EngineError `snapshot-gone` when that one is no longer kept
   */
  withSnapshot<T>(read: (snapshot: Snapshot, documents: Documents | undefined) => T, name?: string): T {
    this.connect();
    const { connection } = this;
    if (!connection) return read(empty, undefined);
    if (this.open.forgetPassed()) this.forgetSnapshots();
    for (let attempt = 1; ; attempt++) {
      connection.exec('BEGIN');
      try {
        if (name === undefined) return read(this.refresh(connection), this.statements);
        return read(this.findPinned(name, connection), (this.pinnedStatements ??= new PinnedDocuments(connection)));
      } catch (error) {
        if (error instanceof DamagedFile && this.open.note(error)) {
          this.forgetSnapshots();
          attempt = 0;
          continue;
        }
        // A merge won between the manifest and the opening of its files.
        if (!isMissingFile(error) || attempt === attempts) throw error;
      } finally {
        connection.exec('COMMIT');
      }
    }
  }

  private connect(): void {
    if (this.connection) return;
    const connection = openForReading(this.folder);
    if (!connection) return;
    try {
      this.statements = new Documents(connection);
      const statement = connection.prepare("SELECT value FROM meta WHERE key = 'generation'").pluck();
      this.generation = () => (statement.get() as number | undefined) ?? 0;
      this.connection = connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  private refresh(connection: Connection): Snapshot {
    const generation = this.generation?.() ?? 0;
    if (generation === this.snapshot.generation) return this.snapshot;
    const meta = readMeta(connection);
    assertReadable(meta, this.folder);
    const { dataDay } = meta;
    const tombstones = Uint32Array.from(readTombstones(connection, 0));
    this.snapshot = this.openState(generation, readSegments(connection), tombstones, dataDay);
    this.closeUnused();
    return this.snapshot;
  }

  private findPinned(name: string, connection: Connection): Snapshot {
    this.pins ??= Pins.openExisting(this.folder);
    const known = this.pinned.get(name);
    this.pinned.delete(name);
    const state = this.pins?.isHeld(name) ? (known ?? this.pins.find(name)) : undefined;
    const isOther = state && 'schema' in state && !isReadable(state);
    // When nothing of the index can be read, beginning the list again would end in the same.
    if (isOther) assertReadable(readMeta(connection), this.folder);
    if (!state || isOther) throw new EngineError('snapshot-gone', `the snapshot \`${name}\` is no longer kept`);
    if (state.generation === this.snapshot.generation) return this.snapshot;
    const snapshot =
      'schema' in state ? this.openState(state.generation, state.segments, state.dead, state.dataDay) : state;
    // The one that was asked for last stands last.
    this.pinned.set(name, snapshot);
    for (const oldest of this.pinned.keys()) {
      if (this.pinned.size <= mostOpenPins) break;
      this.pinned.delete(oldest);
    }
    if (snapshot !== known) this.closeUnused();
    return snapshot;
  }

  /** @param tombstones docids, ascending */
  private openState(
    generation: number,
    summaries: readonly SegmentSummary[],
    tombstones: Uint32Array,
    dataDay: number | null,
  ): Snapshot {
    const { readers, leftOut } = this.open.open(summaries, generation);
    const segments = readers.map((reader) => ({ reader, ...findDead(reader, tombstones) }));
    return { generation, segments, leftOut, dataDay: dataDay ?? undefined };
  }

  private closeUnused(): void {
    const snapshots = [this.snapshot, ...this.pinned.values()];
    this.open.keepOnly(
      new Set(snapshots.flatMap(({ segments }) => segments.map(({ reader }) => reader.summary.segment))),
    );
  }

  private forgetSnapshots(): void {
    this.snapshot = { ...empty, generation: -1 };
    this.pinned.clear();
  }

  close(): void {
    this.forgetSnapshots();
    this.open.close();
    this.pins?.close();
    this.connection?.close();
    this.connection = undefined;
  }
}

function findDead(
  reader: SegmentReader,
  tombstones: Uint32Array,
): { dead: Uint32Array | undefined; deadCount: number } {
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
