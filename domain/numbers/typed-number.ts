import { readGiNumber } from './eu.js';
import { isJapaneseNumber } from './jp.js';
import type { NumberRole, Reading } from './number-form.js';
import { foldNumber, unifyNumber } from './number-form.js';
import { officeNumbers } from './offices.js';
import { isOfficeCode } from '../place.js';
import { trimZeros } from './number-form.js';

/** One thing that a typed text may be the number of. */
export interface DocumentIdCandidate {
  /** Absent when the text says nothing about the office. */
  office?: string;
  number: string;
  kind?: string;
  role: NumberRole;
  /** Keys to look up: any of them finds the record (`numberKeys`). */
  keys: string[];
  reason: string;
  isCertain: boolean;
}

/** Longer texts are never one number. */
const longest = 64;
const kindAtEnd = /^(.*\d(?:\.[\dX])?)[\s._/-]*([A-WYZ]\d?|TM|GI|LD)$/;
const bareOffices = ['US', 'CN', 'EP', 'JP', 'KR', 'WO', 'DE'];

function toCandidate(reading: Reading): DocumentIdCandidate {
  const { office, number, kind, role, reason, isCertain, moreKeys = [] } = reading;
  const folded = foldNumber(number);
  const keys = [`${office}${folded}${kind ?? ''}`];
  // Offices do not print kinds on application numbers, nor on marks and indications: records hold them without.
  if (kind !== undefined && (role !== 'publication' || /^(TM|GI|LD)$/.test(kind))) keys.push(`${office}${folded}`);
  return {
    office,
    number,
    ...(kind === undefined ? {} : { kind }),
    role,
    keys: [...keys, ...moreKeys],
    reason,
    isCertain,
  };
}

