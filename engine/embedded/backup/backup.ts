import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { openDatabase } from '../../../sqlite/open-database.js';
import { EngineError } from '../../engine.js';
import { disk } from '../disk.js';
import { toEngineError } from '../failures.js';
import { segmentFileKinds, segmentFileName } from '../index/segment-file.js';
import type { SegmentSummary } from '../index/segment-writer.js';
import { type Connection, layout, openForReading } from '../store/database.js';
import { Documents } from '../store/documents.js';
import { makeFolder } from '../store/make-folder.js';
import { forgetRebuilt, type Meta, readMeta, readSegments } from '../store/manifest.js';
import { Pins } from '../store/pins.js';
import { beginPinned } from '../take-pin.js';
import { type BackedUpFile, backupLayout, type BackupManifest, writeManifest } from './backup-manifest.js';
import { checkStamp, copyFile, hashFile, keepUnderHash, tryLink, writeWholeFile } from './stored-file.js';

export interface BackupOptions {
  /** Data folder. */
  directory: string;
  /** Folder of the backup: new, empty, or that of an earlier or interrupted one. */
  target: string;
  /** Bytes read so far, of about `total`. */
  progress?: (progress: { done: number; total: number }) => void;
  signal?: AbortSignal;
}

/** Folder of the rejects, which the engine only carries along (ingest/quarantine.ts). */
const quarantine = 'quarantine';
/** Partial file that names the pin of a running backup, so that the next one gives it back when this one is killed. */
const pinName = 'pin';

/**
 * Copies one committed state of a data folder while others read and write it. Files that nobody changes any more get a second name where both folders are
 * on one file system; all others are copied. Every byte is read and checked. What an interrupted run has brought over is not brought over again, and an
 * earlier backup in the folder stays whole until this one is.
 * @throws EngineError `damaged` for a file that is not what was written
 */
export async function backupFolder(options: BackupOptions): Promise<BackupManifest> {
  const { directory, target } = options;
  let backup: Backup | undefined;
  try {
    checkTarget(directory, target);
    backup = new Backup(options);
    return await backup.run();
  } catch (error) {
    throw toEngineError(error, backup ? target : directory);
  } finally {
    backup?.close();
  }
}

function checkTarget(directory: string, target: string): void {
  const refuse = (what: string): never => {
    throw new EngineError(
      'rejected',
      `\`${target}\` ${what}: choose a new or empty folder, or that of an earlier backup`,
    );
  };
  if (`${resolve(target)}${sep}`.startsWith(`${resolve(directory)}${sep}`)) refuse('is inside the data folder');
  if (!existsSync(target)) return;
  if (!statSync(target).isDirectory()) refuse('is a file');
  const ours = new Set<string>([backupLayout.files, backupLayout.manifest, `${backupLayout.manifest}.partial`]);
  if (readdirSync(target).some((name) => !ours.has(name))) refuse('holds something else than a backup');
}

/** Raw bytes exist once, so that nothing here can build them anew. */
function assertRaw(path: string, least: number): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size !== undefined && size >= least) return;
  throw new EngineError(
    'damaged',
    `\`${path}\` ${size === undefined ? 'is missing' : `has ${size} bytes instead of ${least}`}: \`ipradar restore\` brings it back from an earlier backup`,
  );
}

class Backup {
  private readonly files: string;
  private readonly connection: Connection;
  private readonly pins: Pins;
  private pinned: string | undefined;
  private done = 0;
  private total = 0;

  constructor(private readonly options: BackupOptions) {
    const { directory, target } = options;
    const connection = openForReading(directory);
    if (!connection)
      throw new EngineError(
        'not-ready',
        `there is nothing to back up in \`${directory}\`: \`ipradar ingest\` fills it`,
      );
    this.connection = connection;
    try {
      this.pins = Pins.open(directory);
    } catch (error) {
      connection.close();
      throw error;
    }
    this.files = join(target, backupLayout.files);
    makeFolder(this.files);
  }

  async run(): Promise<BackupManifest> {
    const { target } = this.options;
    this.removePartials();
    this.pinned = beginPinned(this.connection, this.pins);
    writeWholeFile(this.partial(pinName), Buffer.from(this.pinned));
    const meta = readMeta(this.connection);
    const segments = readSegments(this.connection);
    this.total = segments.reduce(
      (sum, { files }) => sum + Object.values(files).reduce((part, { size }) => part + size, 0),
      0,
    );
    const files = [
      ...(await this.bringSegments(segments)),
      ...(await this.bringRaw(meta)),
      ...(await this.bringQuarantine()),
      await this.bringStore(),
    ];
    disk.syncFolder(this.files);
    const records = new Documents(this.connection).countByType();
    const manifest: BackupManifest = { format: 'ipradar-backup-1', generation: meta.generation, records, files };
    writeManifest(target, manifest);
    this.removeOthers(manifest);
    return manifest;
  }

