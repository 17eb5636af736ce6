import type { IsoDate } from '../domain/text.js';
import { readDays } from './days.js';

const day = String.raw`[+-]?\d[\d/.年月日]*[dwmy]?|\d{4}-\d{1,2}(?:-\d{1,2})?|today|今天|\*`;
const to = String.raw`\s*(?:\bTO\b|至|到|,|;|:|\.{2,3}|~|–|—|-)\s*|\s+`;
const pair = new RegExp(`^(${day})(?:${to})(${day})$`, 'i');
const onlyFrom = new RegExp(`^(${day})\\s*(?:,|;|\\bTO|至|\\.{2}|-)?$`, 'i');
const onlyTo = new RegExp(`^(?:,|;|\\bTO\\b|至|\\.{2})\\s*(${day})$`, 'i');
const longest = 60;

/** `[from TO to]` for a range of days or numbers that is written in another way: `2012-2015`, `2012..2015`, `20120301, 20120331`. */
export function mendPair(text: string): string | undefined {
  const parts = text.length > longest ? null : pair.exec(text.trim());
  return parts ? `[${parts[1]} TO ${parts[2]}]` : undefined;
}

/** What was meant between square brackets; a single day stands for itself. */
export function mendRange(content: string): string | undefined {
  if (content.length > longest) return undefined;
  const text = content.trim();
  const [from, until] = [onlyFrom.exec(text), onlyTo.exec(text)];
  if (from) return from[1] === text ? text : `[${from[1]} TO *]`;
  if (until) return `[* TO ${until[1]}]`;
  return mendPair(text);
}

/** The month or year of a day that no calendar has: `20120231` -> `201202`. */
export function mendDay(text: string, today: IsoDate): string | undefined {
  const [, year = '', month = ''] = /^(\d{4})[-./年]?(\d{1,2})?/.exec(text.normalize('NFKC').trim()) ?? [];
  const isDays = (each: string) => typeof readDays(each, today) === 'object';
  return [`${year}${month.padStart(2, '0')}`, year].find(isDays);
}

/** Both readings of a day that is printed with slashes, day first and month first, where they differ: `03/04/2012`. */
export function readSlashDays(text: string): readonly [IsoDate, IsoDate] | undefined {
  const [, first = '', second = '', year = ''] =
    /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.normalize('NFKC').trim()) ?? [];
  if (first === '' || Number(first) > 12 || Number(second) > 12 || Number(first) === Number(second)) return undefined;
  const [one, other] = [first.padStart(2, '0'), second.padStart(2, '0')];
  return [`${year}-${other}-${one}`, `${year}-${one}-${other}`];
}

/** `2019*` is the year; `201*` ten years. */
export function mendTruncation(text: string, isYear: boolean): string | undefined {
  if (/^\d{3}$/.test(text)) return `[${text}0 TO ${text}9]`;
  return /^\d{4}$/.test(text) || (!isYear && /^\d{6}$/.test(text)) ? text : undefined;
}

/** Several values written with commas into one: `US,CN` -> `(US OR CN)`. */
export function mendList(text: string): string | undefined {
  const values = text.length > 1000 ? [] : text.split(/[,;|+]/).map((value) => value.trim());
  return values.length > 1 && values.every((value) => value !== '' && !/\s/.test(value))
    ? `(${values.join(' OR ')})`
    : undefined;
}
