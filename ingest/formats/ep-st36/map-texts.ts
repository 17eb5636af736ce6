import type { Claim, DescriptionSection } from '../../../domain/patent.js';
import type { EmbeddedReference, LocalizedText } from '../../../domain/text.js';
import { attribute, find, findAll, type XmlNode } from '../../xml/xml-node.js';
import { collectEmbedded, mapClaims } from '../st36/claims.js';
import { mapDescription } from '../st36/description.js';

/** INID 54: rows of B541 (language), B542 (title), B542EP (title in the language of the original). */
export function mapTitles(sdobi: XmlNode | undefined): LocalizedText[] {
  const titles: LocalizedText[] = [];
  let lang: string | undefined;
  for (const { name, text } of find(sdobi, 'B500', 'B540')?.children ?? []) {
    if (name === 'B541') lang = text.toLowerCase() || undefined;
    else if (text)
      titles.push({
        ...(lang && name === 'B542' ? { lang } : {}),
        text,
        ...(name === 'B542EP' ? { origin: 'original' } : {}),
      });
  }
  return titles;
}

export function mapAbstracts(document: XmlNode): LocalizedText[] {
  return findAll(document, 'abstract')
    .filter(({ text }) => text !== '')
    .map((each) => ({ ...langOf(each), text: each.text }));
}

const langOf = (element: XmlNode) => {
  const lang = attribute(element, 'lang')?.toLowerCase();
  return lang ? { lang } : {};
};

/**
 * Claims of every language and every set, in document order; each set counts from 1. Claims amended during the
 * international phase follow, their number marked `amended`.
 */
export function mapAllClaims(document: XmlNode): Claim[] {
  const claims = findAll(document, 'claims').flatMap((set) => mapClaims(set, langOf(set).lang));
  const amended = findAll(document, 'amended-claims').flatMap((set) =>
    mapClaims(set, langOf(set).lang).map((claim) => ({
      ...claim,
      originalNumber: `amended ${claim.originalNumber ?? claim.number}`,
    })),
  );
  return [...claims, ...amended];
}

/** Description by section; statements on amended claims stand behind it as sections of their own. */
export function mapSections(document: XmlNode): DescriptionSection[] {
  const statements = [
    ...findAll(document, 'amended-claims-statement'),
    ...findAll(document, 'amended-claims', 'amended-claims-statement'),
  ].flatMap((element): DescriptionSection[] => {
    const paragraphs = element.children.filter(({ text }) => text !== '').map(({ text }) => ({ text }));
    return paragraphs.length > 0 ? [{ kind: 'amended-claims-statement', ...langOf(element), paragraphs }] : [];
  });
  return [
    ...findAll(document, 'description').flatMap((each) => mapDescription(each, langOf(each).lang)),
    ...statements,
  ];
}

/** Formulas, tables, drawings and page images, each with the part of the document where it stands. */
export function mapEmbedded(document: XmlNode): EmbeddedReference[] {
  const embedded: EmbeddedReference[] = [];
  for (const child of document.children) {
    if (child.name === 'drawings' || child.name === 'search-report-data') collectImages(child, child.name, embedded);
    else if (child.name === 'doc-page') embedded.push(imageOf(child, 'document'));
    else if (child.name === 'amended-claims') collectEmbedded(child, 'claims', embedded);
    else if (child.name !== 'SDOBI') collectEmbedded(child, child.name, embedded);
  }
  return embedded;
}

const imageOf = (element: XmlNode, part: string): EmbeddedReference => {
  const id = attribute(element, 'id');
  const file = attribute(element, 'file');
  return { kind: 'image', ...(id ? { id } : {}), ...(file ? { file } : {}), part };
};

function collectImages(element: XmlNode, part: string, into: EmbeddedReference[]): void {
  for (const child of element.children)
    if (child.name === 'img' || child.name === 'doc-page')
      into.push(imageOf(child, part === 'search-report-data' ? 'search-report' : part));
    else collectImages(child, part, into);
}
