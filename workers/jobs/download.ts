import { createHash } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import { hashFile } from '../../ingest/ledger.js';
import { Refused } from '../queue.js';

export interface Download {
  url: string;
  path: string;
  size: number;
  sha256: string;
}

export interface DownloadRun {
  signal: AbortSignal;
  /** Bytes that are there. */
  onProgress: (bytes: number) => void;
}

/**
 * Fetches a file over HTTP(S), going on where an earlier try ended, and puts it under its path once size and checksum are right.
 * @returns how many bytes were there before
 * @throws Refused when all of it is there and is not what it should be; Error when it broke off, to be tried again
 */
export async function download(file: Download, { signal, onProgress }: DownloadRun): Promise<number> {
  const partial = `${file.path}.part`;
  const before = await sizeOf(partial);
  const start = before < file.size ? before : 0;
  const response = await fetch(file.url, {
    signal,
    headers:
      start > 0 ? { range: `bytes=${start}-`, 'accept-encoding': 'identity' } : { 'accept-encoding': 'identity' },
  });
  if (response.status === 416) await rm(partial, { force: true });
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    const message = `${file.url} answered ${response.status}`;
    throw isLasting(response.status) ? new Refused(message) : new Error(message);
  }
  const resumedFrom = response.status === 206 && beginsAt(response) === start ? start : 0;
  if (response.status === 206 && resumedFrom !== start)
    throw new Error(`${file.url} sent another range than was asked for`);
  await write(response.body, partial, resumedFrom, file.size, onProgress);
  const { size } = await stat(partial);
  if (size < file.size) throw new Error(`${file.url} broke off after ${size} of ${file.size} bytes`);
  const found = await hashFile(partial);
  if (found !== file.sha256) {
    await rm(partial, { force: true });
    throw new Refused(`${file.url} has the checksum ${found} instead of ${file.sha256}: when it is replaced, retry`);
  }
  await rename(partial, file.path);
  return resumedFrom;
}

/** What asking again will not change; too many requests and a busy server will pass. */
const isLasting = (status: number): boolean => status >= 400 && status < 500 && ![408, 416, 425, 429].includes(status);

const sizeOf = async (path: string): Promise<number> => (await stat(path).catch(() => undefined))?.size ?? 0;

const beginsAt = (response: Response): number =>
  Number(/^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1] ?? -1);

async function write(
  body: AsyncIterable<Uint8Array>,
  path: string,
  start: number,
  size: number,
  onProgress: (bytes: number) => void,
): Promise<void> {
  const file = await open(path, start > 0 ? 'r+' : 'w');
  let at = start;
  try {
    for await (const chunk of body) {
      at += chunk.length;
      if (at > size) throw new Refused(`it is longer than the ${size} bytes that its listing says`);
      await file.write(chunk, 0, chunk.length, at - chunk.length);
      onProgress(at);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Name of the folder of a fetched package: two of one name and different bytes lie apart. */
export const folderOfUrl = (url: string): string => createHash('sha256').update(url).digest('hex').slice(0, 16);
