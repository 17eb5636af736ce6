import type { Citation, DocumentReference } from '../../../domain/document-reference.js';
import { attribute, find, textAt, type XmlNode } from '../../xml/xml-node.js';
import type { FlagCollector } from './flag-collector.js';
import { findDocumentId, mapDocumentId, mapParts, readParts } from './map-references.js';
import { readPassage } from './passage-text.js';

/** Phase of citation (cited-phase) -> who cited. A phase that names no party, such as appeal, says nothing. */
const citers: Readonly<Record<string, string>> = {
  SEA: 'examiner',
  EXA: 'examiner',
  PRS: 'examiner',
  SUP: 'examiner',
  ISR: 'international-search',
  CH2: 'international-search',
  APP: 'applicant',
  OPP: 'third-party',
  FOP: 'third-party',
  TPO: 'third-party',
  '115': 'third-party',
};

/** references-cited -> citations in document order. */
export function mapCitations(references: XmlNode | undefined, flags: FlagCollector): Citation[] {
  const mapped: Citation[] = [];
  for (const element of references?.children ?? []) {
    if (element.name === 'citation') {
      const citation = mapCitation(element, flags);
      if (citation) mapped.push(citation);
    } else if (element.text) mapped.push({ kind: 'npl', text: element.text });
  }
  return mapped;
}

function mapCitation(element: XmlNode, flags: FlagCollector): Citation | undefined {
  const [alone] = element.children;
  if (alone?.name === 'patcit' && element.children.length === 1)
    return fillPatent(begin('patent', element, flags), alone, undefined, flags);
  let patent: XmlNode | undefined;
  let npl: XmlNode | undefined;
  let corresponding: XmlNode | undefined;
  let plain: string | undefined;
  /** Category of the citation as a whole; those of its passages say the same in parts. */
  const whole: string[] = [];
  const categories: string[] = [];
  const claims: string[] = [];
  const passages: string[] = [];
  const classifications: string[] = [];
  const collect = (child: XmlNode) => {
    if (child.name === 'category' && child.text && !categories.includes(child.text)) categories.push(child.text);
    else if (child.name === 'rel-claims' && child.text && !claims.includes(child.text)) claims.push(child.text);
    else if (child.name === 'passage' || child.name === 'text') {
      const passage = readPassage(child);
      if (passage && !passages.includes(passage)) passages.push(passage);
    }
  };
  for (const child of element.children) {
    if (child.name === 'patcit') patent ??= child;
    else if (child.name === 'nplcit') npl ??= child;
    else if (child.name === 'corresponding-docs') {
      corresponding = child;
      for (const each of child.children) {
        collect(each);
        if (each.name === 'rel-passage') each.children.forEach(collect);
      }
    } else if (child.name === 'category') {
      if (child.text && !whole.includes(child.text)) whole.push(child.text);
    } else if (child.name === 'rel-passage') child.children.forEach(collect);
    else if (child.name.startsWith('classification')) classifications.push(...texts(child));
    else if (child.name === 'text') plain = child.text || plain;
    else collect(child);
  }
  const others = corresponding && mapCorresponding(corresponding, flags);
  const citation = begin(patent ? 'patent' : 'npl', element, flags);
  const category = (whole.length > 0 ? whole : categories).join(', ');
  if (category) citation.category = category;
  if (claims.length > 0) citation.relevantClaims = claims.join('; ');
  if (passages.length > 0) citation.passage = passages.join('; ');
  if (classifications.length > 0) citation.classifications = classifications;
  if (patent) return fillPatent(citation, patent, others, flags);
  const reference =
    mapDocumentId(findDocumentId(find(npl, 'source-doc')), 'publication', 'referencesCited', flags) ?? others?.[0];
  if (reference) citation.reference = reference;
  const text = (npl && nplText(npl)) ?? plain;
  if (text) citation.text = text;
  return text || reference ? citation : undefined;
}

/** What the attributes of a citation say: its number, and who cited in which phase. */
function begin(kind: Citation['kind'], { attributes }: XmlNode, flags: FlagCollector): Citation {
  const citation: Citation = { kind };
  const sequence = attributes['sequence'];
  if (sequence && /^\d+$/.test(sequence)) citation.sequence = Number(sequence);
  // `srep-phase` until v2.4.
  const phase = attributes['cited-phase'] ?? attributes['srep-phase'];
  const citedBy = attributes['cited-by']?.toLowerCase() ?? (phase ? citers[phase.toUpperCase()] : undefined);
  if (citedBy) citation.citedBy = citedBy;
  const citedByName = attributes['name'];
  if (citedByName) citation.citedByName = citedByName;
  if (phase) citation.phase = phase;
  const searchOffice = attributes['srep-office'];
  if (searchOffice) citation.searchOffice = searchOffice;
  const citedDate = flags.day(attributes['cited-date'], 'referencesCited.citedDate');
  if (citedDate) citation.citedDate = citedDate;
  return citation;
}

function fillPatent(
  citation: Citation,
  patent: XmlNode,
  others: readonly DocumentReference[] | undefined,
  flags: FlagCollector,
): Citation {
  const parts = readParts(findDocumentId(patent));
  const text = textAt(patent, 'text');
  const printed = attribute(patent, 'dnum') ?? text;
  // An application that was never published is cited by its own number.
  const role = attribute(patent, 'dnum-type')?.startsWith('application') ? 'application' : 'publication';
  const reference = mapParts(parts, role, 'referencesCited', flags) ?? (printed ? fromPrinted(printed) : undefined);
  if (reference) {
    if (printed) reference.original = printed;
    citation.reference = reference;
    others?.forEach((each, index) => {
      (reference.forms ??= {})[`corresponding-${index + 1}`] = `${each.office}${each.number}${each.kind ?? ''}`;
    });
  }
  if (text && (text !== printed || !reference)) citation.text = text;
  if (parts.name) citation.name = parts.name;
  return citation;
}

const dnumShape = /^([A-Z]{2})\s*([\dA-Z/.-]*?\d)\s*([A-Z]\d?)?$/;

/** `dnum` alone: `US5556839A`. */
function fromPrinted(printed: string): DocumentReference | undefined {
  const match = dnumShape.exec(printed);
  if (!match?.[1] || !match[2]) return undefined;
  return { office: match[1], number: match[2], ...(match[3] ? { kind: match[3] } : {}) };
}

function mapCorresponding(element: XmlNode, flags: FlagCollector): DocumentReference[] {
  const references: DocumentReference[] = [];
  for (const child of element.children) {
    const documentId =
      child.name === 'document-id'
        ? child
        : child.name === 'patcit'
          ? findDocumentId(child)
          : findDocumentId(find(child, 'source-doc'));
    const reference = mapDocumentId(documentId, 'publication', 'referencesCited', flags);
    if (reference) references.push(reference);
  }
  return references;
}

function texts(element: XmlNode): string[] {
  if (element.name === 'edition' || element.name === 'country') return [];
  return [...(element.text ? [element.text] : []), ...element.children.flatMap(texts)];
}

/** Text of a non-patent citation; put together from its parts when the record gives only these. */
function nplText(npl: XmlNode): string | undefined {
  const text = textAt(npl, 'text') ?? textAt(npl, 'othercit');
  if (text) return text;
  const parts = npl.children.filter(({ name }) => name !== 'source-doc').flatMap(texts);
  return parts.length > 0 ? parts.join(', ') : undefined;
}
