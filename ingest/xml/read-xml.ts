import { noAttributes, takeAttributes } from './attributes.js';
import { collapseRange, isBlankRange, trimEnds } from './blanks.js';
import { CodeUnitRoom, type CodeUnits } from './code-units.js';
import { compileRules, findRole, findRule, type ChildRules, type CompiledRule } from './compiled-rule.js';
import { contentOfSection, findClosing, findDeclarationEnd, isSection } from './declarations.js';
import type { ElementRule, MixedRole } from './element-rule.js';
import { decodeReferences } from './entities.js';
import { Element } from './element.js';
import { closeRole, openRole } from './mixed-roles.js';
import type { Name } from './name-table.js';
import { OpenTags } from './open-tags.js';
import { TextBuilder } from './text-builder.js';
import { TextMarks } from './text-marks.js';
import type { XmlNode } from './xml-node.js';
import { XmlError } from './xml-error.js';

export { XmlError } from './xml-error.js';

/** What was read besides the tree: both maps are counts that the pipeline adds up and shows. */
export interface XmlReading {
  root: XmlNode;
  /** Path of an element that no rule lists -> times met. */
  unlisted: Map<string, number>;
  /** References kept as written because no table knows them -> times met. */
  unknownEntities: Map<string, number>;
}

const recordRoom = new CodeUnitRoom();
const decodedRoom = new CodeUnitRoom();
const noChildren: XmlNode[] = [];

/**
 * Reads one well-formed XML document into the nodes that `rules` asks for (root element name -> rule).
 * DOCTYPE, comments and processing instructions are passed over: nothing is fetched, nothing is expanded.
 * Throws XmlError; never returns a partial tree.
 */
export function readXml(xml: string, rules: Record<string, ElementRule>): XmlReading {
  return new Reader(recordRoom.of(xml), compileRules(rules)).read();
}

/**
 * One pass over the text from mark to mark; only what a rule wants becomes a string.
 * What is known of the open elements is kept in parallel arrays; of those being skipped there is nothing.
 */
class Reader {
  private readonly xml: string;
  private readonly unlisted = new Map<string, number>();
  private readonly unknownEntities = new Map<string, number>();
  private root: Element | undefined;
  private readonly tags: OpenTags;
  private readonly marks: TextMarks;
  private readonly rules: (CompiledRule | undefined)[] = [];
  private readonly nodes: (Element | undefined)[] = [];
  private readonly roles: (MixedRole | undefined)[] = [];
  /** Depth at which skipping began; 0 when nothing is skipped. */
  private skipFrom = 0;
  /** Position of the first `&` that is not behind; beyond every text when there is none. */
  private nextReference = -1;
  private mixed: TextBuilder | undefined;
  private readonly noteUnknown = (written: string) => {
    this.unknownEntities.set(written, (this.unknownEntities.get(written) ?? 0) + 1);
  };

  constructor(
    private readonly source: CodeUnits,
    private readonly rootRules: ChildRules,
  ) {
    this.xml = source.text;
    this.tags = new OpenTags(source);
    this.marks = new TextMarks(source);
  }

  read(): XmlReading {
    const { marks } = this;
    const { units, length } = this.source;
    let at = units[0] === 0xfeff ? 1 : 0;
    for (;;) {
      const open = marks.findOpen(at);
      if (open > at) this.addText(at, open, marks.isPlain);
      if (open === length) break;
      const sign = units[open + 1] as number;
      if (sign === 47) at = this.closeElement(open);
      else if (sign === 33) at = this.passDeclaration(open);
      else if (sign === 63) at = this.passInstruction(open);
      else at = this.openElement(open);
    }
    this.tags.finish();
    const { root, unlisted, unknownEntities } = this;
    if (!root) throw new XmlError('no element that this format knows', 'wrong-root');
    return { root, unlisted, unknownEntities };
  }

  private readonly decode = (text: string) => decodeReferences(text, this.noteUnknown);
  private readonly takeAttributes = () => takeAttributes(this.source, this.tags.rest, this.decode);

  /** Processing instructions become children named `?` of nodes whose rule lists `?`; elsewhere they are passed over. */
  private passInstruction(open: number): number {
    const end = findClosing(this.xml, '?>', open + 2, 'unclosed processing instruction');
    if (this.tags.depth === 0 || this.skipFrom > 0 || this.mixed) return end;
    if (!this.rules[this.tags.depth - 1]?.children?.has('?')) return end;
    const node = new Element('?', noAttributes, noChildren);
    node.text = this.xml.slice(open + 2, end - 2).trim();
    (this.nodes[this.tags.depth - 1] as Element).children.push(node);
    return end;
  }

