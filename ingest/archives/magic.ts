export type ArchiveKind = 'zip' | 'gzip' | 'tar' | 'plain';

/** Bytes that `sniffArchive` wants to see. */
export const sniffLength = 512;

/** What a file is by its first bytes; its name is not asked. */
export function sniffArchive(head: Buffer): ArchiveKind {
  if (head.length >= 4 && head[0] === 0x50 && head[1] === 0x4b) {
    const mark = head.readUInt16LE(2);
    // Local header, empty archive, spanned marker.
    if (mark === 0x0403 || mark === 0x0605 || mark === 0x0807) return 'zip';
  }
  if (head.length >= 3 && head[0] === 0x1f && head[1] === 0x8b && head[2] === 8) return 'gzip';
  if (head.length >= 512 && isTarHeader(head)) return 'tar';
  return 'plain';
}

/** The header's own checksum: eight bytes in octal at 148, summed as blanks. Old tars have no `ustar` mark. */
function isTarHeader(head: Buffer): boolean {
  const written = parseInt(head.toString('latin1', 148, 156).replace(/\0.*$/s, '').trim(), 8);
  if (!Number.isInteger(written) || written === 0) return false;
  let sum = 8 * 0x20;
  for (let i = 0; i < 512; i++) if (i < 148 || i >= 156) sum += head[i] as number;
  return sum === written;
}

const signatures: readonly (readonly [string, string])[] = [
  ['25504446', 'PDF document'],
  ['49492a00', 'TIFF image'],
  ['4d4d002a', 'TIFF image'],
  ['ffd8ff', 'JPEG image'],
  ['89504e47', 'PNG image'],
  ['47494638', 'GIF image'],
  ['424d', 'BMP image'],
  ['377abcaf271c', '7-Zip archive'],
  ['425a68', 'bzip2 data'],
  ['fd377a585a00', 'XZ data'],
  ['28b52ffd', 'Zstandard data'],
  ['52617221', 'RAR archive'],
  ['d0cf11e0', 'Microsoft Office document'],
];

/** Name of a well-known binary kind, or undefined. */
export function nameOfBinary(head: Buffer): string | undefined {
  const hex = head.subarray(0, 8).toString('hex');
  return signatures.find(([signature]) => hex.startsWith(signature))?.[1];
}
