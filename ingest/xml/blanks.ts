import type { CodeUnits } from './code-units.js';

/** The four characters that XML calls white space. */
export const isBlank = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9;

/** Whether [from, to) is white space only. */
export function isBlankRange({ units }: CodeUnits, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isBlank(units[at] as number)) return false;
  return true;
}

/** [from, to) with runs of white space made one space; white space at the ends is a space too. */
export function collapseRange({ text, units }: CodeUnits, from: number, to: number): string {
  let out = '';
  let start = from;
  for (let at = from; at < to; at++) {
    const code = units[at] as number;
    if (code > 32 || !isBlank(code)) continue;
    if (code === 32 && (at + 1 === to || !isBlank(units[at + 1] as number))) continue;
    out += `${text.slice(start, at)} `;
    while (at + 1 < to && isBlank(units[at + 1] as number)) at++;
    start = at + 1;
  }
  return out === '' ? text.slice(start, to) : out + text.slice(start, to);
}

/** Collapsed text without the space at either end. */
export function trimEnds(collapsed: string): string {
  const starts = collapsed.charCodeAt(0) === 32 ? 1 : 0;
  const ends = collapsed.length > starts && collapsed.charCodeAt(collapsed.length - 1) === 32 ? 1 : 0;
  return starts || ends ? collapsed.slice(starts, collapsed.length - ends) : collapsed;
}
