import type { SegmentSummary } from '../index/segment-writer.js';
import type { Connection } from './database.js';

/** Numbers of the store as one committed state. */
export interface Meta {
  generation: number;
  nextDocid: number;
  nextSegment: number;
  /** Layout that the segments were built with (mappings/embedded.ts); empty before the first commit. */
  schema: string;
  /** Newest day that the data ever spoke of, days since 1970-01-01. */
  dataDay: number | null;
  /** End of the raw store (RawEnd). */
  rawFile: number;
  rawLength: number;
  rawSize: number;
}

const names: Record<keyof Meta, string> = {
  generation: 'generation',
  nextDocid: 'next_docid',
  nextSegment: 'next_segment',
  schema: 'schema',
  dataDay: 'data_day',
  rawFile: 'raw_file',
  rawLength: 'raw_length',
  rawSize: 'raw_size',
};

const initial: Meta = {
  generation: 0,
  nextDocid: 1,
  nextSegment: 1,
  schema: '',
  dataDay: null,
  rawFile: 1,
  rawLength: 0,
  rawSize: 0,
};

export function readMeta(connection: Connection): Meta {
  const rows = connection.prepare('SELECT key, value FROM meta').all() as {
    key: string;
    value: number | string | null;
  }[];
  const values = new Map(rows.map((row) => [row.key, row.value]));
  return Object.fromEntries(
    Object.entries(initial).map(([member, fallback]) => [
      member,
      values.get(names[member as keyof Meta]) ?? fallback, // keys of Object.entries are the members
    ]),
  ) as unknown as Meta;
}

export function writeMeta(connection: Connection, meta: Partial<Meta>): void {
  const put = connection.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
  for (const [member, value] of Object.entries(meta)) put.run(names[member as keyof Meta], value);
}

/** The manifest: segments in docid order. */
export function readSegments(connection: Connection): SegmentSummary[] {
  const rows = connection.prepare('SELECT summary FROM segments ORDER BY first_docid').all() as { summary: string }[];
  return rows.map((row) => JSON.parse(row.summary) as SegmentSummary);
}

export function insertSegment(connection: Connection, summary: SegmentSummary): void {
  connection
    .prepare('INSERT INTO segments (segment, first_docid, summary) VALUES (?, ?, ?)')
    .run(summary.segment, summary.firstDocid, JSON.stringify(summary));
}

export function deleteSegments(connection: Connection, segments: readonly number[]): void {
  const remove = connection.prepare('DELETE FROM segments WHERE segment = ?');
  for (const segment of segments) remove.run(segment);
}

/** Finished segments of a reindex that is under way, in docid order; only those of one layout when it is given. */
export function readRebuilt(connection: Connection, schema?: string): SegmentSummary[] {
  const rows = connection
    .prepare<{ schema?: string }, { summary: string }>(
      'SELECT summary FROM rebuilt WHERE schema = coalesce(@schema, schema) ORDER BY first_docid',
    )
    .all({ schema });
  return rows.map((row) => JSON.parse(row.summary) as SegmentSummary);
}

export function insertRebuilt(connection: Connection, summary: SegmentSummary, schema: string): void {
  connection
    .prepare('INSERT INTO rebuilt (segment, first_docid, summary, schema) VALUES (?, ?, ?, ?)')
    .run(summary.segment, summary.firstDocid, JSON.stringify(summary), schema);
}

/** Forgets them, all but those of one layout when it is given. */
export function forgetRebuilt(connection: Connection, butSchema?: string): void {
  connection.prepare('DELETE FROM rebuilt WHERE schema IS NOT ?').run(butSchema ?? null);
}

/** Neighbouring raw records deflated together (raw-store.ts). */
export interface RawGroup {
  file: number;
  /** Where it begins in the file's records end to end, not deflated. */
  start: number;
  size: number;
  /** Where its deflated bytes stand in the file. */
  offset: number;
  length: number;
  /** CRC-32 (that of zip) of them; null in a folder from before there were any. */
  checksum: number | null;
}

export function insertRawGroups(connection: Connection, groups: readonly RawGroup[]): void {
  const insert = connection.prepare(
    'INSERT INTO raw_groups (file, start, size, offset, length, checksum) VALUES (?, ?, ?, ?, ?, ?)',
  );
  for (const { file, start, size, offset, length, checksum } of groups)
    insert.run(file, start, size, offset, length, checksum);
}

/** Docids that died in generations after `generation`, ascending. */
export function readTombstones(connection: Connection, generation: number): number[] {
  return connection
    .prepare('SELECT docid FROM tombstones WHERE generation > ? ORDER BY docid')
    .pluck()
    .all(generation) as number[];
}
