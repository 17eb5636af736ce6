import type { DescriptionParagraph, DescriptionSection } from '../../../domain/patent.js';
import type { EmbeddedReference, LocalizedText } from '../../../domain/text.js';
import type { XmlNode } from '../../xml/xml-node.js';
import { attribute, find, findAll } from '../../xml/xml-node.js';
import { compact } from './reading.js';
import { sectionKinds } from './rules-text.js';

/** Language of a part, lower case. */
export const languageOf = (node: XmlNode | undefined) => attribute(node, 'lang')?.toLowerCase();

/** `national office` for the original, with the data format or processing named where it is another. */
function originOf(node: XmlNode): string | undefined {
  const source = attribute(node, 'sourceDB');
  const further = [attribute(node, 'dataFormat'), attribute(node, 'processingType')].filter(
    (value, index, all) => value !== undefined && value !== 'original' && all.indexOf(value) === index,
  );
  return [source, ...further].filter(Boolean).join(', ') || undefined;
}

/** Adds a text unless it is empty or there already in its language. */
function addText(texts: LocalizedText[], node: XmlNode, text: string, origin: string | undefined): void {
  const lang = languageOf(node);
  if (text === '') return;
  for (const other of texts) if (other.lang === lang && other.text === text) return;
  texts.push(compact({ lang, text, origin }));
}

/** INID 54, every language and data format. */
export function readTitles(bibliography: XmlNode | undefined): LocalizedText[] {
  const titles: LocalizedText[] = [];
  for (const name of ['InventionTitle', 'DesignTitle'])
    for (const node of findAll(bibliography, name)) addText(titles, node, node.text, originOf(node));
  return titles;
}

const abstractParts = [['AbstractProblem', 'Paragraphs'], ['AbstractSolution', 'Paragraphs'], ['Paragraphs']];

function textOfAbstract(node: XmlNode): string {
  let whole = '';
  for (const path of abstractParts)
    for (const { text } of findAll(node, ...path)) if (text !== '') whole = whole === '' ? text : `${whole}\n${text}`;
  return whole || node.text;
}

const abstractPaths = [['Abstract'], ['EnhancedAbstractDetails', 'OriginalAbstract']];

/** INID 57. */
export function readAbstracts(document: XmlNode): LocalizedText[] {
  const abstracts: LocalizedText[] = [];
  for (const path of abstractPaths)
    for (const node of findAll(document, ...path)) addText(abstracts, node, textOfAbstract(node), originOf(node));
  for (const node of findAll(document, 'EnhancedAbstractDetails', 'EnhancedAbstract'))
    addText(abstracts, node, textOfAbstract(node), 'enhanced');
  return abstracts;
}

/** Headings that the Rules of the Patent Law (rule 20) prescribe; files print them as paragraphs. */
const prescribedHeadings: Readonly<Record<string, string>> = {
  技术领域: 'technical-field',
  背景技术: 'background-art',
  发明内容: 'disclosure',
  实用新型内容: 'disclosure',
  附图说明: 'description-of-drawings',
  具体实施方式: 'mode-for-invention',
};
/** With brackets, colon and blanks between the characters a heading has no more characters than this. */
const longestHeading = 24;

/** The prescribed heading that a paragraph is, without its brackets and blanks; undefined for running text. */
function readPrescribedHeading(text: string): string | undefined {
  if (text.length > longestHeading) return undefined;
  const bare = text.replace(/[\s【】[\]：:]/g, '');
  return Object.hasOwn(prescribedHeadings, bare) ? bare : undefined;
}

/** Written out member by member: a record has a hundred of them. */
function readParagraph(node: XmlNode): DescriptionParagraph {
  const { text } = node;
  const printed = attribute(node, 'num');
  const number = printed?.startsWith('n') ? printed.replace(/^n(?=\d)/, '') : printed;
  const id = attribute(node, 'id');
  if (number === undefined) return id === undefined ? { text } : { id, text };
  return id === undefined ? { number, text } : { number, id, text };
}

/** Description by section, in document order. */
export function readDescription(document: XmlNode, titles: readonly LocalizedText[]): DescriptionSection[] {
  const sections: DescriptionSection[] = [];
  for (const description of [...findAll(document, 'Description'), ...findAll(document, 'DesignBriefExplanation')]) {
    const lang = languageOf(description);
    const open = (kind: string | undefined, heading?: string) => {
      const section = compact<DescriptionSection>({ heading, kind, lang, paragraphs: [] });
      sections.push(section);
      return section;
    };
    const walk = (node: XmlNode, kind: string | undefined) => {
      let current: DescriptionSection | undefined;
      for (const child of node.children) {
        if (child.name === 'Heading' && child.text) current = open(kind, child.text);
        else if (child.name === 'InventionTitle') {
          if (child.text && !titles.some(({ text }) => text === child.text)) open(kind, child.text);
        } else if (child.name === 'Paragraphs') {
          const heading = readPrescribedHeading(child.text);
          if (heading !== undefined) current = open(kind ?? prescribedHeadings[heading], heading);
          else if (child.text) {
            current ??= open(kind);
            current.paragraphs.push(readParagraph(child));
          }
        } else if (child.name in sectionKinds) {
          walk(child, sectionKinds[child.name]);
          current = undefined;
        }
      }
    };
    walk(description, description.name === 'DesignBriefExplanation' ? 'brief-explanation' : undefined);
  }
  return sections;
}

const partNames: Readonly<Record<string, string>> = {
  BibliographicData: 'bibliography',
  DesignBibliographicData: 'bibliography',
  Abstract: 'abstract',
  EnhancedAbstractDetails: 'abstract',
  Description: 'description',
  DesignBriefExplanation: 'description',
  Claims: 'claims',
  Drawings: 'drawings',
  DesignPicture: 'drawings',
};
const outside = new Map<string, EmbeddedReference['kind']>([
  ['Image', 'image'],
  ['DocPage', 'image'],
  ['FullDocImage', 'image'],
  ['MathDetails', 'maths'],
  ['MathFormula', 'maths'],
  ['Chemistry', 'chemistry'],
  ['ChemicalPointer', 'chemistry'],
  ['TableDetails', 'table'],
  ['TableFile', 'table'],
  ['TableExternalDoc', 'table'],
  ['SequenceListDoc', 'sequence'],
]);

const labelOf = (figure: XmlNode): string | undefined =>
  attribute(figure, 'figureLabels') ?? attribute(figure, 'pictureName');

/** Formulas, structures, tables and figures that stand outside the text. */
export function readEmbedded(document: XmlNode): EmbeddedReference[] {
  const found: EmbeddedReference[] = [];
  const collect = (node: XmlNode, part: string, figure?: string) => {
    const label = node.name === 'Figure' || node.name === 'Picture' ? labelOf(node) : figure;
    const kind = outside.get(node.name);
    if (kind) {
      const id = attribute(node, 'id');
      const file = attribute(node, 'file') ?? attribute(node, 'imgPath');
      if (id || file) found.push(compact({ kind, id, file, label, part }));
    }
    if (node.embedded) for (const each of node.embedded) found.push({ ...each, part });
    const { children } = node;
    for (let at = 0; at < children.length; at++) collect(children[at] as XmlNode, part, label);
  };
  for (const child of document.children) collect(child, partNames[child.name] ?? 'description');
  return found;
}

/** Number of figures that the drawings hold. */
export function countFigures(document: XmlNode): number | undefined {
  return (
    findAll(document, 'Drawings', 'Figure').length ||
    findAll(find(document, 'DesignPicture'), 'Picture').length ||
    undefined
  );
}
