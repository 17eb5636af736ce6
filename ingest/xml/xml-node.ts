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
  for (let step = 0; current && step < path.length; step++) {
    const { children } = current;
    const name = path[step];
    current = undefined;
    for (let at = 0; at < children.length; at++) {
      const child = children[at] as XmlNode;
      if (child.name === name) {
        current = child;
        break;
      }
    }
  }
  return current;
}

/** All descendants along a path, in document order. */
export function findAll(start: XmlNode | undefined, ...path: string[]): XmlNode[] {
  if (!start) return [];
  let level: XmlNode[] = [start];
  for (let step = 0; step < path.length && level.length > 0; step++) {
    const name = path[step];
    const next: XmlNode[] = [];
    for (let at = 0; at < level.length; at++) {
      const { children } = level[at] as XmlNode;
      for (let each = 0; each < children.length; each++) {
        const child = children[each] as XmlNode;
        if (child.name === name) next.push(child);
      }
    }
    level = next;
  }
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
