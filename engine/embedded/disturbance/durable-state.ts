import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import type { Operation } from './watched-disk.js';

/**
 * What a power loss may leave of the folders below a root. Names are durable once their folder was synced, bytes once their file was. SQLite's own files
 * are taken as they are: its log with `synchronous = FULL` is trusted.
 */
export class DurableState {
  /** Durable names of each folder: inode by name. */
  private readonly names = new Map<string, Map<string, number>>();
  /** Durable bytes from the start of each file, by inode. */
  private readonly lengths = new Map<number, number>();

  /** @param shadow folder for second names of all files: those that are removed may come back */
  constructor(
    private readonly root: string,
    private readonly shadow: string,
  ) {
    mkdirSync(shadow);
  }

  after(operation: Operation, path: string): void {
    if (!path.startsWith(`${this.root}/`) && path !== this.root) return;
    if (operation === 'create' || operation === 'open' || operation === 'link') this.keep(path);
    if (operation === 'sync' || operation === 'syncBeside') {
      const { ino, size } = statSync(path);
      this.lengths.set(ino, size);
    }
    if (operation === 'truncate') {
      const { ino, size } = statSync(path);
      this.lengths.set(ino, Math.min(size, this.lengths.get(ino) ?? 0));
    }
    if (operation === 'syncFolder')
      this.names.set(path, new Map(readdirSync(path).map((name) => [name, statSync(join(path, name)).ino])));
  }

  private keep(path: string): void {
    const place = join(this.shadow, String(statSync(path).ino));
    if (!existsSync(place)) linkSync(path, place);
  }

  /** Nothing is left but what was synced. */
  writeDropped(target: string): void {
    this.copyStores(this.root, target);
    this.dropInto(this.root, target);
  }

  private dropInto(folder: string, target: string): void {
    mkdirSync(target, { recursive: true });
    for (const [name, ino] of this.names.get(folder) ?? []) {
      const path = join(folder, name);
      if (isStore(name)) continue;
      if (existsSync(path) ? statSync(path).isDirectory() : this.names.has(path))
        this.dropInto(path, join(target, name));
      else if (existsSync(join(this.shadow, String(ino))))
        writeFileSync(
          join(target, name),
          readFileSync(join(this.shadow, String(ino))).subarray(0, this.lengths.get(ino) ?? 0),
        );
    }
  }

  /** All names are left, and half of the bytes that were not synced; zeros stand for the rest. */
  writeTorn(target: string): void {
    this.copyStores(this.root, target);
    this.tearInto(this.root, target);
  }

  private tearInto(folder: string, target: string): void {
    mkdirSync(target, { recursive: true });
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) this.tearInto(path, join(target, entry.name));
      if (!entry.isFile() || isStore(entry.name)) continue;
      const bytes = readFileSync(path);
      const durable = this.lengths.get(statSync(path).ino) ?? 0;
      bytes.fill(0, Math.min(bytes.length, durable + ((bytes.length - durable) >> 1)));
      writeFileSync(join(target, entry.name), bytes);
    }
  }

  /** SQLite files of the data folders below the root. */
  private copyStores(folder: string, target: string): void {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) this.copyStores(join(folder, entry.name), join(target, entry.name));
      if (!isStore(entry.name)) continue;
      mkdirSync(target, { recursive: true });
      copyFileSync(join(folder, entry.name), join(target, entry.name));
    }
  }
}

/** The shared index of a log is built anew after a loss. */
const isStore = (name: string): boolean => /\.sqlite(-wal)?$/.test(name);

/** One hash over names and bytes of a folder. */
export function hashFolder(folder: string): string {
  const hash = createHash('sha256');
  const walk = (path: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const place = join(path, entry.name);
      hash.update(`${basename(dirname(place))}/${entry.name}\0`);
      if (entry.isDirectory()) walk(place);
      else hash.update(readFileSync(place));
    }
  };
  walk(folder);
  return hash.digest('hex');
}
