import type { EmbeddedReference } from '../../domain/text.js';

export type Attributes = Readonly<Record<string, string>>;

/** What the reader keeps of an element: names are local (prefixes cut), text follows the element's rule. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Attributes;
  text: string;
  readonly children: XmlNode[];
  /** References to formulas, tables and images met inside a block. */
  embedded?: Omit<EmbeddedReference, 'part'>[];
  /** Attributes of the elements with role `reference` met inside a block, in document order. */
  references?: Attributes[];
}

/** First descendant along a path of names, or undefined. `find(n, 'publication-reference', 'document-id')`. */
export function find(start: XmlNode | undefined, ...path: string[]): XmlNode | undefined {
  let current = start;
  for (const name of path) current = current?.children.find((child) => child.name === name);
  return current;
}

/** All descendants along a path, in document order. */
export function findAll(start: XmlNode | undefined, ...path: string[]): XmlNode[] {
  let level = start ? [start] : [];
  for (const name of path) level = level.flatMap((each) => each.children.filter((child) => child.name === name));
  return level;
}

/** Text at a path; undefined when the element is absent or empty. */
export function textAt(start: XmlNode | undefined, ...path: string[]): string | undefined {
  return find(start, ...path)?.text || undefined;
}

/** Attribute value; undefined when absent or empty. */
export function attribute(of: XmlNode | undefined, name: string): string | undefined {
  return of?.attributes[name] || undefined;
}
