import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Connection, openDatabase } from '../../sqlite/open-database.js';

export type { Connection };

/**
 * jobs       one row each; `sequence` is the order of arrival
 *            due: milliseconds since 1970 before which it is not taken; wait: how long that was when it was said, so that a clock that went back shows
 *            holder, beat: who runs it and how often it said so; a holder whose beat stands still has lost it
 *            waits_for: the job that ends its wait when it is over
 *            losses: how often a holder was lost
 * links      which parent waits for which child
 * schedules  `definition` is a Schedule as JSON, `last_slot` milliseconds since 1970
 */
const tables = `
  CREATE TABLE IF NOT EXISTS jobs (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, key TEXT NOT NULL, payload TEXT NOT NULL,
    priority INTEGER NOT NULL, state TEXT NOT NULL, due INTEGER NOT NULL, wait INTEGER NOT NULL, retries TEXT NOT NULL, failures INTEGER NOT NULL DEFAULT 0,
    losses INTEGER NOT NULL DEFAULT 0, progress TEXT, result TEXT, reason TEXT, created INTEGER NOT NULL, started INTEGER, finished INTEGER,
    holder TEXT, beat INTEGER NOT NULL DEFAULT 0, is_cancelled INTEGER NOT NULL DEFAULT 0, waits_for TEXT);
  CREATE INDEX IF NOT EXISTS jobs_by_turn ON jobs (state, priority, sequence);
  CREATE INDEX IF NOT EXISTS jobs_by_wait ON jobs (waits_for) WHERE waits_for IS NOT NULL;
  CREATE TABLE IF NOT EXISTS links (parent TEXT NOT NULL, child TEXT NOT NULL, PRIMARY KEY (parent, child)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS links_by_child ON links (child);
  CREATE TABLE IF NOT EXISTS schedules (key TEXT PRIMARY KEY, definition TEXT NOT NULL, last_slot INTEGER NOT NULL) WITHOUT ROWID;
`;

/** Opens the file of jobs, making it when it is missing. Several programs may have it open. */
export function openTables(file: string): Connection {
  mkdirSync(dirname(file), { recursive: true });
  const connection = openDatabase(file, { timeout: 10_000 });
  try {
    connection.pragma('journal_mode = WAL');
    // A job that was taken twice after a power cut changes nothing; one that was forgotten would.
    connection.pragma('synchronous = FULL');
    connection.exec(tables);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}
