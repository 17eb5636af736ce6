import type { Attributes, XmlNode } from './xml-node.js';

/** A node under construction: all of them have one shape, whatever they hold. */
export class Element implements XmlNode {
  text = '';
  embedded: XmlNode['embedded'] = undefined;
  references: XmlNode['references'] = undefined;

  constructor(
    readonly name: string,
    readonly attributes: Attributes,
    readonly children: XmlNode[],
  ) {}
}
