import type { DescriptionParagraph, DescriptionSection } from '../../../domain/patent.js';
import { leaf, node, type ElementRule } from '../../xml/element-rule.js';
import type { XmlNode } from '../../xml/xml-node.js';
import { mixed } from './vocabulary.js';

const flat: Record<string, ElementRule> = {
  heading: mixed,
  p: mixed,
  ul: mixed,
  ol: mixed,
  dl: mixed,
  pre: mixed,
  tables: mixed,
  maths: mixed,
  chemistry: mixed,
  img: mixed,
  figref: mixed,
  'sequence-list': mixed,
  'program-listing': mixed,
  'table-external-doc': mixed,
  '?': leaf,
  'doc-page': node({}),
};

/** Elements of ST.36 that stand for a section of the description, and hold headings and paragraphs of their own. */
const sectionNames =
  `technical-field background-art disclosure summary-of-invention tech-problem tech-solution advantageous-effects
  description-of-drawings description-of-embodiments best-mode mode-for-invention industrial-applicability
  sequence-list-text reference-to-deposited-biological-material citation-list patent-literature non-patent-literature
  reference-signs-list cross-reference-to-related-applications federal-research-statement abstract-of-invention
  invention-title detailed-description brief-description-of-drawings`.split(/\s+/);

function nestedSections(depth: number): Record<string, ElementRule> {
  if (depth === 0) return flat;
  const below = nestedSections(depth - 1);
  return { ...flat, ...Object.fromEntries(sectionNames.map((name) => [name, node(below)])) };
}

/** Children of ST.36 description; sections may hold sections. */
export const descriptionChildren: Record<string, ElementRule> = {
  ...nestedSections(3),
  'invention-title': mixed,
};

export const description: ElementRule = node(descriptionChildren);

/** Section names of processing instructions in US files -> ST.36 section names. */
const instructionKinds: Readonly<Record<string, string>> = {
  RELAPP: 'cross-reference-to-related-applications',
  GOVINT: 'federal-research-statement',
  BRFSUM: 'disclosure',
  DETDESC: 'mode-for-invention',
  'cross-reference-to-related-applications': 'cross-reference-to-related-applications',
  'federal-research-statement': 'federal-research-statement',
  'summary-of-invention': 'disclosure',
  'brief-summary': 'disclosure',
  'background-of-invention': 'background-art',
  'brief-description-of-drawings': 'description-of-drawings',
  'detailed-description': 'mode-for-invention',
  'lead-in': 'lead-in',
};

/** US summaries hold field and background too, told apart by their headings only. */
function refineKind(kind: string, heading: string): string {
  if (kind !== 'disclosure') return kind;
  if (/background|related art|prior art/i.test(heading)) return 'background-art';
  return /^(?:technical )?field\b/i.test(heading) ? 'technical-field' : kind;
}

/** The USPTO writes minor headings as `<p id="h-0007" num="0000">`. */
function isHeadingParagraph({ name, attributes }: XmlNode): boolean {
  return name === 'p' && attributes['num'] === '0000' && (attributes['id'] ?? '').startsWith('h-');
}

interface Reading {
  sections: DescriptionSection[];
  current: DescriptionSection | undefined;
  lang: string | undefined;
}

/**
 * ST.36 description by section: a new one starts at every heading and wherever the kind (section element or
 * processing instruction) changes. Paragraph numbers are kept as printed; `none` is no number.
 */
export function mapDescription(source: XmlNode | undefined, lang?: string): DescriptionSection[] {
  const reading: Reading = { sections: [], current: undefined, lang };
  if (source) readChildren(source, undefined, reading);
  return reading.sections;
}

function readChildren(source: XmlNode, outerKind: string | undefined, reading: Reading): void {
  let kind = outerKind;
  let instructed: string | undefined;
  for (const child of source.children) {
    if (child.name === '?') {
      const change = readInstruction(child.text);
      if (change) kind = instructed = change.isEnd ? undefined : change.kind;
      kind ??= outerKind;
    } else if (child.name === 'heading' || isHeadingParagraph(child)) {
      if (child.text === '') continue;
      if (instructed) kind = refineKind(instructed, child.text);
      openSection(reading, kind, child.text);
    } else if (child.children.length > 0) {
      readChildren(child, child.name, reading);
      reading.current = undefined;
    } else if (child.text !== '' || child.embedded) readParagraph(child, kind, reading);
  }
}

function readInstruction(text: string): { kind: string; isEnd: boolean } | undefined {
  const kind = instructionKinds[text.slice(0, (text.search(/\s/) + 1 || text.length + 1) - 1)];
  return kind === undefined ? undefined : { kind, isEnd: text.includes('end="tail"') };
}

function openSection(reading: Reading, kind: string | undefined, heading?: string): DescriptionSection {
  const section: DescriptionSection = { paragraphs: [] };
  if (heading !== undefined) section.heading = heading;
  if (kind !== undefined) section.kind = kind;
  if (reading.lang) section.lang = reading.lang;
  reading.sections.push(section);
  reading.current = section;
  return section;
}

function readParagraph(source: XmlNode, kind: string | undefined, reading: Reading): void {
  const { num, id } = source.attributes;
  if (source.text === '') return;
  const current = reading.current;
  const section = current && current.kind === kind ? current : openSection(reading, kind);
  const paragraph: DescriptionParagraph = { text: source.text };
  if (num && num !== 'none') paragraph.number = num;
  if (id) paragraph.id = id;
  section.paragraphs.push(paragraph);
}
