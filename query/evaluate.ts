import { classAncestors } from '../domain/class-symbol.js';
import { statusOn } from '../domain/life-status.js';
import type { IpRecord } from '../domain/record.js';
import type { IsoDate } from '../domain/text.js';
import { foldKeyword } from '../mappings/analyze.js';
import { schemeOfField } from '../mappings/embedded.js';
import { findExtents, hasExtent } from './extents.js';
import { matchesPattern } from './match-pattern.js';
import { RecordReading } from './record-reading.js';
import type { CheckedNode, ClassLeaf, FrequencyLeaf, KeywordLeaf, NumberLeaf, RangeLeaf, StatusLeaf } from './tree.js';

export interface EvaluateOptions {
  /** Truth on this day: a record that was not public by then does not match, statuses are those of that day. */
  asOf?: IsoDate;
  /** Newest day that the data speaks of: the day of statuses when neither the query nor `asOf` names one. */
  dataDate?: IsoDate;
}

/**
 * Whether a record matches: the meaning of every node, said as plainly as possible. Engines are compared with it, alerts are decided by it.
 * A `RecordReading` may be given to evaluate many queries over one record.
 */
export function evaluate(tree: CheckedNode, record: IpRecord | RecordReading, options: EvaluateOptions = {}): boolean {
  const reading = record instanceof RecordReading ? record : new RecordReading(record);
  if (options.asOf !== undefined) {
    const since = reading.publicSince();
    if (since === undefined || since > options.asOf) return false;
  }
  return matchesNode(tree, reading, options);
}

/** Whether a part of a query matches, the day on which the record became public left aside. */
export function matchesNode(node: CheckedNode, reading: RecordReading, options: EvaluateOptions): boolean {
  switch (node.kind) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'and':
      return node.children.every((child) => matchesNode(child, reading, options));
    case 'or':
      return node.children.some((child) => matchesNode(child, reading, options));
    case 'xor':
      return node.children.filter((child) => matchesNode(child, reading, options)).length % 2 === 1;
    case 'not':
      return !matchesNode(node.child, reading, options);
    case 'phrase':
      return node.fields.some((field) => hasExtent({ kind: 'words', elements: node.elements }, reading.words(field)));
    case 'proximity':
      return node.fields.some((field) => hasExtent(node.node, reading.words(field)));
    case 'frequency':
      return isWithin(node, countOccurrences(node, reading));
    case 'keyword':
      return reading.values(node.field).some((value) => matchesKeyword(node, String(value)));
    case 'class':
      return reading.values(node.field).some((value) => matchesClass(node, String(value)));
    case 'number':
      return node.fields.some((field) => reading.values(field).some((value) => matchesNumber(node, String(value))));
    case 'range':
      return reading.values(node.field).some((value) => isWithin(node, value));
    case 'exists':
      return reading.values(node.field).length > 0;
    case 'status':
      return matchesStatus(node, reading, options);
  }
}

export function matchesKeyword(leaf: KeywordLeaf, value: string): boolean {
  const folded = foldKeyword(value);
  return matchesValue(leaf.match, leaf.value, folded);
}

function matchesValue(match: KeywordLeaf['match'], wanted: string, value: string): boolean {
  switch (match) {
    case 'exact':
      return value === wanted;
    case 'prefix':
      return value.startsWith(wanted);
    case 'pattern':
      return matchesPattern(wanted, value);
  }
}

function countOccurrences({ fields, node }: FrequencyLeaf, reading: RecordReading): number {
  return fields
    .map((field) => new Set(findExtents(node, reading.words(field)).map(({ first }) => first)).size)
    .reduce((sum, count) => sum + count, 0);
}

function matchesClass(leaf: ClassLeaf, symbol: string): boolean {
  if (leaf.match === 'tree') return classAncestors(schemeOfField(leaf.field), symbol).includes(leaf.symbol);
  return matchesValue(leaf.match, leaf.symbol, symbol);
}

function matchesNumber(leaf: NumberLeaf, key: string): boolean {
  return leaf.keys.some((wanted) => matchesValue(leaf.match, wanted, key));
}

function isWithin({ from, to }: Pick<RangeLeaf, 'from' | 'to'>, value: string | number): boolean {
  return (from === undefined || value >= from) && (to === undefined || value <= to);
}

function matchesStatus(leaf: StatusLeaf, reading: RecordReading, options: EvaluateOptions): boolean {
  const periods = reading.statusPeriods();
  const day = leaf.on ?? options.asOf ?? options.dataDate;
  // Without any day the newest known status stands for today's.
  const status = day === undefined ? (periods[periods.length - 1]?.status ?? 'unknown') : statusOn(periods, day);
  return leaf.statuses.includes(status);
}
