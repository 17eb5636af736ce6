import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { IsoDate } from '../domain/text.js';
import type { HitPosition } from '../engine/engine.js';
import { InvalidRequest } from './service-error.js';

/** Where a list of results goes on. */
export interface Cursor {
  /** The pinned state that the list is of; absent when it goes on in the newest. */
  snapshot?: string;
  /** The day that relative dates of the query speak of. */
  today: IsoDate;
  /** The search that it belongs to (`fingerprint`). */
  search: string;
  position: HitPosition;
}

/** Begins a list that goes on by cursors. */
export const firstCursor = '*';

const digest = (text: string, length: number): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, length);

/** Tells searches apart whose results stand in another order, or are others. */
export const fingerprint = (parts: readonly unknown[]): string => digest(JSON.stringify(parts), 16);

/** Base64url of JSON with a check sum: opaque, and a character that was lost or changed is noticed. It holds no secret and opens nothing. */
export function encodeCursor({ snapshot, today, search, position }: Cursor): string {
  const body = Buffer.from(JSON.stringify([snapshot ?? null, today, search, position.id, position.values])).toString(
    'base64url',
  );
  return `${body}.${digest(body, 8)}`;
}

const content = z.tuple([
  z.string().nullable(),
  z.iso.date(),
  z.string(),
  z.string(),
  z.array(z.union([z.string(), z.number(), z.null()])),
]);

/** @throws InvalidRequest `invalid-cursor` for a text that is none, or the cursor of another search */
export function decodeCursor(text: string, search: string): Cursor {
  const [snapshot, today, of, id, values] = readContent(text) ?? [];
  if (today === undefined || id === undefined || values === undefined)
    throw new InvalidRequest(
      'invalid-cursor',
      'the cursor is not whole',
      'take `meta.cursor` of the answer before as it is, or begin with `cursor=*`',
      '/cursor',
    );
  if (of !== search)
    throw new InvalidRequest(
      'invalid-cursor',
      'the cursor belongs to another search',
      'repeat `q`, `filter`, `type`, `sort`, `collapse` and `asOf` as in the request that gave it, or begin with `cursor=*`',
      '/cursor',
    );
  return { snapshot: snapshot ?? undefined, today, search, position: { id, values } };
}

function readContent(text: string): z.infer<typeof content> | undefined {
  const [body = '', sum] = text.split('.');
  if (sum !== digest(body, 8)) return undefined;
  try {
    return content.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString())).data;
  } catch {
    return undefined;
  }
}
