import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { EngineError } from '../../engine.js';
import { disk } from '../disk.js';
import { writeWholeFile } from './stored-file.js';

/**
 * `backup.json`, what a backup folder holds:
 *
 *   files/<SHA-256>   the bytes of each file, under their own hash, so that a further backup into the folder adds what is new only
 *   backup.json       which file of the data folder has which bytes; put last, so without it there is no backup yet
 */
const manifestSchema = z.object({
  format: z.literal('ipradar-backup-1'),
  /** Committed state of the data folder that it is a copy of. */
  generation: z.number(),
  /** Living records by type. */
  records: z.record(z.string(), z.number()),
  files: z.array(
    z.object({
      /** In the data folder, with `/`. */
      path: z.string().regex(/^[\w-]+(\/[\w-][\w.-]*)?(\.[\w.-]+)?$/),
      size: z.number(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});
export type BackupManifest = z.infer<typeof manifestSchema>;
export type BackedUpFile = BackupManifest['files'][number];

export const backupLayout = { manifest: 'backup.json', files: 'files' } as const;

/** Undefined when the folder has no finished backup. @throws EngineError `damaged` */
export function readManifest(folder: string): BackupManifest | undefined {
  const path = join(folder, backupLayout.manifest);
  if (!existsSync(path)) return undefined;
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new EngineError(
      'damaged',
      `\`${path}\` is no list of a backup that this ipradar reads: make another with \`ipradar backup\``,
      { cause: error },
    );
  }
}

/** Puts a new list in the place of the old one, at once or not at all. */
export function writeManifest(folder: string, manifest: BackupManifest): void {
  const path = join(folder, backupLayout.manifest);
  const partial = `${path}.partial`;
  disk.remove(partial);
  writeWholeFile(partial, Buffer.from(JSON.stringify(manifest)));
  disk.rename(partial, path);
  disk.syncFolder(folder);
}
