import { setImmediate } from 'node:timers/promises';
import type { Format } from '../../ingest/format.js';
import { type Outcome, readRecord } from '../../ingest/read-entry.js';
import { Refused } from '../queue.js';
import { FrameWriter, readFrames } from './frames.js';
import type { RawHeader, ReadHeader, Surroundings } from './shard-frames.js';

export interface ShardReading {
  from: string;
  to: string;
  packageName: string;
  formats: readonly Format[];
  signal: AbortSignal;
}

/** Records between two looks at the signal and turns for others. */
const stride = 64;

/** Parses the raw records of a shard into a shard of records. @returns how many raw records it had */
export async function parseShard({ from, to, packageName, formats, signal }: ShardReading): Promise<number> {
  const writer = await FrameWriter.create<ReadHeader>(to);
  let around: Surroundings | undefined;
  let count = 0;
  try {
    for await (const { header, bytes } of readFrames<RawHeader>(from)) {
      if (header.kind === 'surroundings') {
        around = header.surroundings;
        continue;
      }
      if (header.kind === 'told') {
        await writer.add({ header, ...(bytes ? { bytes } : {}) });
        continue;
      }
      if (!around || !bytes) throw new Refused(`\`${from}\` is no shard: a record without its surroundings`);
      const { entry, rootAttributes, prolog, encoding } = around;
      const format = formatNamed(formats, around.format);
      const piece = {
        kind: 'record',
        offset: header.offset,
        bytes: Buffer.from(bytes),
        rootAttributes,
        prolog,
      } as const;
      await writer.add(frameOf(readRecord(piece, entry, packageName, { encoding }, format), entry));
      if (++count % stride === 0) {
        await setImmediate();
        signal.throwIfAborted();
      }
    }
    await writer.finish();
    return count;
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

/** @throws Refused when this program has no such reader */
export function formatNamed(formats: readonly Format[], name: string): Format {
  const format = formats.find((each) => each.name === name);
  if (!format) throw new Refused(`this worker has no reader for \`${name}\``);
  return format;
}

function frameOf(outcome: Outcome, entry: string): { header: ReadHeader; bytes?: Uint8Array } {
  if (outcome.kind === 'unsupported') return { header: { kind: 'told', entry, told: outcome } };
  const bytes = outcome.bytes ? { bytes: outcome.bytes } : {};
  if (outcome.kind === 'reject') {
    const { reject, format } = outcome;
    return { header: { kind: 'told', entry, told: { kind: 'reject', reject, format: format?.name } }, ...bytes };
  }
  const { records, deletions, unlisted, unknownEntities } = outcome.parsed;
  return {
    header: {
      kind: 'parsed',
      entry,
      format: outcome.format.name,
      records,
      ...(deletions ? { deletions } : {}),
      unlisted: [...unlisted],
      unknownEntities: [...unknownEntities],
    },
    ...bytes,
  };
}
