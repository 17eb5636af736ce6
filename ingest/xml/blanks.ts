/** The four characters that XML calls white space. */
export const isBlank = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9;

/** Whether xml[from, to) is white space only. */
export function isBlankRange(xml: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isBlank(xml.charCodeAt(at))) return false;
  return true;
}

/**
 * xml[from, to) with runs of white space made one space; white space at the ends is a space too.
 * Works on the whole text by positions: characters of a slice are twice as slow to reach.
 */
export function collapseRange(xml: string, from: number, to: number): string {
  let out = '';
  let start = from;
  for (let at = from; at < to; at++) {
    const code = xml.charCodeAt(at);
    if (code > 32 || !isBlank(code)) continue;
    if (code === 32 && (at + 1 === to || !isBlank(xml.charCodeAt(at + 1)))) continue;
    out += `${xml.slice(start, at)} `;
    while (at + 1 < to && isBlank(xml.charCodeAt(at + 1))) at++;
    start = at + 1;
  }
  return out + xml.slice(start, to);
}

/** Collapsed text without the space at either end. */
export function trimEnds(collapsed: string): string {
  const starts = collapsed.charCodeAt(0) === 32 ? 1 : 0;
  const ends = collapsed.length > starts && collapsed.charCodeAt(collapsed.length - 1) === 32 ? 1 : 0;
  return starts || ends ? collapsed.slice(starts, collapsed.length - ends) : collapsed;
}
