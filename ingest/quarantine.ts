import { closeSync, createReadStream, fstatSync, fsyncSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Reject } from './format.js';
import { openRawStore, type RawPointer } from './raw-store.js';

/** A line of the quarantine file. */
export interface QuarantineLine extends Reject {
  /** ISO 8601 time at which it was put there. */
  at: string;
  /** Where the rejected bytes are; absent when there were none to keep. */
  raw?: RawPointer;
}

/** Rejected records, kept for whoever mends the reader or asks the office. */
export interface Quarantine {
  add(reject: Reject, raw: Uint8Array | undefined, at: string): void;
  /** Lines in the order in which they were added. */
  list(): AsyncIterable<QuarantineLine>;
  /** Rejected bytes of a line; for a record over the limit, their beginning. */
  read(line: QuarantineLine): Buffer | undefined;
  sync(): void;
  close(): void;
}

/**
 * Opens the quarantine in `folder` (made when absent): `quarantine.jsonl`, one JSON object per line, and the raw bytes beside it.
 * Disk errors are thrown.
 */
export function openQuarantine(folder: string): Quarantine {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'quarantine.jsonl');
  const store = openRawStore(folder, 'rejected');
  const descriptor = openSync(path, 'a+');
  let needsNewLine = !endsWithNewLine(descriptor);

  return {
    add(reject, raw, at) {
      const line: QuarantineLine = { ...reject, at, ...(raw && raw.length > 0 ? { raw: store.append(raw) } : {}) };
      // A line that a crash cut short must not swallow this one.
      writeSync(descriptor, `${needsNewLine ? '\n' : ''}${JSON.stringify(line)}\n`);
      needsNewLine = false;
    },
    async *list() {
      for await (const text of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })) {
        const line = parseLine(text);
        if (line) yield line;
      }
    },
    read: (line) => (line.raw ? store.read(line.raw) : undefined),
    sync() {
      store.sync();
      fsyncSync(descriptor);
    },
    close() {
      store.close();
      closeSync(descriptor);
    },
  };
}

function endsWithNewLine(descriptor: number): boolean {
  const { size } = fstatSync(descriptor);
  if (size === 0) return true;
  const last = Buffer.alloc(1);
  readSync(descriptor, last, 0, 1, size - 1);
  return last[0] === 10;
}

/** Undefined for a line that was cut by a crash. */
function parseLine(text: string): QuarantineLine | undefined {
  try {
    return JSON.parse(text) as QuarantineLine;
  } catch {
    return undefined;
  }
}
