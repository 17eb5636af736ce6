import type { NumberRole, Reading } from './number-form.js';
import { foldNumber } from './number-form.js';

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

/** Offices whose kinds of these letters carry a digit: the letter alone names the level of publication (`EP 1000000 A`). */
const levels: Readonly<Record<string, RegExp>> = {
  EP: /^[AB]$/,
  WO: /^A$/,
  US: /^[BSEP]$/,
  JP: /^[BY]$/,
  KR: /^[BY]$/,
  DE: /^[ABCTU]$/,
  FR: /^[AB]$/,
  AU: /^[AB]$/,
  RU: /^[CU]$/,
};

/** The keys under which a reading is looked up. */
export function toCandidate(reading: Reading): DocumentIdCandidate {
  const { office, number, kind, role, reason, isCertain, moreKeys = [] } = reading;
  const folded = foldNumber(number);
  const keys = [`${office}${folded}${kind ?? ''}`];
  if (kind !== undefined && role === 'publication' && levels[office]?.test(kind))
    for (let digit = 1; digit <= 9; digit++) keys.push(`${office}${folded}${kind}${digit}`);
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
