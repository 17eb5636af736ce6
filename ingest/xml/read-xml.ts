import { Parser } from 'saxen';
import { decodeReferences } from './entities.js';
import type { ElementRule, MixedRole } from './element-rule.js';
import { TextBuilder } from './text-builder.js';
import type { Attributes, XmlNode } from './xml-node.js';

/** What was read besides the tree: both maps are counts that the pipeline adds up and shows. */
export interface XmlReading {
  root: XmlNode;
  /** Path of an element that no rule lists -> times met. */
  unlisted: Map<string, number>;
  /** References kept as written because no table knows them -> times met. */
  unknownEntities: Map<string, number>;
}

/** The record is not well-formed, or nests deeper than `maximumDepth`. */
export class XmlError extends Error {
  constructor(
    message: string,
    readonly code: 'not-well-formed' | 'nesting' | 'wrong-root' = 'not-well-formed',
  ) {
    super(message);
  }
}

const maximumDepth = 2_000;
const noAttributes: Attributes = Object.freeze({});
const localNames = new Map<string, string>();

function localName(name: string): string {
  let local = localNames.get(name);
  if (local === undefined) {
    local = name.slice(name.indexOf(':') + 1);
    if (localNames.size < 20_000) localNames.set(name, local);
  }
  return local;
}

interface Frame {
  name: string;
  rule: ElementRule;
  node: XmlNode;
  /** Role inside mixed content; undefined for elements outside blocks. */
  role?: MixedRole;
}

/**
 * Reads one well-formed XML document into the nodes that `rules` asks for (root element name -> rule).
 * DOCTYPE, comments and processing instructions that no rule asks for are passed over: nothing is fetched or expanded.
 * Throws XmlError; never returns a partial tree.
 */
export function readXml(xml: string, rules: Record<string, ElementRule>): XmlReading {
  const unlisted = new Map<string, number>();
  const unknownEntities = new Map<string, number>();
  const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
  const unknown = (written: string) => count(unknownEntities, written);
  const decode = (text: string) => decodeReferences(text, unknown);

  let root: XmlNode | undefined;
  let failure: XmlError | undefined;
  let depth = 0;
  let skipFrom = -1;
  let mixed: TextBuilder | undefined;
  let mixedOwner: XmlNode | undefined;
  const stack: Frame[] = [];

  const parser = new Parser();
  const fail = (message: string, code?: XmlError['code']) => {
    failure ??= new XmlError(message, code);
    parser.stop();
  };

  const readAttributes = (getter: () => Record<string, string>): Attributes => {
    const raw = getter();
    let result: Record<string, string> | undefined;
    for (const key in raw) {
      const value = raw[key] ?? '';
      (result ??= {})[localName(key)] = value.includes('&') ? decode(value) : value;
    }
    return result ?? noAttributes;
  };

  const openMixed = (name: string, role: MixedRole, getter: () => Record<string, string>) => {
    const builder = mixed as TextBuilder;
    if (role === 'block' || role === 'break') builder.breakBlock();
    else if (role === 'row') builder.openRow();
    else if (role === 'cell') builder.openCell();
    else if (role === 'word') builder.breakWord();
    else if (role === 'reference') ((mixedOwner as XmlNode).references ??= []).push(readAttributes(getter));
    else if (role === 'sub') builder.openScript('_');
    else if (role === 'sup') builder.openScript('^');
    else if (role === 'maths' || role === 'chemistry' || role === 'table' || role === 'image' || role === 'sequence') {
      if (role === 'table') builder.breakBlock();
      const attributes = readAttributes(getter);
      const id = attributes['id'];
      const file = attributes['file'];
      if (mixedOwner && (id || file))
        (mixedOwner.embedded ??= []).push({ kind: role, ...(id ? { id } : {}), ...(file ? { file } : {}) });
    }
    void name;
  };

  const closeMixed = (role: MixedRole) => {
    const builder = mixed as TextBuilder;
    if (role === 'block' || role === 'table') builder.breakBlock();
    else if (role === 'row') builder.closeRow();
    else if (role === 'cell') builder.closeCell();
    else if (role === 'word') builder.breakWord();
    else if (role === 'sub' || role === 'sup') builder.closeScript();
  };

  const pathTo = (name: string) => [...stack.map((frame) => frame.name), name].join('/');

  parser.on('openTag', (rawName: string, getAttributes: () => Record<string, string>) => {
    if (++depth > maximumDepth) return fail(`elements nest deeper than ${maximumDepth}`, 'nesting');
    if (skipFrom >= 0) return;
    const name = localName(rawName);
    const parent = stack[stack.length - 1];
    if (mixed && parent) {
      const vocabulary = parent.rule.kind === 'block' ? parent.rule.vocabulary : {};
      let role = vocabulary[name];
      if (role === undefined) {
        count(unlisted, pathTo(name));
        role = 'inline';
      }
      if (role === 'skip') {
        skipFrom = depth;
        return;
      }
      openMixed(name, role, getAttributes);
      stack.push({ name, rule: parent.rule, node: parent.node, role });
      return;
    }
    const rule = parent ? (parent.rule.kind === 'node' ? parent.rule.children[name] : undefined) : rules[name];
    if (rule === undefined || rule.kind === 'skip') {
      if (rule === undefined) count(unlisted, pathTo(name));
      skipFrom = depth;
      return;
    }
    const node: XmlNode = { name, attributes: readAttributes(getAttributes), text: '', children: [] };
    if (parent) parent.node.children.push(node);
    else root = node;
    stack.push({ name, rule, node });
    if (rule.kind === 'block') {
      mixed = new TextBuilder();
      mixedOwner = node;
    }
  });

  parser.on('closeTag', () => {
    depth--;
    if (skipFrom >= 0) {
      if (depth < skipFrom) skipFrom = -1;
      return;
    }
    const frame = stack.pop();
    if (!frame) return;
    if (frame.role !== undefined) closeMixed(frame.role);
    else if (frame.rule.kind === 'block') {
      frame.node.text = (mixed as TextBuilder).finish();
      mixed = undefined;
      mixedOwner = undefined;
    } else if (frame.rule.kind === 'leaf' && frame.rule.isVerbatim) return;
    else if (frame.node.text !== '') frame.node.text = frame.node.text.replace(/[ \t\r\n]+/g, ' ').trim();
  });

  const addText = (text: string) => {
    if (mixed) mixed.append(text);
    else {
      const frame = stack[stack.length - 1];
      if (frame && (frame.rule.kind === 'leaf' || /\S/.test(text))) frame.node.text += text;
    }
  };
  parser.on('text', (text: string) => {
    if (skipFrom >= 0) return;
    try {
      addText(decode(text));
    } catch (error) {
      fail((error as Error).message);
    }
  });
  parser.on('cdata', (text: string) => {
    if (skipFrom < 0) addText(text);
  });
  parser.on('question', (written: string) => {
    const parent = stack[stack.length - 1];
    if (skipFrom >= 0 || mixed || parent?.rule.kind !== 'node' || parent.rule.children['?'] === undefined) return;
    parent.node.children.push({ name: '?', attributes: noAttributes, text: written.slice(2, -2).trim(), children: [] });
  });
  parser.on('error', (error: Error) => fail(error.message));
  parser.on('warn', (warning: Error) => fail(warning.message));

  try {
    parser.parse(xml);
  } catch (error) {
    failure ??= new XmlError((error as Error).message);
  }
  if (failure) throw failure;
  if (!root) throw new XmlError('no element that this format knows', 'wrong-root');
  return { root, unlisted, unknownEntities };
}
