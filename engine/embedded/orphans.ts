import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseSegmentFileName } from './index/segment-file.js';
import type { Connection } from './store/database.js';
import { readSegments } from './store/manifest.js';

/**
 * Removes segment files that no manifest names: those of a killed batch or an abandoned merge. For the writer only.
 * @returns the lowest number that no orphan had: a reader may still hold theirs, so they are never used again
 */
export function removeOrphans(connection: Connection, folder: string): number {
  const known = new Set(readSegments(connection).map(({ segment }) => segment));
  let next = 0;
  for (const name of readdirSync(folder)) {
    const file = parseSegmentFileName(name);
    if (!file || known.has(file.segment)) continue;
    rmSync(join(folder, name), { force: true });
    next = Math.max(next, file.segment + 1);
  }
  return next;
}
