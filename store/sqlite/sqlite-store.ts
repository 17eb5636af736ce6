import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Connection, openDatabase } from '../../sqlite/open-database.js';
import { RowStore } from '../row-store.js';
import type { KeyRange, NewRow, Row, Rows } from '../rows.js';
import { type StateStore, StoreError } from '../store.js';

/** Name inside the data folder. */
export const stateFile = 'state.sqlite';

/** Layout of the tables; PRAGMA user_version. */
const layoutVersion = 1;

/** `revisions` counts writes over all rows, so that a row made again after its deletion never has a revision that was there before. */
const tables = `
  CREATE TABLE IF NOT EXISTS state (
    collection TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, value TEXT NOT NULL, updated TEXT NOT NULL,
    revision INTEGER NOT NULL, PRIMARY KEY (collection, key)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS revisions (last INTEGER NOT NULL);
  INSERT INTO revisions SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM revisions);
`;

/**
 * The store in `state.sqlite` of a data folder, which is made when it is missing; several processes of one machine may have it open.
 * @throws StoreError `unavailable`, `newer`, `damaged`
 */
export function openSqliteStore(folder: string, clock: () => Date): StateStore {
  const file = join(folder, stateFile);
  const translate = translator(file);
  return translate(() => {
    mkdirSync(folder, { recursive: true });
    const connection = openDatabase(file, { timeout: 5_000 });
    try {
      prepareTables(connection, file);
      return new RowStore(new SqliteRows(connection, translate), clock);
    } catch (error) {
      connection.close();
      throw error;
    }
  });
}

function prepareTables(connection: Connection, file: string): void {
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  const found = Number(connection.pragma('user_version', { simple: true }));
  if (found > layoutVersion)
    throw new StoreError('newer', `\`${file}\` was made by a newer version of ipradar: bring this program up to date`);
  if (found === layoutVersion) return;
  connection
    .transaction(() => {
      connection.exec(tables);
      connection.pragma(`user_version = ${layoutVersion}`);
    })
    .immediate();
}

type Translate = <T>(act: () => T) => T;

class SqliteRows implements Rows {
  private readonly select;
  private readonly nextRevision;
  private readonly insertRow;
  private readonly updateRow;
  private readonly deleteRow;
  private readonly selectFrom;

  constructor(
    private readonly connection: Connection,
    private readonly translate: Translate,
  ) {
    this.select = connection.prepare<[string, string], SqliteRow>(
      'SELECT * FROM state WHERE collection = ? AND key = ?',
    );
    this.nextRevision = connection.prepare<[], { last: number }>('UPDATE revisions SET last = last + 1 RETURNING last');
    this.insertRow = connection.prepare(
      `INSERT INTO state (collection, key, version, value, updated, revision)
       VALUES (@collection, @key, @version, @value, @updated, @revision) ON CONFLICT DO NOTHING`,
    );
    this.updateRow = connection.prepare(
      `UPDATE state SET version = @version, value = @value, updated = @updated, revision = @revision
       WHERE collection = @collection AND key = @key AND revision = @old`,
    );
    this.deleteRow = connection.prepare('DELETE FROM state WHERE collection = ? AND key = ? AND revision = ?');
    this.selectFrom = connection.prepare<[string, string, string, number], SqliteRow>(
      'SELECT * FROM state WHERE collection = ? AND key >= ? AND key > ? ORDER BY key LIMIT ?',
    );
  }

  async read(collection: string, key: string): Promise<Row | undefined> {
    return this.translate(() => {
      const row = this.select.get(collection, key);
      return row && rowOf(row);
    });
  }

  async insert(row: NewRow): Promise<string> {
    return this.write((revision) => {
      if (this.insertRow.run({ ...row, revision }).changes === 0)
        throw new StoreError('exists', `\`${row.collection}/${row.key}\` is there already`);
    });
  }

  async replace(row: NewRow, old: string): Promise<string> {
    return this.write((revision) => {
      const { changes } = this.updateRow.run({ ...row, revision, old: Number(old) });
      if (changes === 0) throw conflict(row.collection, row.key);
    });
  }

  async remove(collection: string, key: string, revision: string): Promise<void> {
    this.write(() => {
      if (this.deleteRow.run(collection, key, Number(revision)).changes === 0) throw conflict(collection, key);
    });
  }

  private write(act: (revision: number) => void): string {
    return this.translate(() =>
      this.connection
        .transaction(() => {
          const revision = this.nextRevision.get()?.last ?? 0;
          act(revision);
          return String(revision);
        })
        .immediate(),
    );
  }

  async list(collection: string, { prefix, after }: KeyRange, limit: number): Promise<Row[]> {
    return this.translate(() => {
      const rows: Row[] = [];
      for (const row of this.selectFrom.iterate(collection, prefix, after, limit)) {
        if (!row.key.startsWith(prefix)) break;
        rows.push(rowOf(row));
      }
      return rows;
    });
  }

  async close(): Promise<void> {
    this.connection.close();
  }
}

interface SqliteRow extends NewRow {
  revision: number;
}

const rowOf = (row: SqliteRow): Row => ({ ...row, revision: String(row.revision) });

const conflict = (collection: string, key: string): StoreError =>
  new StoreError('conflict', `\`${collection}/${key}\` was changed or deleted meanwhile: read it again`);

/** Turns what SQLite and the file system throw into StoreErrors. */
function translator(file: string): Translate {
  return (act) => {
    try {
      return act();
    } catch (error) {
      if (error instanceof StoreError) throw error;
      // Not by class: errors of native modules need not be of this realm's.
      const { code = '', message = '' } = error as { code?: string; message?: string };
      const options = { cause: error };
      if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT'))
        throw new StoreError('damaged', `\`${file}\` is damaged or not ours`, options);
      if (
        code.startsWith('SQLITE_') ||
        ['ENOENT', 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOSPC'].includes(code)
      )
        throw new StoreError('unavailable', `\`${file}\` cannot be read or written (${code})`, options);
      // better-sqlite3 has no code for it.
      if (/connection is not open/.test(message)) throw new StoreError('unavailable', 'the store is closed', options);
      throw error;
    }
  };
}
