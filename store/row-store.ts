import { AuditTrail, auditSpec } from './audit-trail.js';
import { mostListed, RowCollection } from './row-collection.js';
import type { Rows } from './rows.js';
import type { Collection, CollectionSpec, MigrateOptions, MigrateSummary, StateStore } from './store.js';
import { StoreError } from './store.js';
import { decodeRow, encodeValue } from './stored-values.js';

/** The store over the rows of whatever database. */
export class RowStore implements StateStore {
  readonly audit: AuditTrail;

  constructor(
    private readonly rows: Rows,
    private readonly clock: () => Date,
  ) {
    this.audit = new AuditTrail(this.collection(auditSpec), clock);
  }

  collection<T>(spec: CollectionSpec<T>): Collection<T> {
    if (!/^[a-z][a-z-]{0,39}$/.test(spec.name)) throw new Error(`\`${spec.name}\` is no name of a collection`);
    return new RowCollection(spec, this.rows, this.clock);
  }

  async migrate(
    specs: readonly CollectionSpec<unknown>[],
    { progress, signal }: MigrateOptions = {},
  ): Promise<MigrateSummary> {
    const summary = { read: 0, upgraded: 0 };
    for (const spec of specs) {
      for (let after = '', isMore = true; isMore;) {
        const page = await this.rows.list(spec.name, { prefix: '', after }, mostListed);
        for (const row of page) {
          signal?.throwIfAborted();
          summary.read++;
          if (row.version !== spec.version && (await this.upgrade(spec, row.key))) summary.upgraded++;
        }
        after = page.at(-1)?.key ?? after;
        isMore = page.length === mostListed;
        progress?.({ ...summary });
      }
    }
    return summary;
  }

  /** Whether there was something to do; whoever writes at the same time writes the newest shape anyway. */
  private async upgrade(spec: CollectionSpec<unknown>, key: string): Promise<boolean> {
    const row = await this.rows.read(spec.name, key);
    if (!row || row.version === spec.version) return false;
    const { value } = decodeRow(spec, row);
    const newest = { ...row, version: spec.version, value: encodeValue(spec, key, value) };
    try {
      await this.rows.replace(newest, row.revision);
      return true;
    } catch (error) {
      if (error instanceof StoreError && error.code === 'conflict') return false;
      throw error;
    }
  }

  close(): Promise<void> {
    return this.rows.close();
  }
}
