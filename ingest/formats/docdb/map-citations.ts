import type { Citation, DocumentReference } from '../../../domain/document-reference.js';
import { attribute, find, textAt, type XmlNode } from '../../xml/xml-node.js';
import type { FlagCollector } from './flag-collector.js';
import { mapDocumentId } from './map-references.js';
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
  let patent: XmlNode | undefined;
  let npl: XmlNode | undefined;
  let corresponding: XmlNode | undefined;
  let plain: string | undefined;
  /** Category of the citation as a whole; those of its passages say the same in parts. */
  let whole: string | undefined;
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
    } else if (child.name === 'category') whole = child.text || whole;
    else if (child.name === 'rel-passage') child.children.forEach(collect);
    else if (child.name.startsWith('classification')) classifications.push(...texts(child));
    else if (child.name === 'text') plain = child.text || plain;
    else collect(child);
  }
  const category = whole ?? categories.join(', ');
  const phase = attribute(element, 'cited-phase');
  const citedBy = attribute(element, 'cited-by')?.toLowerCase() ?? (phase ? citers[phase] : undefined);
  const sequence = attribute(element, 'sequence');
  const others = corresponding ? mapCorresponding(corresponding, flags) : undefined;
  const shared: Omit<Citation, 'kind'> = {
    ...(sequence && /^\d+$/.test(sequence) ? { sequence: Number(sequence) } : {}),
    ...(category ? { category } : {}),
    ...(citedBy ? { citedBy } : {}),
    ...(phase ? { phase } : {}),
    ...(claims.length > 0 ? { relevantClaims: claims.join('; ') } : {}),
    ...(passages.length > 0 ? { passage: passages.join('; ') } : {}),
    ...(classifications.length > 0 ? { classifications } : {}),
  };
  if (patent) return mapPatentCitation(patent, shared, others, flags);
  const text = (npl && nplText(npl)) ?? plain;
  const source = mapDocumentId(find(npl, 'source-doc', 'document-id'), 'publication', 'referencesCited', flags);
  const reference = source ?? others?.references[0];
  if (!text && !reference) return undefined;
  return {
    kind: 'npl',
    ...shared,
    ...(reference ? { reference } : {}),
    ...(text ? { text } : {}),
  };
}

function mapPatentCitation(
  patent: XmlNode,
  shared: Omit<Citation, 'kind'>,
  others: Corresponding | undefined,
  flags: FlagCollector,
): Citation {
  const documentId = find(patent, 'document-id');
  const printed = attribute(patent, 'dnum') ?? textAt(patent, 'text');
  const reference =
    mapDocumentId(documentId, 'publication', 'referencesCited', flags) ?? (printed ? fromPrinted(printed) : undefined);
  if (reference && printed) reference.original = printed;
  if (reference && others && others.references.length > 0) {
    reference.forms = { ...reference.forms };
    others.references.forEach((each, index) => {
      if (reference.forms)
        reference.forms[`corresponding-${index + 1}`] = `${each.office}${each.number}${each.kind ?? ''}`;
    });
  }
  const name = textAt(documentId, 'name');
  const text = textAt(patent, 'text');
  return {
    kind: 'patent',
    ...shared,
    ...(reference ? { reference } : {}),
    ...(text && text !== printed ? { text } : {}),
    ...(name ? { name } : {}),
  };
}

const dnumShape = /^([A-Z]{2})\s*([\dA-Z/.-]*?\d)\s*([A-Z]\d?)?$/;

/** `dnum` alone: `US5556839A`. */
function fromPrinted(printed: string): DocumentReference | undefined {
  const match = dnumShape.exec(printed);
  if (!match?.[1] || !match[2]) return undefined;
  return { office: match[1], number: match[2], ...(match[3] ? { kind: match[3] } : {}) };
}

interface Corresponding {
  references: DocumentReference[];
}

function mapCorresponding(element: XmlNode, flags: FlagCollector): Corresponding {
  const references: DocumentReference[] = [];
  for (const child of element.children) {
    const path = child.name === 'patcit' ? find(child, 'document-id') : find(child, 'source-doc', 'document-id');
    const reference = mapDocumentId(path, 'publication', 'referencesCited', flags);
    if (reference) references.push(reference);
  }
  return { references };
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
