import type { LocalizedText } from '../../../domain/text.js';
import { attribute, type XmlNode } from '../../xml/xml-node.js';

/**
 * Titles or abstracts, every language and form of them. `origin` is the source that the office names and the data
 * format: `national office (docdba)`. The same words in the same language are kept once.
 */
export function mapTexts(elements: readonly XmlNode[]): LocalizedText[] {
  const texts: LocalizedText[] = [];
  for (const element of elements) {
    if (!element.text) continue;
    const lang = attribute(element, 'lang')?.toLowerCase();
    const format = attribute(element, 'data-format');
    const source = attribute(element, 'abstract-source');
    const origin = source && format ? `${source} (${format})` : (source ?? format);
    if (texts.some((each) => each.lang === lang && each.text === element.text)) continue;
    texts.push({ ...(lang ? { lang } : {}), text: element.text, ...(origin ? { origin } : {}) });
  }
  return texts;
}
