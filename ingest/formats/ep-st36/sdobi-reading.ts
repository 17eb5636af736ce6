import type { IsoDate } from '../../../domain/text.js';
import { find, textAt, type XmlNode } from '../../xml/xml-node.js';
import { readDay, type Mapping } from '../st36/flags.js';

/** Day in `<tag><date>` below `start`. */
export function dayAt(mapping: Mapping, start: XmlNode | undefined, ...path: string[]): IsoDate | undefined {
  return readDay(mapping, textAt(start, ...path, 'date'), path[path.length - 1] ?? '');
}

/**
 * SDOBI writes lists without an element per entry: `B541 B542 B541 B542`. A new entry starts where a name comes again
 * that the entry has already.
 */
export function splitEntries(children: readonly XmlNode[]): Map<string, XmlNode>[] {
  const entries: Map<string, XmlNode>[] = [];
  let current: Map<string, XmlNode> | undefined;
  for (const child of children) {
    if (!current || current.has(child.name)) entries.push((current = new Map()));
    current.set(child.name, child);
  }
  return entries;
}

/** Texts in several languages (`B1541` language, `B1542` words): the English ones, else all of them joined. */
export function preferEnglish(children: readonly XmlNode[], languageTag: string, textTag: string): string | undefined {
  const entries = splitEntries(children).map((entry) => ({
    lang: entry.get(languageTag)?.text,
    text: entry.get(textTag)?.text ?? '',
  }));
  const english = entries.find(({ lang }) => lang === 'en')?.text;
  return (
    (english ??
      entries
        .map(({ text }) => text)
        .filter(Boolean)
        .join('; ')) ||
    undefined
  );
}

/** Countries listed under a tag, ST.3. */
export function countriesAt(start: XmlNode | undefined, ...path: string[]): string[] {
  return (find(start, ...path)?.children ?? [])
    .filter(({ name, text }) => name === 'ctry' && text !== '')
    .map(({ text }) => text);
}

/** Details of an event, without those that the document does not give. */
export function namedDetails(values: Record<string, string | undefined>): { details?: Record<string, string> } {
  const present: [string, string][] = [];
  for (const [name, value] of Object.entries(values)) if (value) present.push([name, value]);
  return present.length > 0 ? { details: Object.fromEntries(present) } : {};
}
