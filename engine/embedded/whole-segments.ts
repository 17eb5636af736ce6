import { join } from 'node:path';
import { isMissingFile } from './failures.js';
import { segmentFileKinds, segmentFileName } from './index/segment-file.js';
import { assertWhole } from './index/segment-reader.js';
import type { SegmentSummary } from './index/segment-writer.js';
import type { Connection } from './store/database.js';
import { readSegments } from './store/manifest.js';

/**
 * The segments of the manifest, with all their files there and whole. A merge may remove files between the manifest and the look at them: then it is read again.
 * @throws EngineError `rejected` for a file of another size; ENOENT for a missing one
 */
export function readWholeSegments(connection: Connection, folder: string): SegmentSummary[] {
  for (let attempt = 1; ; attempt++) {
    const segments = readSegments(connection);
    try {
      for (const { segment, files } of segments) {
        for (const kind of segmentFileKinds)
          assertWhole(join(folder, segmentFileName(segment, kind)), files[kind].size);
      }
      return segments;
    } catch (error) {
      if (!isMissingFile(error) || attempt === 3) throw error;
    }
  }
}
