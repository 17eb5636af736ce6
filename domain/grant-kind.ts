import type { IsoDate } from './text.js';

/** Kinds (ST.16) of the publications that announce a right in force, by office. */
const grantKinds: Record<string, RegExp> = {
  CN: /^[BCUYSD]/,
  US: /^(B|E|H|P[23]?$|S|C)/,
  EP: /^B/,
  JP: /^(B|C|Y|S)/,
  KR: /^(B|C|Y|S)/,
};

/** Whether a publication of this kind announces a right in force (ST.16 as the office uses it; US kind `A` before 2001). */
export function isGrantKind(office: string, kind: string | undefined, date?: IsoDate): boolean {
  if (kind === undefined) return false;
  if (office === 'US' && kind === 'A') return date === undefined || date < '2001-03-15';
  if (office === 'DE' && kind.startsWith('U')) return true;
  return (grantKinds[office] ?? /^(B|C)/).test(kind);
}
