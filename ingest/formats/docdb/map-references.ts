import { canonicalNumber } from '../../../domain/document-id.js';
import type { DocumentReference } from '../../../domain/document-reference.js';
import { attribute, find, textAt, type XmlNode } from '../../xml/xml-node.js';
import { canonicalApplication } from './application-spelling.js';
import type { FlagCollector } from './flag-collector.js';

/** The forms of one number that DOCDB puts side by side, each in an element of its own. */
export interface NumberForms {
  docdb?: XmlNode;
  epodoc?: XmlNode;
  original?: XmlNode;
}

/** Sorts elements with `data-format` (none means docdb) by form; the first of each form counts. */
export function collectForms(elements: readonly XmlNode[]): NumberForms {
  const forms: NumberForms = {};
  for (const element of elements) {
    const documentId = find(element, 'document-id') ?? element;
    const format = attribute(element, 'data-format') ?? attribute(documentId, 'document-id-type');
    if (format === 'epodoc') forms.epodoc ??= documentId;
    else if (format === 'original') forms.original ??= documentId;
    else forms.docdb ??= documentId;
  }
  return forms;
}

/** epodoc glues the office to the number: `AP1206`, `WO1998US16128`. */
const epodocShape = /^([A-Z]{2})(.+)$/;

/**
 * One reference out of the forms that a record carries for it; undefined when none holds a number.
 * `role` tells applications, whose numbers follow other rules than publications.
 */
export function mapReference(
  forms: NumberForms,
  role: 'publication' | 'application',
  member: string,
  flags: FlagCollector,
): DocumentReference | undefined {
  const { docdb, epodoc, original } = forms;
  const docdbNumber = textAt(docdb, 'doc-number');
  const epodocNumber = textAt(epodoc, 'doc-number');
  const originalNumber = textAt(original, 'doc-number');
  const epodocParts = epodocNumber ? epodocShape.exec(epodocNumber) : null;
  const office = textAt(docdb, 'country') ?? textAt(original, 'country') ?? epodocParts?.[1];
  const printed = docdbNumber ?? epodocParts?.[2] ?? epodocNumber ?? originalNumber;
  if (!office || !printed) return undefined;
  const kind = textAt(docdb, 'kind') ?? textAt(original, 'kind') ?? textAt(epodoc, 'kind');
  const number =
    role === 'application'
      ? canonicalApplication(office, kind, {
          ...(docdbNumber ? { docdb: docdbNumber } : {}),
          ...(epodocNumber ? { epodoc: epodocNumber } : {}),
          ...(originalNumber ? { original: originalNumber } : {}),
        })
      : canonicalNumber(office, printed, kind) || printed;
  const date = flags.day(textAt(docdb, 'date') ?? textAt(epodoc, 'date') ?? textAt(original, 'date'), `${member}.date`);
  const spellings: Record<string, string> = {};
  if (docdbNumber) spellings['docdb'] = docdbNumber;
  if (epodocNumber) spellings['epodoc'] = epodocNumber;
  if (originalNumber) spellings['original'] = originalNumber;
  return {
    office,
    number,
    ...(kind ? { kind } : {}),
    ...(date ? { date } : {}),
    ...(originalNumber ? { original: originalNumber } : {}),
    forms: spellings,
  };
}

/** A document-id that stands alone (citations, related documents). */
export function mapDocumentId(
  documentId: XmlNode | undefined,
  role: 'publication' | 'application',
  member: string,
  flags: FlagCollector,
): DocumentReference | undefined {
  if (!documentId) return undefined;
  const printed = textAt(documentId, 'doc-number');
  const office = textAt(documentId, 'country');
  if (!printed || !office) return undefined;
  const kind = textAt(documentId, 'kind');
  const date = flags.day(textAt(documentId, 'date'), member);
  return {
    office,
    number:
      role === 'application'
        ? canonicalApplication(office, kind, { docdb: printed })
        : canonicalNumber(office, printed, kind) || printed,
    ...(kind ? { kind } : {}),
    ...(date ? { date } : {}),
    forms: { docdb: printed },
  };
}
