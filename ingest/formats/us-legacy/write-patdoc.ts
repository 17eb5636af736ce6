import { find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { writeParties } from './patdoc-parties.js';
import { writeCitations, writeDocumentId, writeRelated } from './patdoc-references.js';
import { around, element, renamed, written } from './tree.js';

/** A PATDOC in the elements of us-patent-grant: both have the same content, so that one mapping serves them. */
export function writeGrant(patdoc: XmlNode): XmlNode {
  const sdobi = find(patdoc, 'SDOBI');
  return element(
    'us-patent-grant',
    [
      element('us-bibliographic-data-grant', writeBibliography(sdobi)),
      ...renamed('abstract', find(patdoc, 'SDOAB')),
      ...renamed('drawings', find(patdoc, 'SDODR')),
      element('description', (find(patdoc, 'SDODE')?.children ?? []).flatMap(writeSection)),
      ...around('claims', findAll(patdoc, 'SDOCL', 'CL', 'CLM').flatMap(writeClaim)),
    ],
    { lang: 'EN' },
  );
}

function writeBibliography(sdobi: XmlNode | undefined): XmlNode[] {
  const [b100, b200, b500] = ['B100', 'B200', 'B500'].map((tag) => find(sdobi, tag));
  const id = (number: string | undefined, ...more: XmlNode[][]) =>
    number ? [element('document-id', [...written('doc-number', number), ...more.flat()])] : [];
  return [
    ...around(
      'publication-reference',
      id(
        textAt(b100, 'B110'),
        written('country', textAt(b100, 'B190')),
        written('kind', textAt(b100, 'B130')),
        written('date', textAt(b100, 'B140')),
      ),
    ),
    ...renamed('us-sir-flag', find(b100, 'B122US')),
    ...around('application-reference', id(textAt(b200, 'B210'), written('date', textAt(b200, 'B220')))),
    ...renamed('rule-47-flag', find(b200, 'B221US')),
    ...renamed('us-issued-on-continued-prosecution-application', find(b200, 'B222US')),
    ...around('priority-claims', findAll(sdobi, 'B300').map(writePriority)),
    ...writeTerm(find(sdobi, 'B400', 'B472')),
    ...writeTechnicalData(b500, /^S/.test(textAt(b100, 'B130') ?? '')),
    ...writeRelated(find(sdobi, 'B600')),
    ...writeParties(find(sdobi, 'B700')),
    ...writeInternationalData(find(sdobi, 'B800')),
  ];
}

const writePriority = (b300: XmlNode, index: number): XmlNode =>
  element(
    'priority-claim',
    [
      ...written('country', textAt(b300, 'B330')),
      ...written('doc-number', textAt(b300, 'B310')),
      ...written('date', textAt(b300, 'B320')),
    ],
    { sequence: String(index + 1) },
  );

function writeTerm(b472: XmlNode | undefined): XmlNode[] {
  const extension = textAt(b472, 'B474US');
  const disclaimer = find(b472, 'B473') ?? find(b472, 'B473US');
  const isDays = /^\d+$/.test(extension ?? '');
  return around('us-term-of-grant', [
    ...written('length-of-grant', textAt(b472, 'B474')),
    ...written('us-term-extension', isDays ? extension : undefined),
    // `5 years`, the longest extension, is no number of days.
    ...written('text', isDays || !extension ? undefined : `term extended by ${extension}`),
    ...(disclaimer ? [element('disclaimer', written('date', disclaimer.text))] : []),
  ]);
}

const symbols = (name: string, from: readonly XmlNode[]): XmlNode[] =>
  from.flatMap((each) => findAll(each, 'PDAT')).flatMap(({ text }) => written(name, text));

/** B500. The main class of a design is its Locarno class. */
function writeTechnicalData(b500: XmlNode | undefined, isDesign: boolean): XmlNode[] {
  const [b510, b520, b580] = ['B510', 'B520', 'B580'].map((tag) => find(b500, tag));
  return [
    ...around(isDesign ? 'classification-locarno' : 'classification-ipc', [
      ...written('edition', textAt(b510, 'B516')),
      ...symbols('main-classification', findAll(b510, 'B511')),
      ...symbols('further-classification', findAll(b510, 'B512')),
    ]),
    ...around('classification-national', [
      ...symbols('main-classification', findAll(b520, 'B521')),
      ...symbols('further-classification', [...findAll(b520, 'B522'), ...findAll(b520, 'B522US')]),
    ]),
    ...renamed('invention-title', find(b500, 'B540')),
    ...around('us-botanic', [
      ...written('latin-name', textAt(b500, 'BOTANIC', 'LATIN-NAME')),
      ...written('variety', textAt(b500, 'BOTANIC', 'VARIETY')),
    ]),
    ...writeCitations(find(b500, 'B560')),
    ...written('number-of-claims', textAt(b500, 'B570', 'B577')),
    ...findAll(b500, 'B570', 'B578US').flatMap(({ text }) => written('us-exemplary-claim', text)),
    ...around('field-of-search', [
      ...findAll(b580, 'B581').flatMap((each) => around('classification-ipc', symbols('main-classification', [each]))),
      ...findAll(b580, 'B582').flatMap((each) =>
        around('classification-national', symbols('main-classification', [each])),
      ),
      ...findAll(b580, 'B583US').flatMap(({ text }) => written('text', text)),
    ]),
    ...around('figures', [
      ...written('number-of-drawing-sheets', textAt(b500, 'B590', 'B595')),
      ...written('number-of-figures', textAt(b500, 'B590', 'B596')),
    ]),
  ];
}

function writeInternationalData(b800: XmlNode | undefined): XmlNode[] {
  const entry = textAt(b800, 'B860', 'B864US') ?? textAt(b800, 'B860', 'B863');
  return [
    ...around('pct-or-regional-filing-data', [
      ...writeDocumentId(find(b800, 'B860', 'B861', 'DOC')),
      ...around('us-371c124-date', written('date', entry)),
    ]),
    ...around('pct-or-regional-publishing-data', writeDocumentId(find(b800, 'B870', 'B871', 'DOC'))),
  ];
}

/** RELAPP, GOVINT, BRFSUM ...: sections as the later files mark them, by processing instructions. */
function writeSection(section: XmlNode): XmlNode[] {
  const kind = section.name === 'DRWDESC' ? 'brief-description-of-drawings' : section.name;
  const mark = (end: string): XmlNode[] => written('?', `${kind} end="${end}"`);
  const blocks = findAll(section, 'BTEXT').flatMap(({ children }) =>
    children.flatMap((each) => {
      const id = each.attributes['ID'];
      return renamed(each.name === 'H' ? 'heading' : 'p', each, id ? { id } : {});
    }),
  );
  return [...mark('lead'), ...blocks, ...mark('tail')];
}

function writeClaim(claim: XmlNode): XmlNode[] {
  const id = claim.attributes['ID'];
  const references = claim.references?.map((each) => ({ idref: each['ID'] ?? '' }));
  return renamed('claim', { ...claim, ...(references ? { references } : {}) }, id ? { id } : {});
}
