import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it. Not `mkdirSync` with `recursive`: on Node 20 that reports a read-only file system as a missing folder and never
 * returns for a path that cannot exist (below `/proc`). @throws what the file system says
 */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process made it in between.
    if (!existsSync(path)) throw error;
  }
}