  /** What an interrupted run has left, its pin too. */
  private removePartials(): void {
    const pin = this.partial(pinName);
    if (existsSync(pin)) this.pins.release(readFileSync(pin, 'utf8'));
    for (const name of readdirSync(this.files)) if (name.endsWith('.partial')) disk.remove(join(this.files, name));
  }

  private async bringSegments(segments: readonly SegmentSummary[]): Promise<BackedUpFile[]> {
    const folder = join(this.options.directory, layout.segments);
    const names = segments.flatMap(({ segment, files }) =>
      segmentFileKinds.map((kind) => ({ name: segmentFileName(segment, kind), stamp: files[kind] })),
    );
    // Second names first: from then on nothing can take the bytes away.
    const isLinked = names.map(({ name }) => tryLink(join(folder, name), this.partial(name)));
    const brought: BackedUpFile[] = [];
    for (const [place, { name, stamp }] of names.entries()) {
      const isHeld = isLinked[place] === true;
      await checkStamp(
        isHeld ? this.partial(name) : join(folder, name),
        join(folder, name),
        stamp,
        this.options.signal,
      );
      brought.push(await this.bring(`${layout.segments}/${name}`, stamp.size, isHeld ? name : undefined));
    }
    return brought;
  }

  private async bringRaw({ rawFile, rawLength }: Meta): Promise<BackedUpFile[]> {
    const brought: BackedUpFile[] = [];
    for (let file = 1; file <= rawFile; file++) {
      const path = `${layout.raw}/${file}.bin`;
      const from = join(this.options.directory, path);
      // The last one grows: only what is committed of it.
      if (file === rawFile) {
        assertRaw(from, rawLength);
        if (rawLength > 0) brought.push(await this.bring(path, rawLength));
        continue;
      }
      assertRaw(from, 0);
      const name = `raw-${file}`;
      const isHeld = tryLink(from, this.partial(name));
      brought.push(await this.bring(path, statSync(from).size, isHeld ? name : undefined));
    }
    return brought;
  }

  private async bringQuarantine(): Promise<BackedUpFile[]> {
    const folder = join(this.options.directory, quarantine);
    const brought: BackedUpFile[] = [];
    for (const name of existsSync(folder) ? readdirSync(folder) : [])
      brought.push(await this.bring(`${quarantine}/${name}`, statSync(join(folder, name)).size));
    return brought;
  }

  /** SQLite's own backup, inside the read transaction: exactly its state. */
  private async bringStore(): Promise<BackedUpFile> {
    const partial = this.partial(layout.database);
    await this.connection.backup(partial, {
      progress: () => {
        this.options.signal?.throwIfAborted();
        return 1000;
      },
    });
    const copy = openDatabase(partial);
    try {
      copy.pragma('journal_mode = DELETE');
      // Nobody has pinned anything in the copy, and segments of a reindex under way are not brought over.
      copy.exec('DELETE FROM retired');
      forgetRebuilt(copy);
    } finally {
      copy.close();
    }
    const descriptor = disk.open(partial);
    try {
      disk.sync(descriptor);
    } finally {
      disk.close(descriptor);
    }
    return await this.bring(layout.database, statSync(partial).size, layout.database);
  }

  private partial(name: string): string {
    return join(this.files, `${name}.partial`);
  }

  /** @param held the bytes lie in the backup already, as this partial file; else they are copied when the backup lacks them */
  private async bring(path: string, size: number, held?: string): Promise<BackedUpFile> {
    const { directory, signal, progress } = this.options;
    const from = held === undefined ? join(directory, path) : this.partial(held);
    const sha256 = await hashFile(from, size, signal);
    if (held !== undefined) keepUnderHash(this.files, `${held}.partial`, sha256);
    else if (!existsSync(join(this.files, sha256))) {
      const copied = await copyFile(from, this.partial('copy'), size, signal);
      if (copied !== sha256) throw new EngineError('unavailable', `\`${from}\` changed while it was copied: try again`);
      keepUnderHash(this.files, 'copy.partial', sha256);
    }
    this.done += size;
    progress?.({ done: this.done, total: Math.max(this.total, this.done) });
    return { path, size, sha256 };
  }

  /** Bytes of earlier backups that this one does not need. */
  private removeOthers({ files }: BackupManifest): void {
    const needed = new Set(files.map(({ sha256 }) => sha256));
    for (const name of readdirSync(this.files)) if (!needed.has(name)) disk.remove(join(this.files, name));
  }

  close(): void {
    if (this.connection.inTransaction) this.connection.exec('COMMIT');
    if (this.pinned !== undefined) this.pins.release(this.pinned);
    this.pins.close();
    this.connection.close();
  }
}
