import type { LocalizedText } from '../../../domain/text.js';
import type { XmlNode } from '../../xml/xml-node.js';

/**
 * Titles or abstracts, every language and form of them. `origin` is the source that the office names and the data
 * format: `national office (docdba)`; an abstract that the EPO lent from a member of the family names its document besides:
 * `national office (docdba), US7453012B2`. The same words in the same language are kept once.
 */
export function mapTexts(elements: readonly XmlNode[], own?: string): LocalizedText[] {
  const texts: LocalizedText[] = [];
  for (const { text, attributes } of elements) {
    if (!text) continue;
    const lang = attributes['lang']?.toLowerCase();
    if (texts.some((each) => each.lang === lang && each.text === text)) continue;
    const format = attributes['data-format'];
    const source = attributes['abstract-source'];
    const number = attributes['doc-number'];
    const lender = number ? `${attributes['country'] ?? ''}${number}${attributes['kind'] ?? ''}` : undefined;
    const stated = source && format ? `${source} (${format})` : source || format;
    const origin = lender && lender !== own ? [stated, lender].filter(Boolean).join(', ') : stated;
    const localized: LocalizedText = { text };
    if (lang) localized.lang = lang;
    if (origin) localized.origin = origin;
    texts.push(localized);
  }
  return texts;
}
