import { classAncestors } from '../../../domain/class-symbol.js';
import type { ClassificationScheme } from '../../../domain/classification.js';
import { isoFromDayNumber } from '../../../domain/day.js';
import { embeddedFieldOf } from '../../../mappings/embedded.js';
import { EngineError, type DateFacet, type FacetRequest, type FacetResult, type TermsFacet } from '../../engine.js';
import { lifeStatuses } from '../index/document-analysis.js';
import type { SegmentReader } from '../index/segment-reader.js';
import { compareUtf8 } from '../index/term-key.js';
import type { CodedField } from './code-facets.js';
import type { DocList } from './doc-set.js';
import { statusReader } from './filters.js';

/** Buckets of one facet, added up over segments. `key` is the folded value; `value` its smallest spelling. */
type Buckets = Map<string, { value: string; count: number }>;

const levels = ['section', 'class', 'subclass', 'group', 'subgroup'];
/** Schemes whose hierarchy does not begin with a section of letters. */
const lowestLevels: Partial<Record<ClassificationScheme, string[]>> = {
  nice: ['class'],
  locarno: ['class', 'subclass'],
  vienna: ['class', 'subclass', 'group'],
  us: ['class', 'subclass'],
};

/** The field of a facet that code-facets.ts counts; undefined for dates, numbers, statuses and levels of classes. */
export function codedFieldOf(request: FacetRequest): CodedField | undefined {
  if (request.kind === 'dates') return undefined;
  const { column, number, scheme } = embeddedFieldOf(request.field);
  if (column === 'values') return { code: request.field, number, namespace: 'value' };
  if (column !== 'symbols' || (request.level !== undefined && scheme)) return undefined;
  return { code: request.field, number, namespace: 'symbol' };
}

/** Counts a facet that has no codes over the hits of many segments. */
export class FacetCounter {
  private readonly buckets: Buckets = new Map();

  /** @param statusDay day for facets over status */
  constructor(
    private readonly request: FacetRequest,
    private readonly statusDay: number | undefined,
  ) {}

  add(reader: SegmentReader, found: DocList): void {
    const { request } = this;
    if (request.kind === 'dates') this.addDates(reader, found, request);
    else this.addTerms(reader, found, request);
  }

  private count(key: string, value: string, count: number): void {
    const bucket = this.buckets.get(key);
    if (!bucket) this.buckets.set(key, { value, count });
    else {
      bucket.count += count;
      if (value !== bucket.value && compareUtf8(value, bucket.value) < 0) bucket.value = value;
    }
  }

  private addDates(reader: SegmentReader, found: DocList, request: DateFacet): void {
    const field = embeddedFieldOf(request.field);
    if (field.column !== 'days') throw new EngineError('rejected', `field ${request.field} holds no dates`);
    const column = reader.columns.column(request.field);
    if (!column) return;
    const length = request.interval === 'year' ? 4 : 7;
    const labels = new Map<number, number>();
    const names: string[] = [];
    const numbers = new Map<string, number>();
    // Days become numbers of buckets once each, not once per record.
    const bucketOf = (day: number): number => {
      let bucket = labels.get(day);
      if (bucket === undefined) {
        const name = isoFromDayNumber(day).slice(0, length);
        bucket = numbers.get(name);
        if (bucket === undefined) {
          bucket = names.length;
          names.push(name);
          numbers.set(name, bucket);
        }
        labels.set(day, bucket);
      }
      return bucket;
    };
    const counts = countValues(column, found, bucketOf);
    for (const [bucket, count] of counts.entries()) {
      const name = names[bucket];
      if (name !== undefined && count > 0) this.count(name, name, count);
    }
  }