  private openElement(open: number): number {
    const { tags } = this;
    const name = tags.open(open);
    if (this.skipFrom === 0) this.enter(name, tags.depth - 1);
    const { isSelfClosing, end } = tags.rest;
    if (isSelfClosing) {
      tags.pop();
      this.leave();
    }
    return end;
  }

  private closeElement(open: number): number {
    const end = this.tags.close(open);
    this.leave();
    return end;
  }

  private enter(name: Name, depth: number): void {
    const parentRule = depth > 0 ? this.rules[depth - 1] : undefined;
    if (this.mixed) {
      const role = this.roleOf(name, parentRule as CompiledRule);
      if (role === 'skip') {
        this.skipFrom = depth + 1;
        return;
      }
      this.rules[depth] = parentRule;
      this.nodes[depth] = this.nodes[depth - 1];
      this.roles[depth] = role;
      if (role !== 'inline') openRole(role, this.mixed, this.nodes[depth] as Element, this.takeAttributes);
      return;
    }
    const rule = findRule(depth > 0 ? (parentRule as CompiledRule).children : this.rootRules, name);
    if (rule === undefined || rule.kind === 'skip') {
      if (rule === undefined) this.noteUnlisted();
      this.skipFrom = depth + 1;
      return;
    }
    const children = rule.kind === 'node' ? [] : noChildren;
    const node = new Element(name.local, this.takeAttributes(), children);
    if (depth > 0) (this.nodes[depth - 1] as Element).children.push(node);
    else this.root = node;
    this.rules[depth] = rule;
    this.nodes[depth] = node;
    this.roles[depth] = undefined;
    if (rule.kind === 'block') this.mixed = new TextBuilder();
  }

  private roleOf(name: Name, rule: CompiledRule): MixedRole {
    const role = findRole(rule.vocabulary, name);
    if (role === undefined) this.noteUnlisted();
    return role ?? 'inline';
  }

  private leave(): void {
    const { depth } = this.tags;
    if (this.skipFrom > 0) {
      if (depth < this.skipFrom) this.skipFrom = 0;
      return;
    }
    const role = this.roles[depth];
    if (role !== undefined) {
      if (role !== 'inline') closeRole(role, this.mixed as TextBuilder);
      return;
    }
    const node = this.nodes[depth] as Element;
    if (this.mixed) {
      node.text = this.mixed.finish();
      this.mixed = undefined;
    } else if (node.text !== '' && !this.rules[depth]?.isVerbatim) node.text = trimEnds(node.text);
  }

  private addText(from: number, to: number, isPlain: boolean): void {
    const { xml, source } = this;
    if (this.tags.depth === 0) {
      if (!isBlankRange(source, from, to)) throw new XmlError('text outside the root element');
      return;
    }
    if (this.skipFrom > 0) return;
    // Blanks between the children of a node are the commonest text of all.
    if (!this.mixed && isBlankRange(source, from, to)) return;
    if (isPlain) return this.append(source, from, to, true);
    // Looked for once per reference, not once per text.
    if (this.nextReference < from) this.nextReference = xml.indexOf('&', from) >>> 0;
    if (this.nextReference >= to) return this.append(source, from, to, false);
    const decoded = decodedRoom.of(this.decode(xml.slice(from, to)));
    this.append(decoded, 0, decoded.length, false);
  }

  /** `isPlain`: the white space in it is single spaces. */
  private append(source: CodeUnits, from: number, to: number, isPlain: boolean): void {
    if (this.mixed) {
      if (isPlain) this.mixed.appendPlain(source, from, to);
      else this.mixed.append(source, from, to);
      return;
    }
    const node = this.nodes[this.tags.depth - 1] as Element;
    const isVerbatim = this.rules[this.tags.depth - 1]?.isVerbatim;
    const text = isPlain || isVerbatim ? source.text.slice(from, to) : collapseRange(source, from, to);
    node.text = node.text === '' ? text : isVerbatim ? node.text + text : joinCollapsed(node.text, text);
  }

  /** Comment, CDATA section or DOCTYPE. */
  private passDeclaration(open: number): number {
    const { xml, tags } = this;
    const end = findDeclarationEnd(xml, open, tags.isBeforeRoot);
    if (!isSection(xml, open)) return end;
    if (tags.depth === 0) throw new XmlError('text outside the root element');
    const { from, to } = contentOfSection(open, end);
    if (this.skipFrom === 0) this.append(this.source, from, to, false);
    return end;
  }

  private noteUnlisted(): void {
    const { path } = this.tags;
    this.unlisted.set(path, (this.unlisted.get(path) ?? 0) + 1);
  }
}

/** Both ends may be a space: one is enough. */
function joinCollapsed(left: string, right: string): string {
  return left.endsWith(' ') && right.startsWith(' ') ? left + right.slice(1) : left + right;
}
