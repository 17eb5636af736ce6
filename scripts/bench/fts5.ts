import { type Connection, type Statement, openDatabase } from '../../sqlite/open-database.js';
import type { Token } from '../../mappings/token.js';

/**
 * The yardstick: SQLite FTS5, contentless, fed with the same tokens made outside; ideographs as overlapping bigrams, the way
 * FTS5 users index Chinese. Nothing else is stored.
 */
export class Fts5Yardstick {
  private readonly database: Connection;
  private readonly insert: Statement;

  constructor(file: string) {
    this.database = openDatabase(file);
    this.database.pragma('journal_mode = WAL');
    this.database.pragma('synchronous = FULL');
    this.database.exec(
      `create virtual table if not exists t using fts5(body, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0")`,
    );
    this.insert = this.database.prepare('insert into t(rowid, body) values (?, ?)');
  }

  /** Adds documents in one transaction. */
  add(documents: readonly { id: number; body: string }[]): void {
    this.database.transaction(() => {
      for (const { id, body } of documents) this.insert.run(id, body);
    })();
  }

  /** Top 20 row ids by BM25 and the exact count, as the product answers. */
  search(match: string): { count: number; ids: number[] } {
    const { count } = this.countStatement.get(match) as { count: number };
    return { count, ids: (this.topStatement.all(match) as { rowid: number }[]).map((hit) => hit.rowid) };
  }

  replace(documents: readonly { id: number; body: string }[]): void {
    this.database.transaction(() => {
      for (const { id, body } of documents) {
        this.database.prepare('delete from t where rowid = ?').run(id);
        this.insert.run(id, body);
      }
    })();
  }

  close(): void {
    this.database.pragma('wal_checkpoint(TRUNCATE)');
    this.database.close();
  }

  private get countStatement(): Statement {
    return this.database.prepare('select count(*) as count from t where t match ?');
  }

  private get topStatement(): Statement {
    return this.database.prepare('select rowid from t where t match ? order by rank limit 20');
  }
}

/** Tokens of a record as FTS5 gets them: words as they are, runs of ideographs as bigrams (a lone one as itself). */
export function yardstickBody(values: readonly (readonly Token[])[]): string {
  const words: string[] = [];
  for (const tokens of values) {
    for (let index = 0; index < tokens.length; index++) {
      const token = tokens[index] as Token;
      if (!token.isIdeograph) {
        words.push(token.term);
        continue;
      }
      const next = tokens[index + 1];
      const previous = tokens[index - 1];
      if (next?.isIdeograph && next.position === token.position + 1) words.push(token.term + next.term);
      else if (!(previous?.isIdeograph && previous.position === token.position - 1)) words.push(token.term);
    }
  }
  return words.join(' ');
}

/** FTS5 phrase for a run of ideographs. */
export function yardstickPhrase(run: string): string {
  const characters = [...run];
  const grams =
    characters.length < 2 ? characters : characters.slice(0, -1).map((each, index) => each + characters[index + 1]);
  return `"${grams.join(' ')}"`;
}
