import type { RelatedDocument } from '../../../domain/document-reference.js';
import type { XmlNode } from '../../xml/xml-node.js';
import { find, findAll, textAt } from '../../xml/xml-node.js';
import { single } from './map-references.js';
import type { Notes } from './reading.js';
import { compact, present } from './reading.js';

const relationNames: Readonly<Record<string, string>> = {
  Addition: 'addition',
  Division: 'division',
  Continuation: 'continuation',
  ContinuationInPart: 'continuation-in-part',
  ContinuingReissue: 'continuing-reissue',
  ReissuedDoc: 'reissue',
  ReexaminationDoc: 'reexamination',
  SubstitutedApplication: 'substitution',
  UtilityModelBasis: 'utility-model-basis',
};

const relatedElements: ReadonlySet<string> = new Set([
  ...Object.keys(relationNames),
  'DomesticPriorityClaimDetails',
  'RelatedPublicationDoc',
  'PreviouslyFiledApplication',
  'OtherDocumentsRelation',
]);

function readRelation(relation: string, between: XmlNode | undefined, notes: Notes): RelatedDocument | undefined {
  const parent = find(between, 'ParentDocument');
  const member = `relatedDocuments.${relation}`;
  const result = compact<RelatedDocument>({
    relation,
    parent: single(
      find(parent, 'DocumentID') ?? find(parent, 'ParentPCTDocument', 'DocumentID'),
      member,
      notes,
      find(parent, 'DocumentID') ? 'CN' : 'WO',
    ),
    child: single(find(between, 'ChildDocument', 'DocumentID'), member, notes),
    parentStatus: present(textAt(parent, 'ParentStatus')),
    parentGrant: single(find(parent, 'ParentGrantDocument', 'DocumentID'), member, notes),
  });
  return result.parent || result.child || result.parentGrant ? result : undefined;
}

/** INID 60-68, of inventions (RelatedDocuments) and designs (Division beside the other data). */
export function readRelatedDocuments(bibliography: XmlNode | undefined, notes: Notes): RelatedDocument[] {
  const found: (RelatedDocument | undefined)[] = [];
  const add = (relation: string, id: XmlNode | undefined) => {
    const parent = single(id, `relatedDocuments.${relation}`, notes);
    if (parent) found.push({ relation, parent });
  };
  const inner = find(bibliography, 'RelatedDocuments')?.children ?? [];
  const beside = bibliography?.children ?? [];
  for (const node of inner.concat(beside)) {
    if (!relatedElements.has(node.name)) continue;
    const relation = relationNames[node.name];
    if (relation) found.push(...findAll(node, 'DocumentsRelation').map((each) => readRelation(relation, each, notes)));
    else if (node.name === 'DomesticPriorityClaimDetails')
      for (const each of findAll(node, 'DomesticPriorityClaim', 'SubstitutedApplication', 'DocumentsRelation'))
        found.push(readRelation('domestic-priority', each, notes));
    else if (node.name === 'RelatedPublicationDoc')
      for (const id of findAll(node, 'DocumentID')) add('related-publication', id);
    else if (node.name === 'PreviouslyFiledApplication')
      for (const id of findAll(node, 'DocumentID')) add('previously-filed-application', id);
    else if (node.name === 'OtherDocumentsRelation')
      found.push(readRelation(present(textAt(node, 'RelationName')) ?? 'other', node, notes));
  }
  return found.filter((each) => each !== undefined);
}
