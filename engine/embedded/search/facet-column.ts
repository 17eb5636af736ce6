import { symbolAtLevel } from '../../../domain/class-levels.js';
import { isoFromDayNumber } from '../../../domain/day.js';
import type { DateInterval } from '../../engine.js';
import type { Column, ColumnArray } from '../index/columns.js';
import { lifeStatuses } from '../index/prepared-record.js';
import type { SegmentReader } from '../index/segment-reader.js';
import { compareUtf8 } from '../index/term-key.js';
import type { FacetSource } from './facet-source.js';
import { statusReader } from './filters.js';

/** The buckets of each document of a segment by number; the numbers of one document are distinct. */
export interface FacetColumn {
  codes: ColumnArray;
  /** Document d has codes[offsets[d]] up to, and without, codes[offsets[d + 1]]; without offsets one code per document. */
  offsets: Uint32Array | undefined;
  /** Code of a document without a value, where there are no offsets. */
  missing: number;
}

/** A column whose codes were made for a facet, with what each code stands for, ascending. */
export interface DerivedColumn extends FacetColumn {
  labels: readonly (string | number)[];
}

interface Kept {
  day: number | undefined;
  column: DerivedColumn | undefined;
}
/** Made once per segment and source; of statuses only those of the last day asked for are kept. */
const derived = new WeakMap<SegmentReader, Map<string, Kept>>();

/** Undefined when no document of the segment has a value. */
export function deriveColumn(reader: SegmentReader, source: Exclude<FacetSource, { kind: 'coded' }>) {
  let ofReader = derived.get(reader);
  if (!ofReader) derived.set(reader, (ofReader = new Map<string, Kept>()));
  const day = source.kind === 'status' ? source.day : undefined;
  const kept = ofReader.get(source.key);
  if (kept?.day === day && kept) return kept.column;
  const column = source.kind === 'status' ? statusColumn(reader, source.day) : labelledColumn(reader, source);
  ofReader.set(source.key, { day, column });
  return column;
}

const statusLabels = [...lifeStatuses].sort(compareUtf8);

function statusColumn(reader: SegmentReader, day: number | undefined): DerivedColumn {
  const statusOf = statusReader(reader, day);
  const numbers = lifeStatuses.map((status) => statusLabels.indexOf(status));
  const codes = new Uint8Array(reader.documents);
  for (let doc = 0; doc < codes.length; doc++) codes[doc] = numbers[statusOf(doc)] ?? 0;
  return { codes, offsets: undefined, missing: 0xff, labels: statusLabels };
}

function labelledColumn(
  reader: SegmentReader,
  source: Exclude<FacetSource, { kind: 'coded' | 'status' }>,
): DerivedColumn | undefined {
  const column = reader.columns.column(source.code);
  if (!column) return undefined;
  const labelOf =
    source.kind === 'level'
      ? levelsOfSymbols(reader, source)
      : labelsOfNumbers(column, (value) => (source.kind === 'number' ? value : periodOf(value, source.interval)));
  const labels = [...new Set(labelOf.values())].sort((a, b) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : compareUtf8(String(a), String(b)),
  );
  const numbers = new Map(labels.map((label, number) => [label, number]));
  const codeOf = new Map([...labelOf].map(([value, label]) => [value, numbers.get(label) ?? 0]));
  return { ...recode(column, reader.documents, codeOf, labels.length), labels };
}

/** What each code of a class column stands for at a level; codes above the level are left out. */
function levelsOfSymbols(
  reader: SegmentReader,
  { number, scheme, level }: Extract<FacetSource, { kind: 'level' }>,
): Map<number, string> {
  const labels = new Map<number, string>();
  const range = reader.keyRange('symbol', number);
  if (range.count === 0) return labels;
  const walk = reader.dictionary.walkFrom(range.first);
  for (let symbol = 0; symbol < range.count; symbol++, walk.next()) {
    const label = symbolAtLevel(scheme, walk.text(2), level);
    if (label !== undefined) labels.set(symbol, label);
  }
  return labels;
}

function labelsOfNumbers(
  { values, offsets, missing }: Column,
  labelOf: (value: number) => string | number,
): Map<number, string | number> {
  const labels = new Map<number, string | number>();
  for (const value of new Set<number>(values)) if (offsets || value !== missing) labels.set(value, labelOf(value));
  return labels;
}

/** `2019`, `2019-Q3`, `2019-07`, `2019-07-12`: in order of time. */
export function periodOf(day: number, interval: DateInterval): string {
  const date = isoFromDayNumber(day);
  if (interval === 'quarter') return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
  return date.slice(0, { year: 4, month: 7, day: 10 }[interval]);
}

/** The column with each value replaced by its code; values without one are left out, as are codes that a document has already. */
function recode(
  { values, offsets, missing }: Column,
  documents: number,
  codeOf: ReadonlyMap<number, number>,
  count: number,
): FacetColumn {
  const makeCodes = (length: number) =>
    count < 0xff ? new Uint8Array(length) : count < 0xffff ? new Uint16Array(length) : new Uint32Array(length);
  if (!offsets) {
    const codes = makeCodes(documents);
    const none = 2 ** (8 * codes.BYTES_PER_ELEMENT) - 1;
    for (let doc = 0; doc < documents; doc++) {
      const value = values[doc] ?? missing;
      codes[doc] = value === missing ? none : (codeOf.get(value) ?? none);
    }
    return { codes, offsets: undefined, missing: none };
  }
  const codes = makeCodes(values.length);
  const starts = new Uint32Array(documents + 1);
  const lastDocs = new Int32Array(count).fill(-1);
  let at = 0;
  for (let doc = 0; doc < documents; doc++) {
    const end = offsets[doc + 1] ?? 0;
    for (let index = offsets[doc] ?? 0; index < end; index++) {
      const code = codeOf.get(values[index] ?? 0);
      if (code === undefined || lastDocs[code] === doc) continue;
      lastDocs[code] = doc;
      codes[at++] = code;
    }
    starts[doc + 1] = at;
  }
  return { codes: codes.slice(0, at), offsets: starts, missing: -1 };
}