  private addTerms(reader: SegmentReader, found: DocList, request: TermsFacet): void {
    const field = embeddedFieldOf(request.field);
    if (field.column === undefined) throw new EngineError('rejected', `field ${request.field} has no facet`);
    if (field.column === 'status') {
      const statusOf = statusReader(reader, this.statusDay);
      const counts = new Float64Array(lifeStatuses.length);
      for (let index = 0; index < found.length; index++) {
        const status = statusOf(found.docs[index] ?? 0);
        counts[status] = (counts[status] ?? 0) + 1;
      }
      lifeStatuses.forEach((name, status) => {
        const count = counts[status] ?? 0;
        if (count > 0) this.count(name, name, count);
      });
      return;
    }
    const column = reader.columns.column(request.field);
    if (!column) return;
    if (field.column === 'days' || field.column === 'integers') {
      const numbers: number[] = [];
      const known = new Map<number, number>();
      const counts = countValues(column, found, (value) => {
        let bucket = known.get(value);
        if (bucket === undefined) {
          bucket = numbers.push(value) - 1;
          known.set(value, bucket);
        }
        return bucket;
      });
      numbers.forEach((value, bucket) => {
        const name = field.column === 'days' ? isoFromDayNumber(value) : String(value);
        this.count(name, name, counts[bucket] ?? 0);
      });
      return;
    }
    if (request.level !== undefined && field.scheme)
      this.addLevel(reader, found, request.field, request.level, field.scheme, field.number);
  }

  private addLevel(
    reader: SegmentReader,
    found: DocList,
    code: string,
    level: string,
    scheme: ClassificationScheme,
    fieldNumber: number,
  ): void {
    const column = reader.columns.column(code);
    if (!column) return;
    const depth = (lowestLevels[scheme] ?? levels).indexOf(level);
    if (depth < 0) throw new EngineError('rejected', `field ${code} has no level \`${level}\``);
    const range = reader.keyRange('symbol', fieldNumber);
    const bucketOfCode = new Int32Array(range.count).fill(-1);
    const names: string[] = [];
    const numbers = new Map<string, number>();
    const walk = reader.dictionary.walkFrom(range.first);
    for (let symbol = 0; symbol < range.count; symbol++) {
      const name = classAncestors(scheme, walk.text(2))[depth];
      if (name !== undefined) {
        let bucket = numbers.get(name);
        if (bucket === undefined) {
          bucket = names.push(name) - 1;
          numbers.set(name, bucket);
        }
        bucketOfCode[symbol] = bucket;
      }
      walk.next();
    }
    const counts = countValues(column, found, (value) => bucketOfCode[value] ?? -1);
    names.forEach((name, bucket) => {
      const count = counts[bucket] ?? 0;
      if (count > 0) this.count(name, name, count);
    });
  }

  /** Terms: most frequent first, ties by value; dates: all buckets in order of time. */
  result(): FacetResult {
    const all = [...this.buckets.entries()];
    const isDates = this.request.kind === 'dates';
    all.sort(([left, a], [right, b]) => (isDates ? 0 : b.count - a.count) || compareUtf8(left, right));
    const size = this.request.kind === 'terms' ? this.request.size : all.length;
    return {
      buckets: all.slice(0, size).map(([, bucket]) => bucket),
      otherBuckets: Math.max(0, all.length - size),
      exact: true,
    };
  }
}

interface Values {
  values: ArrayLike<number>;
  offsets: Uint32Array | undefined;
  missing: number;
}

/** Records per bucket; a record with several values in one bucket counts once. A negative bucket is none. */
function countValues(
  { values, offsets, missing }: Values,
  { docs, length }: DocList,
  bucketOf: (value: number) => number,
): number[] {
  const counts: number[] = [];
  const lastDocs: number[] = [];
  const add = (bucket: number, doc: number): void => {
    if (bucket < 0 || lastDocs[bucket] === doc) return;
    lastDocs[bucket] = doc;
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  };
  for (let place = 0; place < length; place++) {
    const doc = docs[place] ?? 0;
    if (!offsets) {
      const value = values[doc] ?? missing;
      if (value !== missing) add(bucketOf(value), doc);
      continue;
    }
    const end = offsets[doc + 1] ?? 0;
    for (let index = offsets[doc] ?? 0; index < end; index++) add(bucketOf(values[index] ?? 0), doc);
  }
  return counts;
}
