import type { Attributes, XmlNode } from '../../xml/xml-node.js';

/** An element of the schema that is written. */
export const element = (name: string, children: readonly XmlNode[], attributes: Attributes = {}): XmlNode => ({
  name,
  attributes,
  text: '',
  children: [...children],
});

/** An element around text; nothing where there is no text. */
export const written = (name: string, text: string | undefined): XmlNode[] =>
  text ? [{ name, attributes: {}, text, children: [] }] : [];

/** An element around other elements; nothing where there are none. */
export const around = (name: string, children: readonly XmlNode[], attributes?: Attributes): XmlNode[] =>
  children.length > 0 ? [element(name, children, attributes)] : [];

/** An element of the old schema under its new name, with its text and what is embedded in it. */
export const renamed = (name: string, source: XmlNode | undefined, attributes: Attributes = {}): XmlNode[] =>
  source ? [{ ...source, name, attributes }] : [];
