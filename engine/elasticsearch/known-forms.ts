import { classAncestors } from '../../domain/class-symbol.js';
import type { ClassificationScheme } from '../../domain/classification.js';
import { dayNumber } from '../../domain/day.js';
import type { IsoDate } from '../../domain/text.js';
import { foldKeyword } from '../../mappings/analyze.js';

/** A text to be kept for long: a longer slice would keep the whole text alive that it was cut from (V8 copies shorter ones). */
export const copyOf = (text: string): string => (text.length > 12 ? Buffer.from(text).toString() : text);

/** Answers of a pure function for what comes again in record after record; beyond `most` it starts over. */
function remembered<T>(most: number, make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    let found = known.get(text);
    if (found === undefined) {
      const own = copyOf(text);
      found = make(own);
      if (known.size >= most) known.clear();
      known.set(own, found);
    }
    return found;
  };
}

/** How the index is told a day. */
export interface DayForms {
  /** Since 1970-01-01. */
  day: number;
  /** Periods as facets name them. */
  year: string;
  quarter: string;
  month: string;
}

/** @throws RangeError for what is no ISO date */
export const dayForms = remembered(50_000, (date: IsoDate): DayForms => {
  const year = date.slice(0, 4);
  const quarter = `${year}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
  return { day: dayNumber(date), year, quarter, month: date.slice(0, 7) };
});

const chains = new Map<ClassificationScheme, (symbol: string) => readonly string[]>();

/** `classAncestors` of a scheme. */
export function ancestorsOf(scheme: ClassificationScheme): (symbol: string) => readonly string[] {
  let chain = chains.get(scheme);
  if (!chain) chains.set(scheme, (chain = remembered(50_000, (symbol) => classAncestors(scheme, symbol))));
  return chain;
}

/** Longer values are names and addresses, which do not come again often enough. */
const longestRemembered = 32;
const foldOften = remembered(20_000, foldKeyword);

/** `foldKeyword`. */
export const foldValue = (value: string): string =>
  value.length > longestRemembered ? foldKeyword(value) : foldOften(value);
