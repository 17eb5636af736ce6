/** Role in which a number stands on a record or is looked up. */
export type NumberRole = 'publication' | 'application' | 'priority' | 'registration';

/** One reading of what a person typed, office known: the start of a candidate. */
export interface Reading {
  office: string;
  number: string;
  kind?: string;
  role: NumberRole;
  reason: string;
  /** No doubt left once office and form are known. */
  isCertain: boolean;
  /** Further folded keys that the same number is filed under. */
  moreKeys?: string[];
  /** Set when a check digit was typed. */
  isCheckDigitValid?: boolean;
}

/** An application number taken apart. `forms` holds the other spellings in use: `original`, `docdb`, `epodoc`, `standard`. */
export interface ApplicationNumber {
  /** Canonical: without check digit, separators and office. */
  number: string;
  year?: number;
  checkDigit?: string;
  isCheckDigitValid?: boolean;
  kindOfRight?: 'invention' | 'utility-model' | 'design';
  forms: Record<string, string>;
}

/** What is particular to the numbers of one office. `printed` is upper case, NFKC, without the office's code. */
export interface OfficeNumbers {
  /** Canonical publication, patent or registration number. */
  publication(printed: string, kind?: string): string;
  application(printed: string): ApplicationNumber;
  /** Readings of a typed number, best first; `kind` as typed apart or glued. */
  read(printed: string, kind?: string): Reading[];
}

// Most numbers in bulk files need no folding.
const isAsciiWord = /^[\x21-\x7E]*$/;
const isFolded = /^[0-9A-Z]*$/;
const dashes = /[\u2010-\u2015\u2212\u30FC\uFF0D\uFE58\uFE63]/g;

/** Upper case, compatibility forms (full width, circled) unified, every kind of dash `-`, white space single. */
export function unifyNumber(text: string): string {
  if (isAsciiWord.test(text)) return text.toUpperCase();
  return text
    .normalize('NFKC')
    .replace(dashes, '-')
    .replace(/[\s\u200B\uFEFF]+/g, ' ')
    .trim()
    .toUpperCase();
}

/** Letters and digits only, upper case: the spelling of a search key. */
export function foldNumber(text: string): string {
  if (isFolded.test(text)) return text;
  return unifyNumber(text).replace(/[^\p{L}\p{N}]/gu, '');
}

/** Without leading zeros; a number of zeros alone keeps one. */
export const trimZeros = (digits: string): string => digits.replace(/^0+(?=\d)/, '');

/** Century of a two-digit year: numbers before the pivot belong to this century. */
export const expandYear = (year: string, pivot: number): number =>
  year.length === 4 ? Number(year) : Number(year) + (Number(year) < pivot ? 2000 : 1900);

export const isPlausibleYear = (year: number, from = 1900): boolean => year >= from && year <= 2099;