/** Words that people put around a number, with the office that they imply. */
const words: [RegExp, string][] = [
  [
    /^(?:中国|中國)?(?:专利号|專利號|专利申请号|申请号|申請號|公开号|公布号|公告号|授权公告号|申请公布号|公开\(公告\)号|登记号|注册号)[:\s]*/,
    '',
  ],
  [/^ZL[\s:.]*(?=[\d(])/, 'CN'],
  [/^(?:EU\s?TRADE\s?MARK|EUTM|CTM|EUIPO)[\s:#]*(?:NO\.?|NUMBER)?\s*(?=\d)/, 'EM'],
  [/^(?:RCD|REUD|COMMUNITY DESIGN)[\s:#]*(?:NO\.?)?\s*(?=\d)/, 'EM'],
  [/^(?:U\.\s?S\.|USA|UNITED STATES)\s*(?:PATENT|PAT\.?)?\s*(?:NO\.?)?\s*(?=[\dDPRHT])/, 'US'],
  [
    /^(?:PATENT|PAT\.|PUBLICATION|PUB\.|APPLICATION|APPL\.?|APP\.|SERIAL|SER\.|REGISTRATION|REG\.|REFERENCE)\s*(?:NUMBER|NO\.?|#)[\s:]*(?=[A-Z\d])/,
    '',
  ],
  [/^NO\.\s*(?=\d)/, ''],
];

/**
 * What a typed text may be the number of, best first; `[]` when it is no number at all (`battery`, `H01M10/0525`, `2020`). Spaces, commas, slashes, full-width
 * digits, dashes and glued or separate kind codes do not matter. `isCertain` is claimed only where office and form leave no doubt, or a check digit
 * proves it. Total: never throws.
 */
export function parseDocumentId(typed: string): DocumentIdCandidate[] {
  if (typed.length > longest * 2) return [];
  let text = unifyNumber(typed).replace(/^["'“”‘’「」『』《》\s]+|["'“”‘’「」『』《》\s.;,]+$/g, '');
  if (text.length > longest || !/\d/.test(text)) return [];
  let office: string | undefined;
  for (let changed = true; changed;) {
    changed = false;
    for (const [pattern, implied] of words) {
      const rest = text.replace(pattern, '');
      if (rest === text) continue;
      [text, changed] = [rest, true];
      if (implied !== '') office = implied;
    }
  }
  const found = readText(text, office);
  const unique = new Map<string, DocumentIdCandidate>();
  for (const candidate of found) {
    const key = `${candidate.role}|${candidate.keys.join('|')}`;
    if (!unique.has(key)) unique.set(key, candidate);
  }
  return [...unique.values()];
}

function readText(text: string, implied?: string): DocumentIdCandidate[] {
  const gi = readGiNumber(text.replace(/-GI$/, ''));
  if (gi !== undefined) return officeNumbers('EU').read(gi).map(toCandidate);
  if (/^(?:WO)?[\s-]?PCT[\s/A-Z]/.test(text))
    return officeNumbers('WO')
      .read(text.replace(/^WO[\s-]?/, ''))
      .map(toCandidate);
  if (isJapaneseNumber(text)) return readOffice('JP', text);
  if (implied !== undefined) return readOffice(implied, text.replace(new RegExp(`^${implied}[\\s-]*`), ''));
  const prefixed = /^([A-Z]{2})[\s\-:/.]*(?=[\dA-Z(])(.*)$/.exec(text);
  const [, office = '', rest = ''] = prefixed ?? [];
  if (prefixed && isOfficeCode(office) && /\d/.test(rest)) {
    const candidates = readOffice(office, rest);
    if (candidates.length > 0) return candidates;
  }
  return readBare(text);
}

/** `EP2021065432W`: DOCDB's way to name an international application under its receiving office. */
function readInternational(office: string, body: string): DocumentIdCandidate[] {
  return officeNumbers('WO')
    .read(`${office}${foldNumber(body)}`)
    .map(toCandidate);
}

function readOffice(office: string, text: string): DocumentIdCandidate[] {
  const split = kindAtEnd.exec(text);
  const rules = officeNumbers(office);
  if (split) {
    const [, body = '', kind = ''] = split;
    if (kind === 'W') {
      const international = readInternational(office, body);
      if (international.length > 0) return international;
    }
    const withKind = rules.read(body.trim(), kind).map(toCandidate);
    if (withKind.length > 0) return withKind;
  }
  return rules.read(text.trim()).map(toCandidate);
}

function readBare(text: string): DocumentIdCandidate[] {
  const split = kindAtEnd.exec(text);
  const body = split?.[1]?.trim() ?? text;
  const kind = split?.[2];
  if (!/^(?:D|PP|RE|H|T|AI|X|[MTSHR])?[\d\s,./-]*X?$/.test(body) || /^\d{1,2}-\d{2,4}$/.test(body)) return [];
  const digits = foldNumber(body);
  const count = digits.replace(/\D/g, '').length;
  if (count < 5 || count > 15 || /^[A-Z]\d{1,5}$/.test(digits)) return [];
  const found: DocumentIdCandidate[] = [];
  for (const office of bareOffices) {
    for (const reading of officeNumbers(office).read(body, kind)) {
      const isProven = reading.isCheckDigitValid === true && (office === 'CN' || body.includes('.'));
      const isOwnForm = office === 'US' && reading.isCertain && /[/,]/.test(body);
      found.push({
        ...toCandidate(reading),
        isCertain: (isProven || isOwnForm) && count >= 6,
        reason: `${reading.reason}${isProven || isOwnForm ? '' : ', if the office is ' + office}`,
      });
    }
  }
  found.sort((a, b) => Number(b.isCertain) - Number(a.isCertain));
  if (/^\d+$/.test(digits)) {
    const number = kind === undefined ? digits : digits;
    const keys = [...new Set([`${number}${kind ?? ''}`, `${trimZeros(number)}${kind ?? ''}`])];
    found.push({
      number,
      ...(kind === undefined ? {} : { kind }),
      role: 'publication',
      keys,
      reason: 'a number without its office',
      isCertain: false,
    });
  }
  return found;
}
