import { parseApplicationNumber } from '../../../domain/application-number.js';
import { canonicalNumber } from '../../../domain/document-id.js';
import type { DocumentReference } from '../../../domain/document-reference.js';
import { leaf, node, type ElementRule } from '../../xml/element-rule.js';
import type { XmlNode } from '../../xml/xml-node.js';
import { readDay, type Mapping } from './flags.js';

/** Children of ST.36 document-id. */
export const documentIdChildren: Record<string, ElementRule> = {
  country: leaf,
  'doc-number': leaf,
  kind: leaf,
  name: leaf,
  date: leaf,
};

export const documentId: ElementRule = node(documentIdChildren);

/** An element that holds document-id elements only. */
export const documentIdHolder: ElementRule = node({ 'document-id': documentId });

export type NumberRole = 'publication' | 'application';

/** Month or year given without a day: `19861200`, `19860000`. */
const partialDay = /^\d{4}(?:\d{2}00|0000|\d{2})?$/;

/** The month or year of a date that is not a whole day, or undefined. */
function readPartialDate(raw: string): string | undefined {
  return partialDay.test(raw) && !raw.startsWith('0000') ? raw : undefined;
}

/**
 * ST.36 document-id as a reference; undefined when it holds no number. `role` decides how the number is read: serial
 * numbers of applications keep their leading zeros.
 */
export function mapDocumentId(
  source: XmlNode | undefined,
  mapping: Mapping,
  role: NumberRole,
  member: string,
): DocumentReference | undefined {
  if (!source) return undefined;
  let office = mapping.office;
  let printed = '';
  let kind = '';
  let day = '';
  for (const child of source.children) {
    if (child.name === 'country') office = child.text.toUpperCase() || office;
    else if (child.name === 'doc-number') printed = child.text;
    else if (child.name === 'kind') kind = child.text.toUpperCase();
    else if (child.name === 'date') day = child.text;
  }
  if (printed === '') return undefined;
  return readReference({ office, printed, kind, day }, mapping, role, member);
}

/** US patents of seven or eight digits, nearly all citations there are, stand in their canonical spelling already. */
function isPlainUsNumber(office: string, printed: string): boolean {
  if (office !== 'US' || printed.length < 7 || printed.length > 8 || printed.charCodeAt(0) === 48) return false;
  for (let at = 0; at < printed.length; at++) {
    const code = printed.charCodeAt(at);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

/** US files print series and serial number: where a digit is missing it is the zero of the series (`8123456` is 08/123,456). */
const isShortSerial = (office: string, printed: string, mapping: Mapping): boolean =>
  office === 'US' && mapping.office === 'US' && /^[4-9]\d{6}$/.test(printed);

/** The parts of a printed reference. */
export interface PrintedReference {
  office: string;
  printed: string;
  kind?: string;
  day?: string;
}

/** A printed reference in our spelling. International numbers belong to WO whatever country stands beside them. */
export function readReference(
  parts: PrintedReference,
  mapping: Mapping,
  role: NumberRole,
  member: string,
): DocumentReference {
  const { printed, kind } = parts;
  const isInternational = /^PCT/i.test(printed);
  const office = isInternational ? 'WO' : parts.office;
  const number =
    role === 'application' || isInternational
      ? parseApplicationNumber(office, isShortSerial(office, printed, mapping) ? `0${printed}` : printed).number
      : isPlainUsNumber(office, printed)
        ? printed
        : canonicalNumber(office, printed, kind || undefined);
  const reference: DocumentReference = { office, number: number || printed };
  if (kind) reference.kind = kind;
  if (number === '') mapping.flags.push({ code: 'damaged-number', member, raw: printed });
  if (number !== printed) reference.original = printed;
  const partial = parts.day && readPartialDate(parts.day);
  if (partial) reference.originalDate = partial;
  else {
    const date = readDay(mapping, parts.day, `${member}.date`);
    if (date) reference.date = date;
  }
  return reference;
}
