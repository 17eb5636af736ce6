import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Connection, openDatabase } from '../../../sqlite/open-database.js';
import { makeFolder } from './make-folder.js';

export type { Connection };

/** Names inside the data folder. */
export const layout = {
  database: 'ipradar.sqlite',
  lock: 'writer.lock.sqlite',
  holder: 'writer.txt',
  pins: 'pins.sqlite',
  segments: 'segments',
  raw: 'raw',
} as const;

/**
 * documents    the newest version of each record; `docid` numbers versions and is never used again
 *              body: deflated JSON; hash: first 16 bytes of SHA-256 over the JSON without `sources`, as it came in
 *              raw_*: where its raw bytes stand (raw-store.ts)
 * raw_groups   which deflated bytes of a raw file hold which of its records
 * retired      versions that were replaced or deleted, with the generation in which; kept as long as an older state is pinned (pins.ts)
 * rebuilt      segments of a reindex that is under way, with the layout they have; named by the manifest when it is done (reindex.ts)
 * segments     the manifest: `summary` is a SegmentSummary as JSON
 * tombstones   versions that stand in segments but are no longer true; gone once a merge has dropped them
 * checkpoints  small JSON values committed with the records they speak of
 * counts       living records by type
 * meta         generation (grows with every commit), next_docid, next_segment, schema, data_day, raw_file, raw_length, raw_size
 *
 * docs/index-format.md has all of it in the words of an outsider.
 */
const tables = `
  CREATE TABLE IF NOT EXISTS documents (
    docid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, hash BLOB NOT NULL, body BLOB NOT NULL,
    raw_file INTEGER, raw_offset INTEGER, raw_length INTEGER);
  CREATE TABLE IF NOT EXISTS raw_groups (
    file INTEGER NOT NULL, start INTEGER NOT NULL, size INTEGER NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL,
    checksum INTEGER, PRIMARY KEY (file, start)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS retired (docid INTEGER PRIMARY KEY, generation INTEGER NOT NULL, body BLOB NOT NULL);
  CREATE INDEX IF NOT EXISTS retired_by_generation ON retired (generation);
  CREATE TRIGGER IF NOT EXISTS keep_retired AFTER DELETE ON documents BEGIN
    INSERT INTO retired (docid, generation, body)
    VALUES (old.docid, 1 + coalesce((SELECT value FROM meta WHERE key = 'generation'), 0), old.body);
  END;
  CREATE TABLE IF NOT EXISTS rebuilt (
    segment INTEGER PRIMARY KEY, first_docid INTEGER NOT NULL, summary TEXT NOT NULL, schema TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS segments (segment INTEGER PRIMARY KEY, first_docid INTEGER NOT NULL, summary TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS tombstones (docid INTEGER PRIMARY KEY, generation INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS tombstones_by_generation ON tombstones (generation);
  CREATE TABLE IF NOT EXISTS checkpoints (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS counts (type TEXT PRIMARY KEY, records INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
`;

/** Opens the store for writing, making folder and tables when they are missing. */
export function openForWriting(folder: string): Connection {
  makeFolder(join(folder, layout.segments));
  makeFolder(join(folder, layout.raw));
  const connection = openDatabase(join(folder, layout.database), { timeout: 5_000 });
  try {
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    connection.pragma('cache_size = -32000');
    connection.pragma('wal_autocheckpoint = 4000');
    connection.exec(tables);
    addColumn(connection, 'raw_groups', 'checksum INTEGER');
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** For a folder from before the column was there. */
function addColumn(connection: Connection, table: string, column: string): void {
  const columns = connection.pragma(`table_info(${table})`) as { name: string }[];
  if (columns.some(({ name }) => column.startsWith(`${name} `))) return;
  connection.exec(`ALTER TABLE ${table} ADD COLUMN ${column}`);
}

/** Opens the store for reading; undefined while there is none. */
export function openForReading(folder: string): Connection | undefined {
  const file = join(folder, layout.database);
  if (!existsSync(file)) return undefined;
  const connection = openDatabase(file, { readonly: true, timeout: 5_000 });
  try {
    // A writer may be between creating the file and its tables.
    const found = connection.prepare("SELECT count(*) AS n FROM sqlite_master WHERE name = 'meta'").get() as {
      n: number;
    };
    if (found.n === 1) return connection;
    connection.close();
    return undefined;
  } catch (error) {
    connection.close();
    throw error;
  }
}
