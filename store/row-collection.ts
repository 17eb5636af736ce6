import { setTimeout as sleep } from 'node:timers/promises';
import type { NewRow, Rows } from './rows.js';
import type { Collection, CollectionSpec, ListOptions, Stored } from './store.js';
import { StoreError } from './store.js';
import { checkKey, decodeRow, encodeValue } from './stored-values.js';

/** Attempts of `update` before it gives up. */
const mostAttempts = 100;
/** Longest wait before the next one, milliseconds; the wait is drawn, so that two who collide part. */
const longestWait = 50;

export const defaultLimit = 100;
export const mostListed = 1_000;

/** A collection over the rows of whatever database. */
export class RowCollection<T> implements Collection<T> {
  constructor(
    private readonly spec: CollectionSpec<T>,
    private readonly rows: Rows,
    private readonly clock: () => Date,
  ) {}

  async get(key: string): Promise<Stored<T> | undefined> {
    checkKey(key);
    const row = await this.rows.read(this.spec.name, key);
    return row && decodeRow(this.spec, row);
  }

  async create(key: string, value: T): Promise<Stored<T>> {
    const row = this.rowOf(key, value);
    return this.stored(row, await this.rows.insert(row));
  }

  async replace(key: string, value: T, revision: string): Promise<Stored<T>> {
    const row = this.rowOf(key, value);
    return this.stored(row, await this.rows.replace(row, revision));
  }

  async delete(key: string, revision: string): Promise<void> {
    checkKey(key);
    await this.rows.remove(this.spec.name, key, revision);
  }

  async update(key: string, change: (value: T | undefined) => T | undefined): Promise<Stored<T> | undefined> {
    for (let attempt = 1; ; attempt++) {
      const old = await this.get(key);
      const value = change(old?.value);
      if (value === undefined) return old;
      try {
        return await (old ? this.replace(key, value, old.revision) : this.create(key, value));
      } catch (error) {
        const isBeaten = error instanceof StoreError && (error.code === 'conflict' || error.code === 'exists');
        if (!isBeaten) throw error;
        if (attempt === mostAttempts)
          throw new StoreError(
            'conflict',
            `\`${this.spec.name}/${key}\` was changed by others ${mostAttempts} times in a row: try again`,
            { cause: error },
          );
        await sleep(Math.random() * Math.min(longestWait, attempt * 5));
      }
    }
  }

  async list({ prefix = '', after = '', limit = defaultLimit }: ListOptions = {}): Promise<Stored<T>[]> {
    if (!Number.isInteger(limit) || limit < 1 || limit > mostListed)
      throw new StoreError('invalid', `a list has 1 to ${mostListed} entries, not ${limit}`);
    const rows = await this.rows.list(this.spec.name, { prefix, after }, limit);
    return rows.map((row) => decodeRow(this.spec, row));
  }

  private rowOf(key: string, value: T): NewRow {
    checkKey(key);
    const { name, version } = this.spec;
    const encoded = encodeValue(this.spec, key, value);
    return { collection: name, key, version, value: encoded, updated: this.clock().toISOString() };
  }

  private stored(row: NewRow, revision: string): Stored<T> {
    return decodeRow(this.spec, { ...row, revision });
  }
}
