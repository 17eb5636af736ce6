import { canonicalNumber } from '../../../domain/document-id.js';
import type { DocumentReference } from '../../../domain/document-reference.js';
import type { XmlNode } from '../../xml/xml-node.js';
import { canonicalApplication } from './application-spelling.js';
import type { FlagCollector } from './flag-collector.js';

/** The forms of one number that DOCDB puts side by side, each in an element of its own. */
export interface NumberForms {
  docdb?: XmlNode;
  epodoc?: XmlNode;
  original?: XmlNode;
}

/**
 * Sorts references by form: `data-format` of the element in bulk files, `document-id-type` of each of several document-ids inside one element in what the
 * EPO's web service writes; none means docdb. The first of each form counts.
 */
export function collectForms(elements: readonly XmlNode[]): NumberForms {
  const forms: NumberForms = {};
  for (const element of elements) {
    const outer = element.attributes['data-format'];
    let isBare = true;
    for (const child of element.children) {
      if (child.name !== 'document-id') continue;
      isBare = false;
      sortIn(forms, outer ?? child.attributes['document-id-type'], child);
    }
    if (isBare) sortIn(forms, outer ?? element.attributes['document-id-type'], element);
  }
  return forms;
}

function sortIn(forms: NumberForms, format: string | undefined, documentId: XmlNode): void {
  if (format === 'epodoc') forms.epodoc ??= documentId;
  else if (format === 'original') forms.original ??= documentId;
  else forms.docdb ??= documentId;
}

/** The document-id of an element that names one document: the one in DOCDB's form where several stand side by side. */
export function findDocumentId(element: XmlNode | undefined): XmlNode | undefined {
  let first: XmlNode | undefined;
  for (const child of element?.children ?? []) {
    if (child.name !== 'document-id') continue;
    first ??= child;
    const type = child.attributes['document-id-type'];
    if (type === undefined || type === 'docdb') return child;
  }
  return first;
}

/** The parts of a document-id, read in one pass; an absent element is an empty string. */
export interface Parts {
  country: string;
  number: string;
  kind: string;
  name: string;
  date: string;
}

const nothing: Parts = { country: '', number: '', kind: '', name: '', date: '' };

export function readParts(documentId: XmlNode | undefined): Parts {
  if (documentId === undefined) return nothing;
  const parts: Parts = { country: '', number: '', kind: '', name: '', date: '' };
  for (const { name, text } of documentId.children) {
    if (name === 'country') parts.country = text;
    else if (name === 'doc-number') parts.number = text;
    else if (name === 'kind') parts.kind = text;
    else if (name === 'name') parts.name = text;
    else if (name === 'date') parts.date = text;
  }
  return parts;
}

/** epodoc glues the office to the number: `AP1206`, `WO1998US16128`. */
const epodocShape = /^[A-Z]{2}./;

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
  const docdb = readParts(forms.docdb);
  const epodoc = readParts(forms.epodoc);
  const original = readParts(forms.original);
  const isGlued = epodocShape.test(epodoc.number);
  const office = docdb.country || original.country || (isGlued ? epodoc.number.slice(0, 2) : '');
  const printed = docdb.number || (isGlued ? epodoc.number.slice(2) : epodoc.number) || original.number;
  if (!office || !printed) return undefined;
  const kind = docdb.kind || original.kind || epodoc.kind;
  const spellings: Record<string, string> = {};
  if (docdb.number) spellings['docdb'] = docdb.number;
  if (epodoc.number) spellings['epodoc'] = epodoc.number;
  if (original.number) spellings['original'] = original.number;
  const number =
    role === 'application'
      ? canonicalApplication(office, kind, spellings)
      : canonicalNumber(office, printed, kind || undefined) || printed;
  const reference: DocumentReference = { office, number };
  if (kind) reference.kind = kind;
  const date = flags.day(docdb.date || epodoc.date || original.date, member);
  if (date) reference.date = date;
  if (original.number) reference.original = original.number;
  reference.forms = spellings;
  return reference;
}

/** A document-id that stands alone (citations, related documents). */
export function mapDocumentId(
  documentId: XmlNode | undefined,
  role: 'publication' | 'application',
  member: string,
  flags: FlagCollector,
): DocumentReference | undefined {
  return documentId && mapParts(readParts(documentId), role, member, flags);
}

export function mapParts(
  parts: Parts,
  role: 'publication' | 'application',
  member: string,
  flags: FlagCollector,
): DocumentReference | undefined {
  const { country: office, number: printed, kind } = parts;
  if (!printed || !office) return undefined;
  const forms = { docdb: printed };
  const number =
    role === 'application'
      ? canonicalApplication(office, kind, forms)
      : canonicalNumber(office, printed, kind || undefined) || printed;
  const reference: DocumentReference = { office, number };
  if (kind) reference.kind = kind;
  const date = flags.day(parts.date, member);
  if (date) reference.date = date;
  reference.forms = forms;
  return reference;
}
