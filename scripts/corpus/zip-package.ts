import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

export interface PackageEntry {
  name: string;
  text: string;
}

/**
 * Writes a zip whose bytes depend on its entries alone. The DOS timestamp holds local wall-clock time and nothing else is stored, so a
 * local date gives the same bytes in every time zone.
 */
export async function writeZip(
  file: string,
  entries: readonly PackageEntry[],
  date: { year: number; month: number; day: number },
): Promise<void> {
  const zip = new ZipFile();
  const mtime = new Date(date.year, date.month - 1, date.day, 12, 0, 0);
  for (const { name, text } of entries)
    zip.addBuffer(Buffer.from(text, 'utf8'), name, {
      mtime,
      mode: 0o100644,
      forceDosTimestamp: true,
      compressionLevel: 5,
    });
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
}
