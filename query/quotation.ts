/** A quotation or word as a literal value, with whether an unescaped `*` truncates it. */
export interface LiteralValue {
  text: string;
  isTruncated: boolean;
}

/** Value of a field that holds whole values: escapes resolved, `*` at the end taken off. */
export function readLiteral(raw: string, isQuoted: boolean): LiteralValue {
  const isTruncated = raw.endsWith('*') && !(isQuoted && isEscaped(raw, raw.length - 1));
  const text = isTruncated ? raw.slice(0, -1) : raw;
  return { text: isQuoted ? text.replace(/\\(.)/gsu, '$1') : text, isTruncated };
}

/** A quotation as text to analyse: escaped characters are plain punctuation, whatever they are otherwise. Same length. */
export function readPhrase(raw: string): string {
  return raw.replace(/\\(?:[^\p{L}\p{N}]|$)/gu, (escaped) => ' '.repeat(escaped.length));
}

/** Whether the character at `index` follows an odd number of backslashes. */
function isEscaped(raw: string, index: number): boolean {
  let first = index;
  while (raw[first - 1] === '\\') first--;
  return (index - first) % 2 === 1;
}
