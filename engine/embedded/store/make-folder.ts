import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { disk } from '../disk.js';

/**
 * Makes a folder and those above it, durably. Not `mkdirSync` with `recursive`: on Node 20 that reports a read-only file system as a missing folder and never
 * returns for a path that cannot exist (below `/proc`). @throws what the file system says
 */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  try {
    disk.makeFolder(path);
    disk.syncFolder(parent);
  } catch (error) {
    // Another process made it in between.
    if (!existsSync(path)) throw error;
  }
}
