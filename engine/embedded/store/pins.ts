import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../../sqlite/open-database.js';
import type { SegmentSummary } from '../index/segment-writer.js';
import { disk } from '../disk.js';
import { codeOf } from '../failures.js';
import { type Connection, layout } from './database.js';

/** One committed state of the index, as a pin keeps it. */
export interface PinnedState {
  generation: number;
  /** Layout of its segments (mappings/embedded.ts). */
  schema: string;
  /** Days since 1970-01-01. */
  dataDay: number | null;
  segments: SegmentSummary[];
  /** Docids in the segments that were dead then, ascending. */
  dead: Uint32Array;
}

/** What `status` tells of a pin. */
export interface Pin {
  snapshot: string;
  generation: number;
  /** UTC, `yyyy-mm-ddThh:mm:ssZ`. */
  expires: string;
  holders: number;
}

/** States that can be pinned at the same time. */
export const mostPins = 64;
const pinSeconds = 24 * 3600;

/**
 * pins   one row per pinned generation; `expires` in seconds since 1970, 0 once it was let go: the writer then removes the row and the files that only it
 *        kept
 */
const tables = `
  CREATE TABLE IF NOT EXISTS pins (
    snapshot TEXT PRIMARY KEY, generation INTEGER NOT NULL UNIQUE, schema TEXT NOT NULL, data_day INTEGER, segments TEXT NOT NULL, dead BLOB NOT NULL,
    holders INTEGER NOT NULL, expires INTEGER NOT NULL) WITHOUT ROWID;
`;
const isAlive = 'expires > unixepoch()';

/**
 * The pinned states of a data folder, in a database of their own: readers pin while the writer holds the transaction of the store for a whole batch.
 * The clock is SQLite's. Not flushed at each change: a power loss may forget a pin, and its holder is told that it is gone.
 */
export class Pins {
  private constructor(private readonly connection: Connection) {}

  /** Undefined when nothing was ever pinned in the folder. */
  static openExisting(folder: string): Pins | undefined {
    return existsSync(join(folder, layout.pins)) ? Pins.open(folder) : undefined;
  }

  /** A file that is damaged is begun anew: who pinned something is told that it is gone. */
  static open(folder: string): Pins {
    const path = join(folder, layout.pins);
    try {
      return Pins.connect(path);
    } catch (error) {
      if (!['SQLITE_NOTADB', 'SQLITE_CORRUPT'].includes(codeOf(error))) throw error;
      for (const suffix of ['', '-wal', '-shm']) disk.remove(`${path}${suffix}`);
      return Pins.connect(path);
    }
  }

  private static connect(path: string): Pins {
    const connection = openDatabase(path, { timeout: 5_000 });
    try {
      connection.pragma('journal_mode = WAL');
      connection.pragma('synchronous = NORMAL');
      connection.exec(tables);
      return new Pins(connection);
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  /**
   * Pins a state, or once more the one that its generation has; above `mostPins` the oldest goes. The caller looks afterwards whether the generation is
   * still the newest: only then did the writer see the pin before it removed anything.
   */
  pin({ generation, schema, dataDay, segments, dead }: PinnedState): Pin {
    const { connection } = this;
    const put = connection.prepare(
      `INSERT INTO pins (snapshot, generation, schema, data_day, segments, dead, holders, expires) VALUES (?, ?, ?, ?, ?, ?, 1, unixepoch() + ?)
       ON CONFLICT (generation) DO UPDATE SET holders = iif(${isAlive}, holders + 1, 1), expires = excluded.expires`,
    );
    const bound = connection.prepare(
      'UPDATE pins SET expires = 0 WHERE generation NOT IN (SELECT generation FROM pins ORDER BY generation DESC LIMIT ?)',
    );
    const take = connection.transaction(() => {
      const bytes = Buffer.from(dead.buffer, dead.byteOffset, dead.byteLength);
      const snapshot = `${generation}-${randomUUID()}`;
      put.run(snapshot, generation, schema, dataDay, JSON.stringify(segments), bytes, pinSeconds);
      bound.run(mostPins);
      return connection.prepare<[number], Pin>(`${selectPin} WHERE generation = ?`).get(generation);
    });
    // The row was put a line above.
    return take.immediate() as Pin;
  }

  /** Once more the pin that a generation has, without its state; undefined when it has none. */
  pinAgain(generation: number): Pin | undefined {
    const again = this.connection.prepare(
      `UPDATE pins SET holders = holders + 1, expires = unixepoch() + ? WHERE generation = ? AND ${isAlive}`,
    );
    if (again.run(pinSeconds, generation).changes === 0) return undefined;
    return this.connection.prepare<[number], Pin>(`${selectPin} WHERE generation = ?`).get(generation);
  }

  /** Gives back what one `pin` took. */
  release(snapshot: string): void {
    this.connection
      .prepare(
        'UPDATE pins SET holders = holders - 1, expires = iif(holders > 1, expires, 0) WHERE snapshot = ? AND holders > 0',
      )
      .run(snapshot);
  }

  /** Whether a pin is alive. */
  isHeld(snapshot: string): boolean {
    return this.connection.prepare(`SELECT 1 FROM pins WHERE snapshot = ? AND ${isAlive}`).get(snapshot) !== undefined;
  }

  /** Undefined when it is gone. */
  find(snapshot: string): PinnedState | undefined {
    const row = this.connection
      .prepare<[string], PinRow>(
        `SELECT generation, schema, data_day, segments, dead FROM pins WHERE snapshot = ? AND ${isAlive}`,
      )
      .get(snapshot);
    return (
      row && {
        generation: row.generation,
        schema: row.schema,
        dataDay: row.data_day,
        segments: JSON.parse(row.segments) as SegmentSummary[], // written by `pin`
        // Copied: the bytes of a row need not be aligned.
        dead: new Uint32Array(Uint8Array.from(row.dead).buffer),
      }
    );
  }

  /** Living pins, oldest generation first. */
  list(): Pin[] {
    return this.connection.prepare<[], Pin>(`${selectPin} WHERE ${isAlive} ORDER BY generation`).all();
  }

  /**
   * What the writer must keep: numbers of segments, and the oldest generation that is pinned. Rows that are over are removed, so that no reader can find a
   * state whose files go next.
   */
  settle(): { segments: Set<number>; oldest: number | undefined } {
    const { connection } = this;
    return connection
      .transaction(() => {
        connection.prepare(`DELETE FROM pins WHERE NOT (${isAlive})`).run();
        const rows = connection
          .prepare<[], { generation: number; segments: string }>(
            'SELECT generation, segments FROM pins ORDER BY generation',
          )
          .all();
        const segments = rows.flatMap((row) =>
          (JSON.parse(row.segments) as SegmentSummary[]).map((each) => each.segment),
        );
        return { segments: new Set(segments), oldest: rows[0]?.generation };
      })
      .immediate();
  }

  close(): void {
    this.connection.close();
  }
}

const selectPin = `SELECT snapshot, generation, holders, strftime('%Y-%m-%dT%H:%M:%SZ', expires, 'unixepoch') AS expires FROM pins`;

interface PinRow {
  generation: number;
  schema: string;
  data_day: number | null;
  segments: string;
  dead: Buffer;
}
