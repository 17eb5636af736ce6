/** A quotation or word as a literal value, with whether an unescaped `*` truncates it. */
export interface LiteralValue {
  text: string;
  isTruncated: boolean;
}

/** Value of a field that holds whole values: escapes resolved, `*` at the end taken off. */
export function readLiteral(raw: string, isQuoted: boolean): LiteralValue {
  if (!isQuoted)
    return raw.endsWith('*') ? { text: raw.slice(0, -1), isTruncated: true } : { text: raw, isTruncated: false };
  const isTruncated = /(?:^|[^\\])(?:\\\\)*\*$/.test(raw);
  return { text: (isTruncated ? raw.slice(0, -1) : raw).replace(/\\(.)/gsu, '$1'), isTruncated };
}

/** A quotation as text to analyse: escaped characters are plain punctuation, whatever they are otherwise. Same length. */
export function readPhrase(raw: string): string {
  return raw.replace(/\\(?:[^\p{L}\p{N}]|$)/gu, (escaped) => ' '.repeat(escaped.length));
}
