import { dayNumber } from '../../../domain/day.js';
import { embeddedFieldOf } from '../../../mappings/embedded.js';
import type { ClassLeaf, ExistsLeaf, KeywordLeaf, NumberLeaf, RangeLeaf, StatusLeaf } from '../../../query/tree.js';
import type { TermEntry } from '../index/dictionary-reader.js';
import { lifeStatuses, openEnd } from '../index/prepared-record.js';
import type { SegmentReader } from '../index/segment-reader.js';
import { systemColumns } from '../index/segment-writer.js';
import { fieldKey, namespaces } from '../index/term-key.js';
import { BytePattern } from './byte-pattern.js';
import { type DocList, keep, noDocs } from './doc-set.js';
import type { StopSignal } from './query-context.js';
import { collectPrefix } from './term-lookup.js';

/** Leaves that are answered by whole keys. */
export type KeyLeaf = KeywordLeaf | ClassLeaf | NumberLeaf | ExistsLeaf;

/** Dictionary entries whose documents match the leaf. */
export function findKeys(reader: SegmentReader, leaf: KeyLeaf, stop: StopSignal): TermEntry[] {
  const entries: TermEntry[] = [];
  const find = (namespace: string, field: string, value: string, match: KeywordLeaf['match']): void => {
    const { number } = embeddedFieldOf(field);
    if (match === 'exact') {
      stop.check();
      const entry = reader.dictionary.find(fieldKey(namespace, number, value));
      if (entry) entries.push(entry);
    } else if (match === 'prefix') {
      collectPrefix(reader, fieldKey(namespace, number, value), `${value}*`, entries, stop);
    } else {
      const pattern = new BytePattern(value);
      const start = fieldKey(namespace, number).length;
      collectPrefix(reader, fieldKey(namespace, number, pattern.head), value, entries, stop, (key, length) =>
        pattern.matches(key, start, length),
      );
    }
  };
  switch (leaf.kind) {
    case 'keyword':
      find(namespaces.value, leaf.field, leaf.value, leaf.match);
      break;
    case 'class':
      if (leaf.match === 'tree') find(namespaces.tree, leaf.field, leaf.symbol, 'exact');
      else find(namespaces.symbol, leaf.field, leaf.symbol, leaf.match);
      break;
    case 'number':
      for (const field of leaf.fields)
        for (const number of leaf.keys) find(namespaces.number, field, number, leaf.match);
      // Lists come in any order; neighbours are read together.
      entries.sort((a, b) => a.ordinal - b.ordinal);
      break;
    case 'exists':
      find(namespaces.exists, leaf.field, '', 'exact');
  }
  return entries;
}

const boundOf = (value: string | number): number => (typeof value === 'number' ? value : dayNumber(value));

/** Documents of `within` with a value in the range. */
export function filterRange(reader: SegmentReader, leaf: RangeLeaf, within: DocList, stop: StopSignal): DocList {
  const column = reader.columns.column(leaf.field);
  if (!column) return noDocs;
  const from = leaf.from === undefined ? Number.NEGATIVE_INFINITY : boundOf(leaf.from);
  const to = leaf.to === undefined ? Number.POSITIVE_INFINITY : boundOf(leaf.to);
  const { values, offsets, missing } = column;
  stop.check(within.length);
  if (!offsets)
    return keep(within, (doc) => {
      const value = values[doc] ?? missing;
      return value !== missing && value >= from && value <= to;
    });
  return keep(within, (doc) => {
    const end = offsets[doc + 1] ?? 0;
    for (let index = offsets[doc] ?? 0; index < end; index++) {
      const value = values[index] ?? 0;
      if (value >= from && value <= to) return true;
    }
    return false;
  });
}

/** Code of the status on a day (lifeStatuses), `unknown` where no period covers it; without a day, the last known status. */
export function statusReader(reader: SegmentReader, day: number | undefined): (doc: number) => number {
  const column = reader.columns.column(systemColumns.status);
  const offsets = column?.offsets;
  if (!column || !offsets) return () => 0;
  const { values } = column;
  return (doc) => {
    const end = offsets[doc + 1] ?? 0;
    const start = offsets[doc] ?? 0;
    if (day === undefined) return end > start ? (values[end - 3] ?? 0) : 0;
    for (let index = start; index < end; index += 3) {
      const to = values[index + 2] ?? openEnd;
      if ((values[index + 1] ?? 0) <= day && (day < to || to === openEnd)) return values[index] ?? 0;
    }
    return 0;
  };
}

/** Documents of `within` that have one of the statuses on the day. */
export function filterStatus(
  reader: SegmentReader,
  leaf: StatusLeaf,
  day: number | undefined,
  within: DocList,
  stop: StopSignal,
): DocList {
  const wanted = new Uint8Array(lifeStatuses.length);
  for (const status of leaf.statuses) wanted[lifeStatuses.indexOf(status)] = 1;
  const statusOf = statusReader(reader, day);
  stop.check(within.length);
  return keep(within, (doc) => wanted[statusOf(doc)] === 1);
}
