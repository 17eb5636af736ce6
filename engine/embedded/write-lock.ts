import { accessSync, constants, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type Connection, openDatabase } from '../../sqlite/open-database.js';
import { EngineError } from '../engine.js';
import { codeOf } from './failures.js';
import { layout } from './store/database.js';
import { makeFolder } from './store/make-folder.js';

/**
 * The lock of the one writer: a database of its own, held in an exclusive transaction. The operating system lets it go when the process ends, however
 * it ends, so there is nothing to clean up after a kill. Who holds it stands in a text file beside it, which locks nothing and is read only to tell.
 */
export class WriteLock {
  private constructor(private readonly connection: Connection) {}

  /** Makes the folder when it is missing. Throws EngineError `locked` at once when another writer holds it, in this process or another. */
  static acquire(folder: string): WriteLock {
    makeFolder(folder);
    // SQLite calls a folder that it may not write one that it cannot open.
    accessSync(folder, constants.W_OK);
    const connection = openDatabase(join(folder, layout.lock), { timeout: 0 });
    try {
      connection.pragma('journal_mode = DELETE');
      connection.pragma('locking_mode = EXCLUSIVE');
      connection.exec('BEGIN EXCLUSIVE');
      writeFileSync(join(folder, layout.holder), `process ${process.pid} on ${hostname()}\n`);
      return new WriteLock(connection);
    } catch (error) {
      connection.close();
      if (codeOf(error).startsWith('SQLITE_BUSY'))
        throw new EngineError(
          'locked',
          `another ipradar (${readHolder(folder)}) is writing to \`${folder}\`: wait for it to end, or use another folder with \`--data DIR\``,
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

function readHolder(folder: string): string {
  try {
    return readFileSync(join(folder, layout.holder), 'utf8').trim() || 'just started';
  } catch {
    // It has the lock but has not yet said who it is.
    return 'just started';
  }
}
