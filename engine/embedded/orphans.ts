import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { disk } from './disk.js';
import { parseSegmentFileName, segmentFileKinds, segmentFileName } from './index/segment-file.js';
import type { Connection } from './store/database.js';
import { readRebuilt, readSegments } from './store/manifest.js';

/**
 * Removes segment files that neither the manifest, a reindex under way nor a pin names: those of a killed batch, of an abandoned merge, of a pin that is
 * over. For the writer only.
 * @param pinned numbers of segments that pins keep
 * @returns the lowest number that no orphan had: a reader may still hold theirs, so they are never used again
 */
export function removeOrphans(connection: Connection, folder: string, pinned: ReadonlySet<number>): number {
  const named = new Set([...readSegments(connection), ...readRebuilt(connection)].map(({ segment }) => segment));
  let next = 0;
  for (const name of readdirSync(folder)) {
    const file = parseSegmentFileName(name);
    if (!file || named.has(file.segment) || pinned.has(file.segment)) continue;
    disk.remove(join(folder, name));
    next = Math.max(next, file.segment + 1);
  }
  return next;
}

export function removeSegment(folder: string, segment: number): void {
  for (const kind of segmentFileKinds) disk.remove(join(folder, segmentFileName(segment, kind)));
}
