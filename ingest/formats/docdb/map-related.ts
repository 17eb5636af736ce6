import type { DocumentReference, RelatedDocument } from '../../../domain/document-reference.js';
import { find, textAt, type XmlNode } from '../../xml/xml-node.js';
import { canonicalApplication } from './application-spelling.js';
import type { FlagCollector } from './flag-collector.js';
import { findDocumentId, mapDocumentId } from './map-references.js';

/** Relations to a publication; the others are between applications. */
const publications: ReadonlySet<string> = new Set([
  'related-publication',
  'previously-published-document',
  'correction',
]);

/** related-documents and previously-filed-app. */
export function mapRelatedDocuments(
  documents: XmlNode | undefined,
  earlier: XmlNode | undefined,
  office: string,
  flags: FlagCollector,
): RelatedDocument[] {
  const related: RelatedDocument[] = [];
  for (const element of documents?.children ?? []) {
    const pair = find(element, 'relation') ?? element;
    const parentElement = find(pair, 'parent-doc');
    const role = publications.has(element.name) ? 'publication' : 'application';
    const reference = (start: XmlNode | undefined) =>
      mapDocumentId(findDocumentId(start), role, 'relatedDocuments', flags);
    const parent = reference(parentElement) ?? reference(element);
    const child = reference(find(pair, 'child-doc'));
    const parentStatus = textAt(parentElement, 'parent-status');
    const parentGrant = mapDocumentId(
      find(parentElement, 'parent-grant-document', 'document-id'),
      'publication',
      'relatedDocuments',
      flags,
    );
    const printed = textAt(element, 'text');
    const named = parent ?? (printed ? { office, number: printed, original: printed } : undefined);
    if (!named && !child) continue;
    related.push({
      relation: element.name,
      ...(named ? { parent: named } : {}),
      ...(child ? { child } : {}),
      ...(parentStatus ? { parentStatus } : {}),
      ...(parentGrant ? { parentGrant } : {}),
    });
  }
  if (!earlier) return related;
  const printed = textAt(earlier, 'text') || earlier.text;
  const parent =
    mapDocumentId(find(earlier, 'document-id'), 'application', 'relatedDocuments', flags) ??
    (printed ? fromPrinted(printed, office, flags) : undefined);
  if (parent) related.push({ relation: 'previously-filed-application', parent });
  return related;
}

/** `DE 102017123456 20171010`: country, number and date in one text, as the office supplied them; a number alone is the office's own. */
function fromPrinted(printed: string, office: string, flags: FlagCollector): DocumentReference {
  const [, country, number, day] = /^([A-Z]{2})\s+(\S.*?)(?:\s+(\d{8}))?$/.exec(printed.trim()) ?? [];
  const reference: DocumentReference =
    country === undefined || number === undefined
      ? { office, number: canonicalApplication(office, undefined, { original: printed }), original: printed }
      : { office: country, number: canonicalApplication(country, undefined, { original: number }), original: number };
  const date = flags.day(day, 'relatedDocuments');
  if (date) reference.date = date;
  return reference;
}
