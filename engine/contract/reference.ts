import { isDeepStrictEqual } from 'node:util';
import { classAncestors } from '../../domain/class-symbol.js';
import { mergeRecords } from '../../domain/merge.js';
import { statusOn, statusPeriods } from '../../domain/life-status.js';
import type { IpRecord } from '../../domain/record.js';
import { foldKeyword } from '../../mappings/analyze.js';
import { schemeOfField } from '../../mappings/embedded.js';
import { fieldOf } from '../../mappings/fields.js';
import { evaluate } from '../../query/evaluate.js';
import { RecordReading } from '../../query/record-reading.js';
import { asStored } from './made-records.js';
import type { FacetRequest, SearchRequest, SortKey } from '../engine.js';

/** The order of the index, of ids and of sorted values. */
export const compareUtf8Bytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
const levels = ['section', 'class', 'subclass', 'group', 'subgroup'];

/** What an engine has to answer, said as plainly as possible: a map of records and a scan of all of them. */
export class ReferenceEngine {
  readonly records = new Map<string, IpRecord>();

  private readonly readings = new WeakMap<IpRecord, RecordReading>();

  upsert(record: IpRecord): void {
    const old = this.records.get(record.id);
    const next = asStored(old ? mergeRecords(old, record) : record);
    // An equal record changes nothing, not even where it came from.
    if (old && isDeepStrictEqual({ ...next, sources: [] }, { ...old, sources: [] })) return;
    this.records.set(record.id, next);
  }

  delete(id: string): void {
    this.records.delete(id);
  }

  private readingOf(record: IpRecord): RecordReading {
    let reading = this.readings.get(record);
    if (!reading) this.readings.set(record, (reading = new RecordReading(record)));
    return reading;
  }

  /** Ids of the matches in the order asked for; by id where only the score orders. */
  search(
    { query, asOf, sort }: Pick<SearchRequest, 'query' | 'asOf' | 'sort'>,
    dataDate: string | undefined,
  ): string[] {
    const found = [...this.records.values()].filter((record) =>
      evaluate(query, this.readingOf(record), { asOf, dataDate }),
    );
    const keys = sort.filter(({ by }) => by !== 'score');
    return found.sort((a, b) => compareRecords(a, b, keys)).map(({ id }) => id);
  }

  facet(request: FacetRequest, ids: readonly string[], day: string | undefined): Map<string, number> {
    const counts = new Map<string, number>();
    for (const id of ids) {
      const record = this.records.get(id);
      if (!record) continue;
      for (const value of new Set(facetValues(request, record, day))) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return counts;
  }
}

function facetValues(request: FacetRequest, record: IpRecord, day: string | undefined): string[] {
  const spec = fieldOf(request.field);
  if (spec.type === 'status') {
    const periods = statusPeriods(record);
    return [day === undefined ? (periods.at(-1)?.status ?? 'unknown') : statusOn(periods, day)];
  }
  const values = spec.values(record).map(String);
  if (request.kind === 'dates') return values.map((value) => value.slice(0, request.interval === 'year' ? 4 : 7));
  if (request.level !== undefined) {
    const depth = levels.indexOf(request.level);
    return values.flatMap((symbol) => classAncestors(schemeOfField(request.field), symbol)[depth] ?? []);
  }
  return spec.type === 'class' || spec.type === 'date' || spec.type === 'integer' ? values : values.map(foldKeyword);
}

function sortValue(record: IpRecord, { by, direction }: SortKey): string | number | undefined {
  if (by === 'id') return record.id;
  const spec = fieldOf(by);
  const values = spec
    .values(record)
    .map((value) => (spec.type === 'keyword' || spec.type === 'name' ? foldKeyword(String(value)) : value));
  const sorted = [...values].sort((a, b) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : compareUtf8Bytes(String(a), String(b)),
  );
  return direction === 'asc' ? sorted[0] : sorted.at(-1);
}

function compareRecords(a: IpRecord, b: IpRecord, sort: readonly SortKey[]): number {
  for (const key of sort) {
    const [left, right] = [sortValue(a, key), sortValue(b, key)];
    if (left === right) continue;
    if (left === undefined) return 1;
    if (right === undefined) return -1;
    const order =
      typeof left === 'number' && typeof right === 'number'
        ? left - right
        : compareUtf8Bytes(String(left), String(right));
    if (order !== 0) return key.direction === 'asc' ? order : -order;
  }
  return compareUtf8Bytes(a.id, b.id);
}
