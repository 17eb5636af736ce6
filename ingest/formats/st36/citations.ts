import type { Citation } from '../../../domain/document-reference.js';
import { block, leaf, node, type ElementRule } from '../../xml/element-rule.js';
import { textAt, type XmlNode } from '../../xml/xml-node.js';
import { classificationElement } from './classification-ipcr.js';
import { documentId, mapDocumentId } from './document-id.js';
import type { Mapping } from './flags.js';
import { mixed, mixedContent } from './vocabulary.js';

const passage = block(mixedContent);

/** patcit with a document-id, or with text only. */
export const patcit: ElementRule = node({ 'document-id': documentId, text: mixed, 'rel-passage': passage });

/** nplcit: othercit, or structured literature, as running text. */
export const nplcit: ElementRule = mixed;

/** Children of ST.36 citation. */
export const citationChildren: Record<string, ElementRule> = {
  patcit,
  nplcit,
  category: leaf,
  'rel-claims': leaf,
  'rel-passage': passage,
  'corresponding-docs': passage,
  'classification-ipc': node({ edition: leaf, 'main-classification': leaf, 'further-classification': leaf }),
  'classifications-ipcr': node({ 'classification-ipcr': classificationElement }),
};

/** Text `cited by examiner` of US files and role words of others -> `citedBy`. */
export function readCitedBy(text: string | undefined): string | undefined {
  const words = text?.toLowerCase() ?? '';
  if (words.includes('examiner')) return 'examiner';
  if (words.includes('applicant')) return 'applicant';
  if (words.includes('third party')) return 'third-party';
  return words.startsWith('cited by other') || words === 'imported from a related application' ? 'other' : undefined;
}

/** What every office's citation has in common: the cited document or text, with its sequence. */
export function mapCited(source: XmlNode, mapping: Mapping): Citation | undefined {
  let cited: XmlNode | undefined;
  const passages: string[] = [];
  for (const child of source.children) {
    if (child.name === 'patcit' || child.name === 'nplcit') cited ??= child;
    else if (child.name === 'rel-passage' && child.text !== '') passages.push(child.text);
  }
  if (!cited) return undefined;
  const sequence = Number(cited.attributes['num'] ?? source.attributes['num'] ?? '');
  const citation: Citation = { kind: cited.name === 'patcit' ? 'patent' : 'npl' };
  if (sequence > 0) citation.sequence = sequence;
  if (citation.kind === 'patent') readPatent(cited, citation, passages, mapping);
  else citation.text = cited.text;
  if (passages.length > 0) citation.passage = passages.join('\n');
  // Members of the family that say the same are named behind the document, with the `&` of search reports.
  const others = source.children.filter(({ name, text }) => name === 'corresponding-docs' && text !== '');
  if (others.length > 0)
    citation.text = [citation.text ?? '', ...others.map(({ text }) => text)].join(' & ').trimStart();
  return citation.reference || citation.text ? citation : undefined;
}

function readPatent(patcit: XmlNode, citation: Citation, passages: string[], mapping: Mapping): void {
  for (const child of patcit.children) {
    if (child.name === 'document-id') {
      const reference = mapDocumentId(child, mapping, 'publication', 'referencesCited.reference');
      if (reference) citation.reference = reference;
      const name = textAt(child, 'name');
      if (name) citation.name = name;
    } else if (child.name === 'rel-passage' && child.text !== '') passages.push(child.text);
    else if (child.name === 'text' && child.text !== '') citation.text = child.text;
  }
}
