import { parseDate } from '../../../domain/day.js';
import type { DataFlag } from '../../../domain/record-base.js';
import type { IsoDate } from '../../../domain/text.js';
import type { XmlNode } from '../../xml/xml-node.js';
import { attribute, textAt } from '../../xml/xml-node.js';

/** What a mapping notes on the way: values kept but not believed. */
export interface Notes {
  flags: DataFlag[];
}

/** The office fills empty elements with zeros: `0`, `00000`, `00000000`. */
export function present(raw: string | undefined): string | undefined {
  if (raw === undefined || raw === '') return undefined;
  const value = raw.trim();
  return value === '' || (value.startsWith('0') && /^0+$/.test(value)) ? undefined : value;
}

/** The first text that a child of this name has in one of the nodes. */
export function firstText(nodes: readonly (XmlNode | undefined)[], name: string): string | undefined {
  for (let at = 0; at < nodes.length; at++) {
    const value = present(textAt(nodes[at], name));
    if (value !== undefined) return value;
  }
  return undefined;
}

/** ISO date of a printed one; impossible dates are flagged under `member` and absent. */
export function readDate(raw: string | undefined, member: string, notes: Notes): IsoDate | undefined {
  const value = present(raw);
  if (value === undefined) return undefined;
  const { date, isImpossible } = parseDate(value);
  if (isImpossible) notes.flags.push({ code: 'impossible-date', member, raw: value });
  return date;
}

/** Positive whole number of an attribute or text, or undefined. */
export function readCount(raw: string | undefined): number | undefined {
  return raw !== undefined && /^\d+$/.test(raw.trim()) ? Number(raw) : undefined;
}

/** Groups siblings that say the same thing in several data formats (original, standard) by their sequence. */
export function groupBySequence(nodes: readonly XmlNode[]): XmlNode[][] {
  if (nodes.length < 2) return nodes.length === 0 ? [] : [[...nodes]];
  const groups = new Map<string, XmlNode[]>();
  const seen = new Map<string, number>();
  for (const node of nodes) {
    const format = attribute(node, 'dataFormat') ?? 'original';
    const count = (seen.get(format) ?? 0) + 1;
    seen.set(format, count);
    const key = attribute(node, 'sequence') ?? String(count);
    const group = groups.get(key);
    if (group) group.push(node);
    else groups.set(key, [node]);
  }
  return [...groups.values()].map((group) => [...group].sort((a, b) => Number(isOriginal(b)) - Number(isOriginal(a))));
}

const isOriginal = (node: XmlNode) => (attribute(node, 'dataFormat') ?? 'original') === 'original';

/**
 * The value without members that are undefined, so that records hold only what the office said.
 * A copy where one is left out: an object from which a member is deleted is slow ever after.
 */
export function compact<T extends object>(value: T): T {
  for (const key in value) if (value[key] === undefined) return copyPresent(value);
  return value;
}

function copyPresent<T extends object>(value: T): T {
  const out = {} as T; // Filled below with every member that is there; members that may be undefined are optional in T.
  for (const key in value) if (value[key] !== undefined) out[key] = value[key];
  return out;
}
