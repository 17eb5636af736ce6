import { Readable } from 'node:stream';
import { createGunzip, createInflateRaw } from 'node:zlib';
import { ArchiveError, errorCodeOf, messageOf } from './archive-entry.js';
import type { Budget } from './budget.js';

/** Three times the throughput of the default of 16 KiB, which pays a thread hop per chunk. */
const chunkSize = 1024 * 1024;

/**
 * Decompresses a stream within the budget. Throws ArchiveError: `truncated-archive` when the input ends early,
 * `damaged-entry` when it is not deflate data, `expands-too-much`. What came before the damage has been yielded.
 */
export async function* inflate(
  input: AsyncIterable<Buffer>,
  method: 'deflate' | 'gzip',
  budget: Budget,
  onInput?: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const decoder = method === 'gzip' ? createGunzip({ chunkSize }) : createInflateRaw({ chunkSize });
  let read = 0;
  let failure: unknown;
  const source = Readable.from(
    (async function* () {
      for await (const chunk of input) {
        read += chunk.length;
        onInput?.(chunk.length);
        yield chunk;
      }
    })(),
    { objectMode: true, highWaterMark: 2 },
  );
  source.on('error', (error) => {
    failure = error;
    decoder.destroy(error);
  });
  source.pipe(decoder);
  let output = 0;
  try {
    for await (const chunk of decoder as AsyncIterable<Buffer>) {
      output += chunk.length;
      budget.spend(chunk.length, output, read);
      yield chunk;
    }
  } catch (error) {
    throw failure ?? explain(error);
  } finally {
    source.destroy();
    decoder.destroy();
  }
}

function explain(error: unknown): unknown {
  if (error instanceof ArchiveError) return error;
  const code = errorCodeOf(error);
  if (code === 'Z_BUF_ERROR')
    return new ArchiveError('truncated-archive', 'the compressed data ends before its end mark');
  // Anything but zlib's own complaint is an error of the machine.
  return code.startsWith('Z_') ? new ArchiveError('damaged-entry', messageOf(error)) : error;
}
