import { accessSync, constants, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Containers often have 64 MB. */
const roomNeeded = 1 << 30;

/**
 * A new folder for a test that opens and closes data folders hundreds of times: in memory where the system has a place for it, because each commit waits for
 * the disk and these tests ask nothing of a real one.
 */
export function makeScratch(name: string): string {
  const memory = '/dev/shm';
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    if (bavail * bsize >= roomNeeded) return mkdtempSync(join(memory, `ipradar-${name}-`));
  } catch {
    // The system has no such place.
  }
  return mkdtempSync(join(tmpdir(), `ipradar-${name}-`));
}
