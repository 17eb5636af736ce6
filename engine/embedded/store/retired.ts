import type { Connection } from './database.js';
import { Documents } from './documents.js';

/** Documents as a pinned state knows them: versions that were replaced since included. */
export class PinnedDocuments extends Documents {
  private readonly retired;

  constructor(connection: Connection) {
    super(connection);
    this.retired = connection.prepare<[number], { body: Buffer }>('SELECT body FROM retired WHERE docid = ?');
  }

  override body(docid: number): Buffer | undefined {
    return super.body(docid) ?? this.retired.get(docid)?.body;
  }
}

/**
 * Forgets replaced versions that nobody can ask for: those that were dead already in the oldest pinned generation, or in the newest committed one when none
 * is pinned. Part of the writer's transaction.
 */
export function forgetRetired(connection: Connection, committed: number, oldestPinned: number | undefined): void {
  connection.prepare('DELETE FROM retired WHERE generation <= ?').run(Math.min(committed, oldestPinned ?? committed));
}
