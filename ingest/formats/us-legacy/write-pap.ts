import { find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { writeParties } from './pap-parties.js';
import { writeCitations, writeDocumentId, writeRelated } from './pap-references.js';
import { around, element, renamed, written } from './tree.js';

/** A patent-application-publication in the elements of us-patent-application, so that one mapping serves both. */
export function writeApplication(publication: XmlNode): XmlNode {
  const bibliography = find(publication, 'subdoc-bibliographic-information');
  const paragraphs = findAll(publication, 'subdoc-abstract', 'paragraph');
  const [first] = paragraphs;
  return element(
    'us-patent-application',
    [
      ...(bibliography ? [element('us-bibliographic-data-application', writeBibliography(bibliography))] : []),
      ...(first
        ? renamed('abstract', {
            ...first,
            text: paragraphs.map(({ text }) => text).join('\n'),
            embedded: paragraphs.flatMap(({ embedded }) => embedded ?? []),
          })
        : []),
      ...renamed('drawings', find(publication, 'subdoc-drawings')),
      element('description', (find(publication, 'subdoc-description')?.children ?? []).flatMap(writeSection)),
      ...around('claims', findAll(publication, 'subdoc-claims', 'claim').flatMap(writeClaim)),
    ],
    { lang: 'EN' },
  );
}

function writeBibliography(source: XmlNode): XmlNode[] {
  const filing = find(source, 'domestic-filing-data');
  const technical = find(source, 'technical-information');
  const number = textAt(filing, 'application-number', 'doc-number');
  const type = textAt(source, 'publication-filing-type');
  const prosecution =
    find(filing, 'continued-prosecution-application') ?? find(filing, 'continued-prosecution-application-flag');
  const international = find(source, 'international-conventions');
  return [
    ...around('publication-reference', writeDocumentId(find(source, 'document-id'))),
    ...(number
      ? around('application-reference', [
          element('document-id', [...written('doc-number', number), ...written('date', textAt(filing, 'filing-date'))]),
        ])
      : []),
    ...(type ? [element('us-publication-filing-type', [element(type, [])])] : []),
    ...renamed('us-publication-of-continued-prosecution-application', prosecution),
    ...renamed('rule-47-flag', find(filing, 'rule-47-flag')),
    ...around('priority-claims', findAll(source, 'foreign-priority-data').map(writePriority)),
    ...writeClasses(technical),
    ...renamed('invention-title', find(technical, 'title-of-invention')),
    ...renamed('us-botanic', find(technical, 'botanic')),
    ...writeCitations(technical),
    ...writeRelated(source),
    ...writeParties(source),
    ...around('pct-or-regional-filing-data', [
      ...writeDocumentId(find(international, 'pct-application', 'document-id')),
      ...around(
        'us-371c124-date',
        written('date', textAt(international, 'usc371c124-date') ?? textAt(international, 'usc371-date')),
      ),
    ]),
    ...around(
      'pct-or-regional-publishing-data',
      writeDocumentId(find(international, 'pct-publication', 'document-id')),
    ),
    ...renamed('us-appendix-data', find(source, 'appendix-data')),
  ];
}

const writePriority = (source: XmlNode, index: number): XmlNode =>
  element(
    'priority-claim',
    [
      ...written('country', textAt(source, 'country-code')),
      ...written('doc-number', textAt(source, 'priority-application-number', 'doc-number')),
      ...written('date', textAt(source, 'filing-date')),
    ],
    { sequence: String(index + 1) },
  );

/** IPC as `A41B001/00`, US classes in two elements of three and six digits: the later schemas write them in one. */
function writeClasses(technical: XmlNode | undefined): XmlNode[] {
  const ipc = find(technical, 'classification-ipc');
  const us = find(technical, 'classification-us');
  const names = { primary: 'main-classification', secondary: 'further-classification' } as const;
  const ipcs = (['primary', 'secondary'] as const).flatMap((rank) =>
    findAll(ipc, `classification-ipc-${rank}`, 'ipc').flatMap(({ text }) => written(names[rank], text)),
  );
  const classes = (['primary', 'secondary'] as const).flatMap((rank) =>
    findAll(us, `classification-us-${rank}`).flatMap((each) => {
      const symbol = `${(textAt(each, 'uspc', 'class') ?? '').padStart(3)}${textAt(each, 'uspc', 'subclass') ?? ''}`;
      return written(names[rank], textAt(each, 'uspc-freeform') ?? symbol.trimEnd());
    }),
  );
  return [
    ...(ipcs.length > 0
      ? [element('classification-ipc', [...written('edition', textAt(ipc, 'classification-ipc-edition')), ...ipcs])]
      : []),
    ...around('classification-national', classes),
  ];
}

/** Sections of sections in one row, between the marks that the later files set with processing instructions. */
function writeSection(section: XmlNode): XmlNode[] {
  const mark = (end: string): XmlNode[] => written('?', `${section.name} end="${end}"`);
  return [...mark('lead'), ...section.children.flatMap(writeBlock), ...mark('tail')];
}

function writeBlock(source: XmlNode): XmlNode[] {
  if (source.name === 'section') return source.children.flatMap(writeBlock);
  if (source.name === 'heading') return [source];
  const { id } = source.attributes;
  const number = id?.match(/^P-0*(\d+)$/)?.[1];
  return renamed('p', source, { ...(id ? { id } : {}), ...(number ? { num: number.padStart(4, '0') } : {}) });
}

function writeClaim(claim: XmlNode): XmlNode[] {
  const { id } = claim.attributes;
  const references = claim.references?.map((each) => ({ idref: each['depends_on'] ?? '' }));
  return renamed('claim', { ...claim, ...(references ? { references } : {}) }, id ? { id } : {});
}
