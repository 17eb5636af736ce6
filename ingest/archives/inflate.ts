import { createInflateRaw, type InflateRaw } from 'node:zlib';
import { ArchiveError, errorCodeOf, messageOf } from './archive-entry.js';
import type { Budget } from './budget.js';

/** Three times the throughput of the default of 16 KiB, which pays a thread hop per chunk. */
const chunkSize = 1024 * 1024;

/** Bytes of one entry so far, for the ratio of its budget: shared when an entry consists of several deflate streams. */
export interface InflateTotals {
  input: number;
  output: number;
}

export interface InflateOptions {
  totals?: InflateTotals;
  onInput?: (bytes: number) => void;
  /** Told at the end what was read behind the deflate data; the input is then left open. */
  onRest?: (rest: Buffer) => void;
}

/**
 * Decompresses raw deflate data (RFC 1951) within the budget. Throws ArchiveError: `truncated-archive` when the input ends early,
 * `damaged-entry` when it is not deflate data, `expands-too-much`. What came before the damage has been yielded.
 */
export async function* inflate(
  input: AsyncIterable<Buffer>,
  budget: Budget,
  { totals = { input: 0, output: 0 }, onInput, onRest }: InflateOptions = {},
): AsyncGenerator<Buffer> {
  const decoder = createInflateRaw({ chunkSize });
  const feeder = new Feeder(input[Symbol.asyncIterator](), decoder, (bytes) => {
    totals.input += bytes;
    onInput?.(bytes);
  });
  try {
    for await (const chunk of decoder as AsyncIterable<Buffer>) {
      totals.output += chunk.length;
      budget.spend(chunk.length, totals.output, totals.input);
      yield chunk;
    }
    if (onRest) onRest(await feeder.stop());
  } catch (error) {
    throw feeder.failure ?? explain(error);
  } finally {
    decoder.destroy();
    await feeder.stop();
    if (!onRest) await feeder.close();
  }
}

/** Moves the input into the decoder at the decoder's pace, and knows what the decoder left over. */
class Feeder {
  /** Error of the input; the decoder's own error is only its echo. */
  failure: unknown;
  private isStopped = false;
  private fed = 0;
  private recent: { start: number; chunk: Buffer }[] = [];
  private readonly work: Promise<void>;

  constructor(
    private readonly input: AsyncIterator<Buffer>,
    private readonly decoder: InflateRaw,
    private readonly onInput: (bytes: number) => void,
  ) {
    this.work = this.feed().catch((error: unknown) => {
      this.failure = error;
      decoder.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  }

  private async feed(): Promise<void> {
    const { decoder } = this;
    while (!this.isStopped && !decoder.destroyed) {
      const next = await this.input.next();
      if (next.done) {
        decoder.end();
        return;
      }
      const chunk = next.value;
      this.recent = this.recent.filter((each) => each.start + each.chunk.length > decoder.bytesWritten);
      this.recent.push({ start: this.fed, chunk });
      this.fed += chunk.length;
      this.onInput(chunk.length);
      if (this.isStopped || decoder.destroyed) return;
      if (!decoder.write(chunk) && !decoder.destroyed) await this.waitForRoom();
    }
  }

  /** Until the decoder takes more, or is closed. Both listeners go: a large entry waits some thousand times. */
  private waitForRoom(): Promise<void> {
    const { decoder } = this;
    return new Promise((resolve) => {
      const go = () => {
        decoder.off('drain', go).off('close', go);
        resolve();
      };
      decoder.on('drain', go).on('close', go);
    });
  }

  /** Ends the feeding; answers what was read and not consumed. */
  async stop(): Promise<Buffer> {
    this.isStopped = true;
    await this.work;
    const consumed = this.decoder.bytesWritten;
    return Buffer.concat(this.recent.map(({ start, chunk }) => chunk.subarray(Math.max(0, consumed - start))));
  }

  async close(): Promise<void> {
    await this.input.return?.();
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
