import { readArchive } from '../../ingest/archives/read-archive.js';
import type { Format } from '../../ingest/format.js';
import type { IngestLimits } from '../../ingest/limits.js';
import { archiveReject, readPieces } from '../../ingest/read-entry.js';
import type { RecordPiece } from '../../ingest/splitting/piece.js';
import { FrameWriter } from './frames.js';
import { rawShard } from './shard-files.js';
import type { RawHeader, Surroundings, Told } from './shard-frames.js';

export interface Cutting {
  path: string;
  /** Name in the sources of records. */
  packageName: string;
  folder: string;
  formats: readonly Format[];
  limits: IngestLimits;
  /** Unpacked bytes from which on a shard is full. */
  shardBytes: number;
  signal: AbortSignal;
  onProgress: (bytesDone: number) => void;
}

interface CutRecord {
  kind: 'cut';
  piece: RecordPiece;
  surroundings: Surroundings;
}

/**
 * Cuts a package into shards of whole records, in order, without reading them. What is no record (damage, entries without a reader) keeps its place among
 * them. @returns how many shards there are, one at least
 */
export async function cutPackage({ path, packageName, folder, signal, ...options }: Cutting): Promise<number> {
  const { formats, limits, shardBytes, onProgress } = options;
  let shards = 0;
  let writer: FrameWriter<RawHeader> | undefined;
  let around = '';
  let bytesDone = 0;
  const put = async (header: RawHeader, bytes?: Uint8Array): Promise<void> => {
    if (writer && writer.written >= shardBytes && header.kind !== 'record') await close();
    if (!writer) {
      writer = await FrameWriter.create<RawHeader>(rawShard(folder, shards++));
      around = '';
    }
    await writer.add({ header, ...(bytes ? { bytes } : {}) });
  };
  const close = async (): Promise<void> => {
    await writer?.finish();
    writer = undefined;
  };
  const tell = (entry: string, told: Told, bytes?: Uint8Array) => put({ kind: 'told', entry, told }, bytes);
  try {
    for await (const item of readArchive(path, limits, (bytes) => onProgress((bytesDone += bytes)))) {
      signal.throwIfAborted();
      if (item.kind === 'empty-archive')
        await tell(item.path, { kind: 'unsupported', looksLike: 'an archive without files' });
      else if (item.kind === 'problem')
        await tell(item.path, { kind: 'reject', reject: archiveReject(item.error, packageName, item.path) });
      else
        for await (const found of readPieces(item, packageName, formats, limits, cutRecord)) {
          signal.throwIfAborted();
          if (found.kind === 'cut') {
            if (writer && writer.written >= shardBytes) await close();
            const now = JSON.stringify(found.surroundings);
            if (now !== around || !writer) {
              await put({ kind: 'surroundings', surroundings: found.surroundings });
              around = now;
            }
            await put({ kind: 'record', offset: found.piece.offset }, found.piece.bytes);
          } else if (found.kind === 'reject')
            await tell(item.path, { kind: 'reject', reject: found.reject, format: found.format?.name }, found.bytes);
          else if (found.kind === 'unsupported')
            await tell(item.path, { kind: 'unsupported', looksLike: found.looksLike });
        }
    }
    if (shards === 0) writer = await FrameWriter.create<RawHeader>(rawShard(folder, shards++));
    await close();
    return shards;
  } catch (error) {
    await writer?.abandon();
    throw error;
  }
}

function cutRecord(
  piece: RecordPiece,
  entry: string,
  _packageName: string,
  { encoding }: { encoding: Surroundings['encoding'] },
  format: Format,
): CutRecord {
  const { rootAttributes, prolog } = piece;
  return { kind: 'cut', piece, surroundings: { entry, format: format.name, encoding, rootAttributes, prolog } };
}
