import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IngestLimits } from '../limits.js';
import { ArchiveError, problemOf, type ArchiveItem } from './archive-entry.js';
import { Budget } from './budget.js';
import { gunzip } from './gzip.js';
import { sniffArchive, sniffLength } from './magic.js';
import { Peekable } from './peekable.js';
import { readTar } from './tar.js';
import { readZip } from './zip.js';

const readSize = 1024 * 1024;

/**
 * Opens a package by what it is: zip, gzip, tar, tar.gz, archives inside archives, or a plain file (one entry with an empty path).
 * Yields entries and problems in order; a problem ends its own entry only. `onInput` is told the compressed bytes as they are read.
 */
export async function* readArchive(
  file: string,
  limits: IngestLimits,
  onInput: (bytes: number) => void = () => undefined,
): AsyncGenerator<ArchiveItem> {
  const budget = new Budget(limits);
  if ((await headOf(file)) === 'zip') {
    yield* expandEach(readZip(file, budget, onInput), '', 1, budget, limits);
    return;
  }
  const stream = createReadStream(file, { highWaterMark: readSize }) as AsyncIterable<Buffer>;
  yield* expand(countInput(stream, onInput), '', 0, budget, limits);
}

async function headOf(file: string) {
  const handle = await open(file, 'r');
  try {
    const head = Buffer.alloc(sniffLength);
    const { bytesRead } = await handle.read(head, 0, sniffLength, 0);
    return sniffArchive(head.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

async function* countInput(stream: AsyncIterable<Buffer>, onInput: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    onInput(chunk.length);
    yield chunk;
  }
}

/** A stream that may be an archive itself. */
async function* expand(
  stream: AsyncIterable<Buffer>,
  path: string,
  depth: number,
  budget: Budget,
  limits: IngestLimits,
  size?: number,
): AsyncGenerator<ArchiveItem> {
  const peekable = Peekable.over(stream);
  try {
    const kind = sniffArchive(await peekable.peek(sniffLength));
    if (kind === 'plain') {
      yield { kind: 'entry', path, ...(size === undefined ? {} : { size }), stream: peekable };
    } else if (depth >= limits.maximumNesting) {
      yield problemOf(
        path,
        new ArchiveError('nested-too-deep', `more than ${limits.maximumNesting} archives inside each other`),
      );
    } else if (kind === 'gzip') {
      yield* expand(gunzip(peekable, budget), path, depth + 1, budget, limits);
    } else if (kind === 'tar') {
      yield* expandEach(readTar(peekable), path, depth + 1, budget, limits);
    } else {
      yield* expandNestedZip(peekable, path, depth + 1, budget, limits);
    }
  } finally {
    await peekable.close();
  }
}

async function* expandEach(
  items: AsyncIterable<ArchiveItem>,
  path: string,
  depth: number,
  budget: Budget,
  limits: IngestLimits,
): AsyncGenerator<ArchiveItem> {
  let isEmpty = true;
  for await (const item of items) {
    isEmpty = false;
    const inner = path === '' ? item.path : item.path === '' ? path : `${path}!/${item.path}`;
    if (item.kind === 'entry') yield* expand(item.stream, inner, depth, budget, limits, item.size);
    else yield { ...item, path: inner };
  }
  if (isEmpty) yield { kind: 'empty-archive', path };
}

/** A zip needs random access: one inside another archive goes through a temporary file. */
async function* expandNestedZip(
  stream: AsyncIterable<Buffer>,
  path: string,
  depth: number,
  budget: Budget,
  limits: IngestLimits,
): AsyncGenerator<ArchiveItem> {
  const folder = await mkdtemp(join(tmpdir(), 'ipradar-zip-'));
  const file = join(folder, 'nested.zip');
  try {
    const problem = await copyTo(file, stream, path);
    yield* expandEach(
      readZip(file, budget, () => undefined),
      path,
      depth,
      budget,
      limits,
    );
    if (problem) yield problem;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function copyTo(file: string, stream: AsyncIterable<Buffer>, path: string) {
  const handle = await open(file, 'w');
  try {
    for await (const chunk of stream) await handle.write(chunk);
  } catch (error) {
    if (error instanceof ArchiveError) return problemOf(path, error);
    throw error;
  } finally {
    await handle.close();
  }
  return undefined;
}
