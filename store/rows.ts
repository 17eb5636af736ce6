/** What a database of the store does: rows of text, no shapes and no checks. Each implementation is one file in a folder of its own. */
export interface Rows {
  read(collection: string, key: string): Promise<Row | undefined>;
  /** Returns the revision. @throws StoreError `exists`, `unavailable` */
  insert(row: NewRow): Promise<string>;
  /** Returns the new revision. @throws StoreError `conflict`, `unavailable` */
  replace(row: NewRow, revision: string): Promise<string>;
  /** @throws StoreError `conflict`, `unavailable` */
  remove(collection: string, key: string, revision: string): Promise<void>;
  /** Rows whose keys start with the prefix and come after `after`, in order of the UTF-8 bytes of their keys. */
  list(collection: string, range: KeyRange, limit: number): Promise<Row[]>;
  close(): Promise<void>;
}

export interface KeyRange {
  /** All keys start so. */
  prefix: string;
  after: string;
}

export interface NewRow {
  collection: string;
  key: string;
  /** Version of the shape. */
  version: number;
  /** JSON. */
  value: string;
  /** UTC. */
  updated: string;
}

export interface Row extends NewRow {
  revision: string;
}
