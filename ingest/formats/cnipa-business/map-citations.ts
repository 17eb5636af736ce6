import type { Citation } from '../../../domain/document-reference.js';
import type { XmlNode } from '../../xml/xml-node.js';
import { attribute, find, findAll, textAt } from '../../xml/xml-node.js';
import { readReference } from './map-references.js';
import type { Notes } from './reading.js';
import { compact, groupBySequence, present, readCount } from './reading.js';

/** Who cites in a phase (srepPhase, as DOCDB's cited-phase). */
const citers: Readonly<Record<string, string>> = {
  SEA: 'examiner',
  EXA: 'examiner',
  PRS: 'examiner',
  SUP: 'examiner',
  APP: 'applicant',
  ISR: 'international-search',
  CH2: 'international-search',
  OPP: 'third-party',
  FOP: 'third-party',
  TPO: 'third-party',
  '115': 'third-party',
};

function joined(nodes: readonly XmlNode[]): string | undefined {
  return (
    nodes
      .map(({ text }) => text)
      .filter(Boolean)
      .join(' ') || undefined
  );
}

/** INID 56. */
export function readCitations(bibliography: XmlNode | undefined, notes: Notes): Citation[] {
  return findAll(bibliography, 'ReferencesCited', 'Citation').flatMap((node, index) => {
    const patent = find(node, 'ApplicationCitation');
    const npl = find(node, 'NPLCitation') ?? find(node, 'NPLCitationDetails', 'NPLCitation');
    const phase = attribute(node, 'srepPhase');
    const nested = (name: string) =>
      joined([...findAll(node, name), ...findAll(patent, name), ...findAll(node, 'RelevantPassage', name)]);
    const shared: Omit<Citation, 'kind'> = {
      sequence: readCount(attribute(node, 'sequence')) ?? index + 1,
      category: attribute(node, 'category') ?? attribute(patent, 'category') ?? nested('ReferenceDocCategory'),
      citedBy: attribute(node, 'generateBy')?.toLowerCase() ?? (phase ? citers[phase] : undefined),
      phase,
      relevantClaims: nested('RelevantClaims'),
      passage: joined([...findAll(node, 'RelevantPassage', 'Passage'), ...findAll(node, 'RelevantPassage', 'Text')]),
    };
    if (npl?.text) return [compact<Citation>({ kind: 'npl', ...shared, text: npl.text })];
    const references = [...findAll(patent, 'PublicationReference'), ...findAll(patent, 'ApplicationReference')];
    const group = groupBySequence(references)[0] ?? [];
    const reference = readReference(
      group.map((each) => ({ form: attribute(each, 'dataFormat'), id: find(each, 'DocumentID') })),
      `referencesCited[${index}]`,
      notes,
    );
    const text = present(textAt(patent, 'Text')) ?? present(textAt(node, 'DOI'));
    if (!reference && !text) return [];
    const applicant = find(patent, 'ApplicantDetails', 'Applicant');
    const name = present(textAt(applicant, 'AddressBook', 'Name')) ?? present(textAt(applicant, 'Name'));
    return [compact<Citation>({ kind: 'patent', ...shared, reference, text, name })];
  });
}
