import { find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { around, element, written } from './tree.js';

/** document-id with the parts in the order and under the names of the later schemas. */
export function writeDocumentId(source: XmlNode | undefined, name?: string): XmlNode[] {
  const number = textAt(source, 'doc-number');
  if (!number) return [];
  return [
    element('document-id', [
      ...written('country', textAt(source, 'country-code')),
      ...written('doc-number', number),
      ...written('kind', textAt(source, 'kind-code')),
      ...written('name', name),
      ...written('date', textAt(source, 'document-date')),
    ]),
  ];
}

const relations: Readonly<Record<string, string>> = {
  'division-of': 'division',
  'continuation-of': 'continuation',
  'continuation-in-part-of': 'continuation-in-part',
  'continuing-reissue-of': 'continuing-reissue',
  'a-371-of-international': 'a-371-of-international',
  'substitution-for': 'substitution',
  'reissue-of': 'reissue',
};

/** continuity-data and prior-publication. */
export function writeRelated(bibliography: XmlNode): XmlNode[] {
  const continuity = find(bibliography, 'continuity-data')?.children ?? [];
  const entries = continuity.flatMap((each) => (each.name === 'continuations' ? each.children : [each]));
  const earlier = findAll(bibliography, 'prior-publication', 'document-id');
  return around('us-related-documents', [
    ...entries.flatMap(writeRelation),
    ...earlier.flatMap((id) => around('related-publication', writeDocumentId(id))),
  ]);
}

function writeRelation(entry: XmlNode): XmlNode[] {
  const id = writeDocumentId(find(entry, 'document-id'));
  if (entry.name === 'non-provisional-of-provisional') return around('us-provisional-application', id);
  if (entry.name === 'corrected-republication-of') return around('correction', around('document-corrected', id));
  const relation = relations[entry.name];
  const links = find(entry, 'parent-child');
  if (!relation || !links) return [];
  return [
    element(relation, [
      element('relation', [
        element('parent-doc', [
          ...writeDocumentId(find(links, 'parent', 'document-id')),
          ...written('parent-status', textAt(links, 'parent-status')),
          ...around('parent-grant-document', writeDocumentId(find(links, 'parent-patent', 'document-id'))),
          ...around('parent-pct-document', writeDocumentId(find(entry, 'parent-pct', 'document-id'))),
        ]),
        element('child-doc', writeDocumentId(find(links, 'child', 'document-id'))),
      ]),
    ]),
  ];
}

/** citation of technical-information: nearly never there, for a search comes later than this publication. */
export function writeCitations(technical: XmlNode | undefined): XmlNode[] {
  const citations = findAll(technical, 'citation').map((each) => {
    const patent = find(each, 'cited-patent-literature');
    const party = find(patent, 'party');
    const name = textAt(party, 'organization-name') ?? textAt(party, 'name', 'family-name');
    const words = textAt(each, 'cited-non-patent-literature') ?? '';
    return element('citation', [
      patent
        ? element('patcit', writeDocumentId(find(patent, 'document-id'), name))
        : { name: 'nplcit', attributes: {}, text: words, children: [] },
      ...written('rel-passage', textAt(each, 'relevant-section')),
    ]);
  });
  return around('references-cited', citations);
}
