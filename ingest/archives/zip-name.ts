/** Text of an entry name without a declared encoding. */
export function decodeName(raw: Buffer): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(raw).replaceAll('\\', '/');
    } catch {
      continue;
    }
  }
  return raw.toString('latin1');
}
