import type { CollectionSpec, Stored } from './store.js';
import { StoreError } from './store.js';
import type { Row } from './rows.js';

/** Longest key in bytes of UTF-8: with the name of the collection it still fits an Elasticsearch id. */
const longestKey = 400;

/** @throws StoreError `invalid` */
export function checkKey(key: string): void {
  const bytes = Buffer.byteLength(key);
  const isControl = /\p{Cc}/u.test(key);
  if (bytes >= 1 && bytes <= longestKey && key.isWellFormed() && !isControl) return;
  throw new StoreError(
    'invalid',
    `a key has 1 to ${longestKey} bytes of well-formed text without control characters; this one has ${bytes} bytes`,
  );
}

/** JSON of a value that belongs to the collection. @throws StoreError `invalid` */
export function encodeValue<T>(spec: CollectionSpec<T>, key: string, value: T): string {
  const checked = spec.schema.safeParse(value);
  if (checked.success) return JSON.stringify(checked.data);
  throw new StoreError('invalid', `\`${spec.name}/${key}\`: ${firstIssue(checked.error)}`, { cause: checked.error });
}

/** A row as a value of the newest shape. @throws StoreError `newer`, `damaged` */
export function decodeRow<T>(spec: CollectionSpec<T>, row: Row): Stored<T> {
  const { key, revision, updated } = row;
  const name = `${spec.name}/${key}`;
  if (row.version > spec.version)
    throw new StoreError(
      'newer',
      `\`${name}\` was written by a newer version of ipradar (shape ${row.version}; this one knows ${spec.version}): bring this program up to date`,
    );
  try {
    let value: unknown = JSON.parse(row.value);
    for (let version = row.version; version < spec.version; version++) {
      const upgrade = spec.upgrades?.[version];
      if (!upgrade) throw new Error(`no upgrade leads from shape ${version} to ${version + 1}`);
      value = upgrade(value);
    }
    return { key, value: spec.schema.parse(value), revision, updated };
  } catch (error) {
    throw new StoreError('damaged', `\`${name}\` cannot be read: ${firstIssue(error)}`, { cause: error });
  }
}

function firstIssue(error: unknown): string {
  const issues = (error as { issues?: { path: PropertyKey[]; message: string }[] }).issues; // of zod, when it has any
  const [issue] = issues ?? [];
  if (!issue) return error instanceof Error ? error.message : String(error);
  return issue.path.length > 0 ? `\`${issue.path.join('.')}\`: ${issue.message}` : issue.message;
}
