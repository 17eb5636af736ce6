import { dayNumber } from '../../../domain/day.js';
import { embeddedFieldOf } from '../../../mappings/embedded.js';
import type { ClassLeaf, ExistsLeaf, KeywordLeaf, NumberLeaf, RangeLeaf, StatusLeaf } from '../../../query/tree.js';
import type { TermEntry } from '../index/dictionary-reader.js';
import { lifeStatuses, openEnd } from '../index/document-analysis.js';
import type { SegmentReader } from '../index/segment-reader.js';
import { systemColumns } from '../index/segment-writer.js';
import { fieldKey, namespaces } from '../index/term-key.js';
import { type DocList, keep, noDocs } from './doc-set.js';
import { refuseKind } from './not-yet.js';
import type { StopSignal } from './query-context.js';
import { collectPrefix } from './term-lookup.js';

/** Leaves that are answered by whole keys. */
export type KeyLeaf = KeywordLeaf | ClassLeaf | NumberLeaf | ExistsLeaf;

/** Dictionary entries whose documents match the leaf. */
export function findKeys(reader: SegmentReader, leaf: KeyLeaf, stop: StopSignal): TermEntry[] {
  const entries: TermEntry[] = [];
  const exact = (key: string): void => {
    stop.check();
    const entry = reader.dictionary.find(key);
    if (entry) entries.push(entry);
  };
  if ('match' in leaf && leaf.match === 'pattern') return refuseKind('pattern');
  switch (leaf.kind) {
    case 'keyword': {
      const key = fieldKey(namespaces.value, embeddedFieldOf(leaf.field).number, leaf.value);
      if (leaf.match === 'exact') exact(key);
      else collectPrefix(reader, key, entries, stop);
      break;
    }
    case 'class': {
      const namespace = leaf.match === 'tree' ? namespaces.tree : namespaces.symbol;
      const key = fieldKey(namespace, embeddedFieldOf(leaf.field).number, leaf.symbol);
      if (leaf.match === 'prefix') collectPrefix(reader, key, entries, stop);
      else exact(key);
      break;
    }
    case 'number':
      for (const field of leaf.fields)
        for (const number of leaf.keys) {
          const key = fieldKey(namespaces.number, embeddedFieldOf(field).number, number);
          if (leaf.match === 'prefix') collectPrefix(reader, key, entries, stop);
          else exact(key);
        }
      // Lists come in any order; neighbours are read together.
      entries.sort((a, b) => a.ordinal - b.ordinal);
      break;
    case 'exists':
      exact(fieldKey(namespaces.exists, embeddedFieldOf(leaf.field).number));
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
