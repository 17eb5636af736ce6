import { parseDate } from '../day.js';
import { readGiNumber } from './eu.js';
import { isJapaneseNumber } from './jp.js';
import type { DocumentIdCandidate } from './candidate.js';
import { toCandidate } from './candidate.js';
import { foldNumber, trimZeros, unifyNumber } from './number-form.js';
import { officeNumbers } from './offices.js';
import { stripWords } from './typed-words.js';
import { isOfficeCode } from '../place.js';

/** Longer texts are never one number, words about it taken off. */
const longest = 64;
const kindAtEnd = /^(.*\d(?:\.[\dX])?)[\s._/-]*([A-WYZ]\d?|TM|GI|LD)$/;
const bareOffices = ['US', 'CN', 'EP', 'JP', 'KR', 'WO', 'DE'];

/**
 * What a typed text may be the number of, best first; `[]` when it is no number at all (`battery`, `H01M10/0525`, `2020`). Spaces, commas, slashes, full-width
 * digits, dashes and glued or separate kind codes do not matter. `isCertain` is claimed only where office and form leave no doubt, or a check digit
 * proves it. Total: never throws.
 */
export function parseDocumentId(typed: string): DocumentIdCandidate[] {
  if (typed.length > longest * 2) return [];
  const whole = takeApartBrackets(
    unifyNumber(typed).replace(/^["'“”‘’「」『』《》\s]+|["'“”‘’「」『』《》\s.;,]+$/g, ''),
  );
  if (!/\d/.test(whole)) return [];
  const { text, office } = stripWords(whole);
  // `European patents 2019`: a year or a count, not a number.
  const isShort = text !== whole && /^[^A-Z]*$/.test(text) && text.replace(/\D/g, '').length < 5;
  if (text.length > longest || isShort) return [];
  const unique = new Map<string, DocumentIdCandidate>();
  for (const candidate of [...readText(text, office), ...readRecordId(whole)]) {
    const key = candidate.keys.join('|');
    if (!unique.has(`${candidate.role}|${key}`)) unique.set(`${candidate.role}|${key}`, candidate);
  }
  return [...unique.values()];
}

/** `(CN101945314B)`, and Espacenet's `EP1000000 (A1)`. */
const takeApartBrackets = (text: string): string =>
  text.replace(/^[([]([^()[\]]*)[)\]]$/, '$1').replace(/(?<=^[A-Z]{2}[\d/. ]{4,})\s*\(([A-Z]\d?)\)$/, ' $1');

/** A record id with its kind names its record, even where the number is like no other of its office. */
function readRecordId(text: string): DocumentIdCandidate[] {
  const match = /^([A-Z]{2})-([\p{L}\p{N}.-]*\d[\p{L}\p{N}.-]*)-([A-Z]\d?|TM|GI|LD)$/u.exec(text);
  const [, office = '', number = '', kind = ''] = match ?? [];
  if (!match || !isOfficeCode(office)) return [];
  const canonical = officeNumbers(office).publication(number, kind);
  const moreKeys = canonical === number ? [] : [`${office}${foldNumber(canonical)}${kind}`];
  return [toCandidate({ office, number, kind, role: 'publication', reason: 'record id', isCertain: true, moreKeys })];
}

function readText(typed: string, implied?: string): DocumentIdCandidate[] {
  // `WO WO 89/02682`: the code once as country and again in the number.
  const text = typed.replace(/^([A-Z]{2})\s?\1(?=[\s/-]?(?:\d|[A-Z]\d?-))/, '$1');
  const gi = readGiNumber(text.replace(/-GI$/, ''));
  if (gi !== undefined) return officeNumbers('EU').read(gi).map(toCandidate);
  // Some files print the office before `PCT/...`.
  if (/^(?:[A-Z]{2}[\s-]?)?PCT[\s/A-Z-]/.test(text))
    return officeNumbers('WO')
      .read(text.slice(text.indexOf('PCT')))
      .map(toCandidate);
  if (/^(?:WO[\s-]?)?DM[/ ]?\d{3}\s?\d{3}$/.test(text)) return readOffice('WO', text.slice(text.indexOf('DM')));
  if (isJapaneseNumber(text)) return readOffice('JP', text);
  if (/^BS\.?\d{9}$/.test(text)) return readOffice('CN', text);
  if (implied !== undefined) return readOffice(implied, text.replace(new RegExp(`^${implied}[\\s-]*`), ''));
  const prefixed = /^([A-Z]{2})[\s\-:/.]*(?=[\dA-Z(])(.*)$/.exec(text);
  const [, office = '', rest = ''] = prefixed ?? [];
  if (prefixed && isOfficeCode(office) && !looksLikeWord(text) && /\d/.test(rest)) {
    // `US-A-5 948 634`, `DE-C2-19912345` of search reports: a letter alone names the level of publication, not one kind.
    const level = office === 'JP' ? null : /^-([A-HSTUY])(\d?)-\s*(?=\d)(.*)$/.exec(text.slice(2));
    const cited = level ? `${level[3]}${level[2] === '' ? '' : ` ${level[1]}${level[2]}`}` : rest;
    const candidates = readOffice(office, cited);
    return candidates.length > 0 ? candidates : readUnknown(office, rest);
  }
  return readBare(text);
}

/** `ISO 9001`, `IEEE 802`: more letters than an office's code and a series have, then a gap. */
const looksLikeWord = (text: string): boolean =>
  /^[A-Z]{3,}[\s-]/.test(text) && !/^(?:US(?:D|PP|RE|RX|H|T|AI|X)|JP[ABUYMTSHR])[\s-]/.test(text);

/** A number that is like no other of its office (a clerk's error, a lost rule): looked up as it stands. */
function readUnknown(office: string, text: string): DocumentIdCandidate[] {
  const number = foldNumber(text);
  if (/\s/.test(text) || number.replace(/\D/g, '').length < 5) return readBare(`${office}${text}`);
  return [
    {
      office,
      number,
      role: 'publication',
      keys: [`${office}${number}`],
      reason: `unusual for ${office}`,
      isCertain: false,
    },
  ];
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

/** Gazette numbers, Locarno classes, years and days, as far as their separators tell. */
const isDateOrRange = (text: string): boolean =>
  /^\d{1,2}-\d{2,4}$/.test(text) ||
  /^(?:19|20)\d\d\s?-\s?(?:19|20)\d\d$/.test(text) ||
  (/^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}$/.test(text) && parseDate(text).date !== undefined);

/** Offices that a number without one may belong to: those whose numbers are typed so, and those that this form is known from. */
function officesOfForm(body: string): readonly string[] {
  if (/^[IM]\d{6}$/.test(body)) return ['TW', ...bareOffices];
  if (/^PI\s?\d{7}(?:-\d)?$/.test(body)) return ['BR'];
  if (/^\d{7}\.\d$/.test(body)) return ['GB', ...bareOffices];
  if (/^\d\d \d \d{5}(?:\.[\dX])?$/.test(body)) return ['CN'];
  return bareOffices;
}

function readBare(text: string): DocumentIdCandidate[] {
  const split = kindAtEnd.exec(text);
  const body = split?.[1]?.trim() ?? text;
  const kind = split?.[2];
  if (/^\d{9}-\d{4}$/.test(body)) return readOffice('EM', body);
  // `1234/DEL/2005`: number, patent office, year.
  if (/^\d{1,5}\/(?:DEL|MUM|BOM|CHE|MAS|KOL|CAL)(?:NP)?\/(?:19|20)\d\d$/.test(body)) return readOffice('IN', body);
  if (!/^(?:D|PP|RE|H|T|AI|X|I|PI|[MTSHR])?[\d\s,./-]*X?$/.test(body) || isDateOrRange(body)) return [];
  const digits = foldNumber(body);
  const count = digits.replace(/\D/g, '').length;
  if (count < 5 && !/^[HT]\s?\d,\d{3}$/.test(body)) return [];
  if (count > 15 || (/^[A-Z]\d{1,5}$/.test(digits) && !body.includes(','))) return [];
  const found: DocumentIdCandidate[] = [];
  for (const office of officesOfForm(body)) {
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
  // `10-2020-0012345`, `10-1234567`: the hyphen after the kind of right is Korea's way of writing.
  const isKorean = (candidate: DocumentIdCandidate) => candidate.office === 'KR' && /^[1-4]0-\d{4}/.test(body);
  const weigh = (candidate: DocumentIdCandidate) => (candidate.isCertain ? 2 : 0) + (isKorean(candidate) ? 1 : 0);
  found.sort((a, b) => weigh(b) - weigh(a));
  if (/^\d+$/.test(digits)) {
    const keys = [...new Set([`${digits}${kind ?? ''}`, `${trimZeros(digits)}${kind ?? ''}`])];
    found.push({
      number: digits,
      ...(kind === undefined ? {} : { kind }),
      role: 'publication',
      keys,
      reason: 'a number without its office',
      isCertain: false,
    });
  }
  return found;
}
