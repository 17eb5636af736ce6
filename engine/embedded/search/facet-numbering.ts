import { isoFromDayNumber } from '../../../domain/day.js';
import { compareUtf8 } from '../index/term-key.js';
import { deriveColumn, type FacetColumn } from './facet-column.js';
import type { FacetSource } from './facet-source.js';
import { buildGlobalCodes, localCode } from './global-codes.js';
import type { StopSignal } from './query-context.js';
import type { Snapshot } from './snapshot.js';

/** One numbering of the buckets of a facet over all segments of a snapshot, in order of their values: facets add up numbers and name only what they show. */
export interface FacetNumbering {
  count: number;
  /** By segment; undefined where no document has a value. */
  segments: readonly (NumberedColumn | undefined)[];
  /** What a bucket is called. */
  nameOf(code: number): string;
  /** The numbers that the codes stand for, where they are numbers; days since 1970-01-01 when `isDay`. */
  numbers?: Float64Array;
  isDay?: boolean;
}

export interface NumberedColumn extends FacetColumn {
  /** Number of the segment's own codes. */
  ownCount: number;
  /** Code of the snapshot by the segment's own; ascending. */
  map: Int32Array;
}

/** Kept as long as their snapshot; of statuses only those of the last day asked for. */
const numberings = new WeakMap<Snapshot, Map<string, { day: number | undefined; numbering: FacetNumbering }>>();

export function numberingOf(snapshot: Snapshot, source: FacetSource, stop: StopSignal): FacetNumbering {
  let ofSnapshot = numberings.get(snapshot);
  if (!ofSnapshot) numberings.set(snapshot, (ofSnapshot = new Map()));
  const day = source.kind === 'status' ? source.day : undefined;
  const kept = ofSnapshot.get(source.key);
  if (kept && kept.day === day) return kept.numbering;
  const numbering = source.kind === 'coded' ? numberKeys(snapshot, source, stop) : numberLabels(snapshot, source, stop);
  ofSnapshot.set(source.key, { day, numbering });
  return numbering;
}

/** The codes are those of keys of the dictionaries. */
function numberKeys(
  snapshot: Snapshot,
  { code: field, namespace, number }: Extract<FacetSource, { kind: 'coded' }>,
  stop: StopSignal,
): FacetNumbering {
  const readers = snapshot.segments.map(({ reader }) => reader);
  const { count, maps } = buildGlobalCodes(readers, namespace, number, stop);
  return {
    count,
    segments: readers.map((reader, segment) => {
      const column = reader.columns.column(field);
      const map = maps[segment];
      if (!column || !map) return undefined;
      return { codes: column.values, offsets: column.offsets, missing: column.missing, ownCount: map.length, map };
    }),
    nameOf: keepNames((code) => {
      let least: string | undefined;
      for (const [segment, reader] of readers.entries()) {
        const local = localCode(maps[segment] ?? new Int32Array(), code);
        if (local < 0) continue;
        const spelling = reader.dictionary.spellingOf(reader.keyRange(namespace, number).first + local, 2);
        if (least === undefined || compareUtf8(spelling, least) < 0) least = spelling;
      }
      return least ?? '';
    }),
  };
}

const mostNames = 50_000;

/** Reading a name takes longer than counting its records, and large buckets are shown again and again. */
function keepNames(read: (code: number) => string): (code: number) => string {
  const names = new Map<number, string>();
  return (code) => {
    let name = names.get(code);
    if (name === undefined) {
      if (names.size === mostNames) names.clear();
      names.set(code, (name = read(code)));
    }
    return name;
  };
}

/** The codes were made from labels, and the labels are few. */
function numberLabels(
  snapshot: Snapshot,
  source: Exclude<FacetSource, { kind: 'coded' }>,
  stop: StopSignal,
): FacetNumbering {
  const columns = snapshot.segments.map(({ reader }) => {
    stop.check(reader.documents);
    return deriveColumn(reader, source);
  });
  const labels = [...new Set(columns.flatMap((column) => column?.labels ?? []))].sort((a, b) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : compareUtf8(String(a), String(b)),
  );
  const codes = new Map(labels.map((label, code) => [label, code]));
  const isDay = source.kind === 'number' && source.isDay;
  return {
    count: labels.length,
    segments: columns.map(
      (column) =>
        column && {
          codes: column.codes,
          offsets: column.offsets,
          missing: column.missing,
          ownCount: column.labels.length,
          map: Int32Array.from(column.labels, (label) => codes.get(label) ?? 0),
        },
    ),
    nameOf: (code) => (isDay ? isoFromDayNumber(Number(labels[code])) : String(labels[code] ?? '')),
    numbers: source.kind === 'number' ? Float64Array.from(labels, Number) : undefined,
    isDay,
  };
}
