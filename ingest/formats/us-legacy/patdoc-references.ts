import { find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { around, element, written } from './tree.js';

/** DOC as a document-id. */
export function writeDocumentId(doc: XmlNode | undefined, name?: string): XmlNode[] {
  const number = textAt(doc, 'DNUM');
  if (!number) return [];
  const kind = textAt(doc, 'KIND');
  return [
    element('document-id', [
      ...written('country', textAt(doc, 'CTRY')),
      ...written('doc-number', number),
      // `00` fills the field where there is no kind.
      ...written('kind', kind === '00' ? undefined : kind),
      ...written('name', name),
      ...written('date', textAt(doc, 'DATE')),
    ]),
  ];
}

const relations: Readonly<Record<string, string>> = {
  B610: 'addition',
  B620: 'division',
  B631: 'continuation',
  B632: 'continuation-in-part',
  B633: 'continuing-reissue',
  B640: 'reissue',
  B641US: 'us-divisional-reissue',
  B645: 'reexamination',
  B646US: 'reexamination',
  B660: 'substitution',
};

const statuses: Readonly<Record<string, string>> = {
  '00': 'PENDING',
  '01': 'GRANTED',
  '03': 'ABANDONED',
  '04': 'STATUTORY INVENTION REGISTRATION',
};

/** B600: parents and siblings, provisional applications and earlier publications. */
export function writeRelated(b600: XmlNode | undefined): XmlNode[] {
  const entries = (b600?.children ?? []).flatMap((each) => (each.name === 'B630' ? each.children : [each]));
  return around('us-related-documents', entries.flatMap(writeRelation));
}

function writeRelation(entry: XmlNode): XmlNode[] {
  if (entry.name === 'B680US') return around('us-provisional-application', writeDocumentId(find(entry, 'DOC')));
  if (entry.name === 'B690US') return around('related-publication', writeDocumentId(find(entry, 'DOC')));
  const relation = relations[entry.name];
  if (!relation) return [];
  const links = findAll(entry, 'PARENT-US').map((parent) => {
    const status = textAt(parent, 'PSTA');
    const grant = find(parent, 'PPUB', 'DOC') ?? find(parent, 'B650', 'DOC');
    return element('relation', [
      element('parent-doc', [
        ...writeDocumentId(find(parent, 'PDOC', 'DOC')),
        ...written('parent-status', status && (statuses[status] ?? status)),
        ...around('parent-grant-document', writeDocumentId(grant)),
      ]),
      element('child-doc', writeDocumentId(find(parent, 'CDOC', 'DOC'))),
    ]);
  });
  const siblings = findAll(entry, 'SIBLING').map((sibling) =>
    element('relation', [
      element('parent-doc', [
        ...writeDocumentId(find(sibling, 'SDOC', 'DOC')),
        ...around('parent-grant-document', writeDocumentId(find(sibling, 'SPUB', 'DOC'))),
      ]),
      element('child-doc', writeDocumentId(find(sibling, 'CDOC', 'DOC'))),
    ]),
  );
  return around(relation, [...links, ...siblings]);
}

/** B560. */
export function writeCitations(b560: XmlNode | undefined): XmlNode[] {
  const citations = (b560?.children ?? []).map((entry, index) => {
    const by = find(entry, 'CITED-BY-EXAMINER')
      ? 'cited by examiner'
      : find(entry, 'CITED-BY-OTHER') && 'cited by other';
    const patent = find(entry, 'PCIT');
    const names = findAll(patent, 'PARTY-US', 'NAM').map((name) => textAt(name, 'SNM') ?? textAt(name, 'ONM'));
    const cited = patent
      ? element('patcit', writeDocumentId(find(patent, 'DOC'), names.filter(Boolean).join('; ')), {
          num: String(index + 1),
        })
      : { name: 'nplcit', attributes: { num: String(index + 1) }, text: textAt(entry, 'NCIT') ?? '', children: [] };
    return element('citation', [
      cited,
      ...written('rel-passage', textAt(patent, 'REL')),
      ...written('category', by),
      ...findAll(patent, 'PIC', 'PDAT').flatMap(({ text }) =>
        around('classification-ipc', written('main-classification', text)),
      ),
      ...findAll(patent, 'PNC', 'PDAT').flatMap(({ text }) =>
        around('classification-national', written('main-classification', text)),
      ),
    ]);
  });
  return around('references-cited', citations);
}
