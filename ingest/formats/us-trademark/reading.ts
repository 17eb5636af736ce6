import { parseDate } from '../../../domain/day.js';
import type { IsoDate } from '../../../domain/text.js';
import { textAt, type XmlNode } from '../../xml/xml-node.js';
import { readDay, type Mapping } from '../st36/flags.js';

/**
 * A day of the daily file; `0` and blanks mean none. First-use dates may be years or months (`19850000`): such a date is no
 * day, it is kept as a flag `partial-date`.
 */
export function readCaseDay(
  mapping: Mapping,
  source: XmlNode | undefined,
  name: string,
  member: string,
): IsoDate | undefined {
  const raw = textAt(source, name);
  if (!raw || /^0+$/.test(raw)) return undefined;
  if (/^[12]\d{3}(?:00|(?:0[1-9]|1[0-2]))00$/.test(raw) && !parseDate(raw).date) {
    mapping.flags.push({ code: 'partial-date', member, raw });
    return undefined;
  }
  return readDay(mapping, raw, member);
}

/** Registration and serial numbers are padded with zeros; all zeros mean none. */
export function readCaseNumber(raw: string | undefined): string | undefined {
  return raw?.replace(/^0+/, '') || undefined;
}

/** Whether an indicator says yes (`T`). */
export const isSet = (source: XmlNode | undefined, name: string): boolean => textAt(source, name) === 'T';
