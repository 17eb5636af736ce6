import { parseDate } from '../../../domain/day.js';
import type { IsoDate } from '../../../domain/text.js';

/** One entry of the register as it stands in the file. */
export type Entry = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
export const asObjects = (value: unknown): Entry[] => asList(value).filter(isObject);

/** Text with white space collapsed; the register's values hold line breaks. Numbers become their digits. */
export function asText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : '';
  return text === '' ? undefined : text;
}
export const asTexts = (value: unknown): string[] => asList(value).flatMap((each) => asText(each) ?? []);

/** Day in a citation of the Official Journal, the last one that it prints: `Official Journal L 148, 21.06.1996, p. 1`, `C 60, 16/2/2018`. */
export function dateOfCitation(title: string | undefined): IsoDate | undefined {
  const printed = [...(title ?? '').matchAll(/(?<![\d./])(\d{1,2})([./])(\d{1,2})\2((?:19|20)\d{2})(?!\d)/g)].at(-1);
  const [, day, , month, year] = printed ?? [];
  // The Journal prints the day first, with points or with slashes.
  return printed ? parseDate(`${day}.${month}.${year}`).date : undefined;
}
