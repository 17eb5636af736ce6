import Database from 'better-sqlite3';
import { join } from 'node:path';
import { EngineError } from '../engine.js';
import { layout } from './store/database.js';

/**
 * The lock of the one writer: a database of its own, held in an exclusive transaction. The operating system lets it go when the process ends, however
 * it ends, so there is nothing to clean up after a kill.
 */
export class WriteLock {
  private constructor(private readonly connection: Database.Database) {}

  /** Throws EngineError `locked` at once when another writer holds it, in this process or another. */
  static acquire(folder: string): WriteLock {
    const connection = new Database(join(folder, layout.lock), { timeout: 0 });
    try {
      connection.pragma('journal_mode = DELETE');
      connection.pragma('locking_mode = EXCLUSIVE');
      connection.exec('BEGIN EXCLUSIVE');
      return new WriteLock(connection);
    } catch (error) {
      connection.close();
      if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
        throw new EngineError(
          'locked',
          `another ipradar is writing to \`${folder}\`: wait for it to end, or use another folder with \`--data DIR\``,
          { cause: error },
        );
      throw error;
    }
  }

  release(): void {
    if (this.connection.inTransaction) this.connection.exec('ROLLBACK');
    this.connection.close();
  }
}
