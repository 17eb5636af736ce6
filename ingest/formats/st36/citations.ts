import type { Citation } from '../../../domain/document-reference.js';
import { block, leaf, node, type ElementRule } from '../../xml/element-rule.js';
import { find, type XmlNode } from '../../xml/xml-node.js';
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
  const patent = find(source, 'patcit');
  const cited = patent ?? find(source, 'nplcit');
  if (!cited) return undefined;
  const sequence = Number(cited.attributes['num'] ?? source.attributes['num'] ?? '');
  const citation: Citation = { kind: patent ? 'patent' : 'npl' };
  if (sequence > 0) citation.sequence = sequence;
  if (patent) {
    const printed = find(patent, 'document-id');
    const reference = mapDocumentId(printed, mapping, 'publication', 'referencesCited.reference');
    if (reference) citation.reference = reference;
    const name = find(printed, 'name')?.text;
    if (name) citation.name = name;
    const text = find(patent, 'text')?.text;
    if (text) citation.text = text;
  } else citation.text = cited.text;
  const passages = [patent, source].flatMap(
    (each) => each?.children.filter(({ name }) => name === 'rel-passage') ?? [],
  );
  const text = passages
    .map((each) => each.text)
    .filter(Boolean)
    .join('\n');
  if (text) citation.passage = text;
  return citation.reference || citation.text ? citation : undefined;
}
