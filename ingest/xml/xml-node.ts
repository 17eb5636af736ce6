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
  return follow(start, path);
}

/** All descendants along a path, in document order. */
export function findAll(start: XmlNode | undefined, ...path: string[]): XmlNode[] {
  // Made here and nowhere else: lists of one origin have one shape, and what loops over them is compiled once.
  const found: XmlNode[] = [];
  if (start) collect(start, path, 0, found);
  return found;
}

/** Text at a path; undefined when the element is absent or empty. */
export function textAt(start: XmlNode | undefined, ...path: string[]): string | undefined {
  return follow(start, path)?.text || undefined;
}

function follow(start: XmlNode | undefined, path: readonly string[]): XmlNode | undefined {
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

function collect({ children }: XmlNode, path: readonly string[], step: number, into: XmlNode[]): void {
  const name = path[step];
  const isLast = step + 1 === path.length;
  for (let at = 0; at < children.length; at++) {
    const child = children[at] as XmlNode;
    if (child.name !== name) continue;
    if (isLast) into.push(child);
    else collect(child, path, step + 1, into);
  }
}

/** Attribute value; undefined when absent or empty. */
export function attribute(of: XmlNode | undefined, name: string): string | undefined {
  return of?.attributes[name] || undefined;
}
