import { parseApplicationNumber } from './application-number.js';
import { foldNumber, trimZeros, unifyNumber } from './numbers/number-form.js';
import type { NumberRole } from './numbers/number-form.js';
import { officeNumbers } from './numbers/offices.js';

export type { NumberRole } from './numbers/number-form.js';
export { parseDocumentId } from './numbers/typed-number.js';
export type { DocumentIdCandidate } from './numbers/candidate.js';

/**
 * Number of a publication, patent or registration in the one spelling that ids use: US `09876543` -> `9876543`, `D0435854` -> `D435854`,
 * `2005/0004437` -> `20050004437`; EP seven digits; WO year and six digits; EM nine digits; others letters and digits without leading zeros.
 * Application numbers are read by `parseApplicationNumber`. Total: never throws.
 */
export function canonicalNumber(office: string, printed: string, kind?: string): string {
  // Search reports print office and level of publication before the number: `US-A- 5 948 634`.
  const text = unifyNumber(printed).replace(/^[A-Z]{2}-[A-HSTUY]\d?-\s*(?=\d)/, '');
  return officeNumbers(office.toUpperCase()).publication(text, kind?.toUpperCase());
}

const kindPattern = /^(?:[A-Z]\d?|TM|GI|LD)$/;

/**
 * Canonical record id `US-9876543-B2`. Kind `TM`, `GI`, `LD` for trademarks, geographical indications and layout designs. Whatever is not a letter, a digit
 * or a point becomes `-`. Where a number without kind ends in something like one, a closing `-` says so: `parseRecordId` is the exact inverse.
 */
export function buildRecordId(office: string, number: string, kind?: string): string {
  const body = unifyNumber(number)
    .replace(/[^\p{L}\p{N}.]+/gu, '-')
    .replace(/^-|-$/g, '');
  const start = `${office.toUpperCase()}-${body}`;
  if (kind !== undefined && kind !== '') return `${start}-${kind.toUpperCase()}`;
  return kindPattern.test(body.slice(body.lastIndexOf('-') + 1)) && body.includes('-') ? `${start}-` : start;
}

/** Parts of a record id, or undefined when it is not one. */
export function parseRecordId(id: string): { office: string; number: string; kind?: string } | undefined {
  const match = /^([A-Z]{2})-(.+)$/u.exec(id);
  if (!match) return undefined;
  const [, office = '', rest = ''] = match;
  if (!/^[\p{L}\p{N}.-]+$/u.test(rest) || rest !== rest.normalize('NFKC').toUpperCase()) return undefined;
  if (rest.endsWith('-')) return rest.length > 1 ? { office, number: rest.slice(0, -1) } : undefined;
  const at = rest.lastIndexOf('-');
  const kind = rest.slice(at + 1);
  if (at > 0 && kindPattern.test(kind)) return { office, number: rest.slice(0, at), kind };
  return { office, number: rest };
}

/** A reference as records carry it (document-reference.ts), as far as its keys go. */
export interface NumberedReference {
  office: string;
  number: string;
  kind?: string;
  original?: string;
  forms?: Record<string, string>;
}

/**
 * Every key under which one reference is found: folded to letters and digits, with and without office and kind (`US9876543B2`, `US9876543`, `9876543B2`,
 * `9876543`), in the canonical and in every spelling that the file carries. Without a role both readings of the number are filed.
 */
export function numberKeys(reference: NumberedReference, role?: NumberRole): string[] {
  const office = reference.office.toUpperCase();
  const kind = foldKind(reference.kind);
  const keys = new Set<string>();
  const spelled = (digits: string): void => {
    keys.add(`${office}${digits}`).add(digits);
    if (kind !== undefined) keys.add(`${office}${digits}${kind}`).add(`${digits}${kind}`);
  };
  // The canonical number, the printed one and its forms are one spelling as a rule.
  const added: string[] = [];
  const add = (number: string): void => {
    const folded = foldNumber(number);
    if (folded === '' || added.includes(folded)) return;
    added.push(folded);
    spelled(folded);
    if (folded.startsWith('0') && /^\d+$/.test(folded)) spelled(trimZeros(folded));
  };
  if (role !== 'application' && role !== 'priority') add(canonicalNumber(office, reference.number, kind));
  if (role !== 'publication' && role !== 'registration') {
    const parsed = parseApplicationNumber(office, reference.number);
    add(parsed.number);
    for (const form of Object.values(parsed.forms)) keys.add(foldNumber(form));
    for (const key of internationalKeys(office, parsed.number, reference.number, kind)) keys.add(key);
  }
  for (const spelling of [reference.number, reference.original, ...Object.values(reference.forms ?? {})]) {
    const folded = spelling === undefined ? '' : foldNumber(spelling);
    if (folded === '') continue;
    // `EUGI...` begins like its office and is not said to belong to it.
    if (folded.startsWith(office) && folded.length > office.length)
      keys.add(folded).add(folded.slice(office.length)).add(`${office}${folded}`);
    else add(folded);
  }
  return [...keys];
}

/** Kind code as a key; JP files print words before it: `公開特許公報(A)`. */
function foldKind(kind: string | undefined): string | undefined {
  if (kind === undefined) return undefined;
  const text = unifyNumber(kind);
  return foldNumber(/\(([A-Z]\d?)\)$/.exec(text)?.[1] ?? text) || undefined;
}

function internationalKeys(office: string, parsed: string, printed: string, kind: string | undefined): string[] {
  const pct = internationalNumber(office, parsed, printed, kind);
  return pct === undefined ? [] : [`PCT${pct}`, `WO${pct}`, `${pct}W`, pct];
}

/**
 * Number of an international application, which stands under its receiving office (DOCDB, kind W), under WO, or as PCT number: `EP2014065432`; undefined for
 * a national one.
 * @param parsed the canonical number that `parseApplicationNumber` makes of the printed one
 */
export function internationalNumber(
  office: string,
  parsed: string,
  printed: string,
  kind: string | undefined,
): string | undefined {
  const isReceiving = office !== 'WO' && (kind === 'W' || office === 'IB');
  const pct = isReceiving
    ? parseApplicationNumber('WO', `${office}${foldNumber(printed).replace(/^(?:PCT)?[A-Z]{2}/, '')}`).number
    : parsed;
  return /^[A-Z]{2}\d{10}$/.test(pct) ? pct : undefined;
}
