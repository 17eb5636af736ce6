import { accessSync, constants, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A new folder for a test that opens and closes data folders hundreds of times: in memory where the system has a place for it, because each commit waits for
 * the disk and these tests ask nothing of a real one.
 */
export function makeScratch(name: string): string {
  const memory = '/dev/shm';
  try {
    accessSync(memory, constants.W_OK);
    return mkdtempSync(join(memory, `ipradar-${name}-`));
  } catch {
    return mkdtempSync(join(tmpdir(), `ipradar-${name}-`));
  }
}
