import type { Citation, PriorityClaim, RelatedDocument } from '../../../domain/document-reference.js';
import type { PctOrRegionalData } from '../../../domain/patent.js';
import { find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { mapCited, readCitedBy } from '../st36/citations.js';
import { mapDocumentId, readReference } from '../st36/document-id.js';
import { readDay, type Mapping } from '../st36/flags.js';
import { readPriorityNumber } from '../st36/priority-number.js';
import { mapCitationClasses } from './classifications.js';

/** INID 31-33. */
export function mapPriorityClaims(bibliography: XmlNode, mapping: Mapping): PriorityClaim[] {
  const result: PriorityClaim[] = [];
  for (const each of findAll(bibliography, 'priority-claims', 'priority-claim')) {
    const printed = textAt(each, 'doc-number');
    const office =
      textAt(each, 'country') ?? textAt(each, 'region', 'country') ?? textAt(each, 'office-of-filing', 'country') ?? '';
    const day = textAt(each, 'date');
    if (!printed && !day) continue;
    const parts = { office, printed: printed ?? '', ...(day ? { day } : {}) };
    const reference = readReference(parts, mapping, 'application', 'priorityClaims');
    const { date } = reference;
    const number = printed ? readPriorityNumber(reference.office, printed, date) : reference.number;
    const claim: PriorityClaim = { office: reference.office, number };
    if (date) claim.date = date;
    const sequence = Number(each.attributes['sequence'] ?? '');
    if (sequence > 0) claim.sequence = sequence;
    if (printed && printed !== number) claim.original = printed;
    const kind = each.attributes['kind'];
    if (kind) claim.linkageType = kind;
    result.push(claim);
  }
  return result;
}

/** INID 60-68: every kind of us-related-documents, parent and child apart. */
export function mapRelatedDocuments(bibliography: XmlNode, mapping: Mapping): RelatedDocument[] {
  const result: RelatedDocument[] = [];
  for (const each of find(bibliography, 'us-related-documents')?.children ?? []) {
    if (each.name === 'correction') continue;
    const relations = each.children.filter(({ name }) => name === 'relation' || name === 'us-relation');
    for (const relation of relations) result.push(...mapRelation(each.name, relation, mapping));
    if (relations.length > 0) continue;
    const role = each.name === 'related-publication' ? 'publication' : 'application';
    const parent = mapDocumentId(find(each, 'document-id'), mapping, role, 'relatedDocuments.parent');
    const related: RelatedDocument = { relation: each.name };
    if (parent) related.parent = parent;
    const status = textAt(each, 'us-provisional-application-status');
    if (status) related.parentStatus = status;
    if (parent) result.push(related);
  }
  for (const list of bibliography.children)
    if (list.name === 'patent-family')
      for (const each of list.children) {
        const role = each.name === 'family-member' ? 'publication' : 'application';
        const parent = mapDocumentId(find(each, 'document-id'), mapping, role, 'relatedDocuments.parent');
        if (parent) result.push({ relation: each.name, parent });
      }
  return result;
}

function mapRelation(name: string, relation: XmlNode, mapping: Mapping): RelatedDocument[] {
  const source = find(relation, 'parent-doc');
  const parent = mapDocumentId(find(source, 'document-id'), mapping, 'application', 'relatedDocuments.parent');
  const grant = find(source, 'parent-grant-document', 'document-id');
  const parentGrant = mapDocumentId(grant, mapping, 'publication', 'relatedDocuments.parentGrant');
  const pct = find(source, 'parent-pct-document', 'document-id');
  const parentPct = mapDocumentId(pct, mapping, 'application', 'relatedDocuments.parent');
  const status = textAt(source, 'parent-status');
  const childDocs = findAll(relation, 'child-doc');
  const children = childDocs.flatMap((each) =>
    findAll(each, 'document-id').map((id) => mapDocumentId(id, mapping, 'application', 'relatedDocuments.child')),
  );
  const filedAt = [source, ...childDocs].map((each) => textAt(each, 'international-filing-date', 'date')).find(Boolean);
  const internationalFilingDate = readDay(mapping, filedAt, 'relatedDocuments.internationalFilingDate');
  const result: RelatedDocument[] = [];
  for (const child of children.length > 0 ? children : [undefined]) {
    const related: RelatedDocument = { relation: name };
    if (parent) related.parent = parent;
    if (child) related.child = child;
    if (status) related.parentStatus = status;
    if (parentGrant) related.parentGrant = parentGrant;
    if (internationalFilingDate) related.internationalFilingDate = internationalFilingDate;
    if (parent ?? child ?? parentGrant) result.push(related);
  }
  // The international application behind the parent is one more step of the same chain.
  if (parentPct)
    result.push({ relation: 'parent-pct-document', parent: parentPct, ...(parent ? { child: parent } : {}) });
  return result;
}

/** INID 86, 87 with the dates of entry into the national phase (35 U.S.C. 371). */
export function mapInternationalData(
  bibliography: XmlNode,
  name: 'pct-or-regional-filing-data' | 'pct-or-regional-publishing-data',
  mapping: Mapping,
): PctOrRegionalData | undefined {
  const source = find(bibliography, name);
  const isFiling = name === 'pct-or-regional-filing-data';
  const member = isFiling ? 'pctOrRegionalFilingData' : 'pctOrRegionalPublishingData';
  const role = isFiling ? 'application' : 'publication';
  const reference = mapDocumentId(find(source, 'document-id'), mapping, role, member);
  if (!reference) return undefined;
  // Kind `00` is a filler of the office, not an ST.16 code.
  if (reference.kind === '00') delete reference.kind;
  const data: PctOrRegionalData = { reference };
  const entry =
    textAt(source, 'us-371c124-date', 'date') ??
    textAt(source, 'us-371c12-date', 'date') ??
    textAt(source, 'date-pct-article-22-39-fulfilled', 'date');
  const date = readDay(mapping, entry, `${member}.nationalEntryDate`);
  if (date) data.nationalEntryDate = date;
  const lang = textAt(source, 'language');
  if (lang) data.lang = lang.toLowerCase();
  return data;
}

/** INID 56. `cited by examiner` becomes `citedBy`; wording that says nobody in particular stays as the category. */
export function mapCitations(bibliography: XmlNode, mapping: Mapping): Citation[] {
  const result: Citation[] = [];
  for (const list of bibliography.children) {
    if (list.name !== 'references-cited' && list.name !== 'us-references-cited') continue;
    for (const each of list.children) {
      // References that are not structured are one text.
      if (each.name === 'text' && each.text !== '') result.push({ kind: 'npl', text: each.text });
      const citation = mapCited(each, mapping);
      if (!citation) continue;
      const category = textAt(each, 'category');
      const citedBy = readCitedBy(category);
      if (citedBy) citation.citedBy = citedBy;
      else if (category) citation.category = category;
      const claims = textAt(each, 'rel-claims');
      if (claims) citation.relevantClaims = claims;
      const classes = mapCitationClasses(each, mapping);
      if (classes.length > 0) citation.classifications = classes;
      result.push(citation);
    }
  }
  return result;
}
