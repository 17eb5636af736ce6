import { join } from 'node:path';

/** Folder of a package's shards; `hash` is the SHA-256 of the package. */
export const shardFolder = (workFolder: string, hash: string): string => join(workFolder, 'shards', hash);

const numbered = (shard: number): string => String(shard).padStart(5, '0');

/** A shard as it was cut out of the package. */
export const rawShard = (folder: string, shard: number): string => join(folder, `${numbered(shard)}.raw`);

/** The records that were read from it. */
export const readShard = (folder: string, shard: number): string => join(folder, `${numbered(shard)}.read`);
