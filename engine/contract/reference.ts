import { isDeepStrictEqual } from 'node:util';
import { mergeRecords } from '../../domain/merge.js';
import type { IpRecord } from '../../domain/record.js';
import { foldKeyword } from '../../mappings/analyze.js';
import { fieldOf } from '../../mappings/fields.js';
import type { CheckedNode } from '../../query/tree.js';
import { evaluate } from '../../query/evaluate.js';
import { RecordReading } from '../../query/record-reading.js';
import type { Collapse, FacetRequest, FacetResult, SearchRequest, SortKey } from '../engine.js';
import { filtersOfFacet, narrowBy } from '../filters.js';
import { compareUtf8Bytes, facetOf } from './facet-reference.js';
import { asStored } from './made-records.js';

export { compareUtf8Bytes };

/** What an engine has to answer, said as plainly as possible: a map of records and a scan of all of them. */
export class ReferenceEngine {
  readonly records = new Map<string, IpRecord>();

  private readonly readings = new WeakMap<IpRecord, RecordReading>();

  /** Matches by query and day, until a record changes: the facets of one request ask again and again. */
  private readonly found = new Map<string, IpRecord[]>();

  upsert(record: IpRecord): void {
    this.found.clear();
    const old = this.records.get(record.id);
    const next = asStored(old ? mergeRecords(old, record) : record);
    // An equal record changes nothing, not even where it came from.
    if (old && isDeepStrictEqual({ ...next, sources: [] }, { ...old, sources: [] })) return;
    this.records.set(record.id, next);
  }

  delete(id: string): void {
    this.found.clear();
    this.records.delete(id);
  }

  /** The record as the language sees it, worked out once. */
  readingOf(record: IpRecord): RecordReading {
    let reading = this.readings.get(record);
    if (!reading) this.readings.set(record, (reading = new RecordReading(record)));
    return reading;
  }

  private match(tree: CheckedNode, asOf: string | undefined, dataDate: string | undefined): readonly IpRecord[] {
    const key = JSON.stringify([tree, asOf, dataDate]);
    let found = this.found.get(key);
    if (!found) {
      found = [...this.records.values()].filter((record) => evaluate(tree, this.readingOf(record), { asOf, dataDate }));
      if (this.found.size > 20) this.found.clear();
      this.found.set(key, found);
    }
    return found;
  }

  /** Ids of the matches in the order asked for; by id where only the score orders. */
  search(
    { query, filters, asOf, sort }: Pick<SearchRequest, 'query' | 'filters' | 'asOf' | 'sort'>,
    dataDate: string | undefined,
  ): string[] {
    const found = [...this.match(narrowBy(query, filters), asOf, dataDate)];
    const keys = sort.filter(({ by }) => by !== 'score');
    return found.sort((a, b) => compareRecords(a, b, keys)).map(({ id }) => id);
  }

  /** The groups that ids in the order asked for fall into, each as its first member. */
  collapse(ids: readonly string[], { by }: Collapse): { id: string; members: number }[] {
    const groups = new Map<string, { id: string; members: number }>();
    for (const id of ids) {
      const record = this.records.get(id);
      const [value] = record ? fieldOf(by).values(record) : [];
      // A value that is found nowhere else: two NUL do not stand in a folded one.
      const key = value === undefined ? `\0\0${id}` : foldKeyword(String(value).toWellFormed());
      const group = groups.get(key);
      if (group) group.members++;
      else groups.set(key, { id, members: 1 });
    }
    return [...groups.values()];
  }

  /** @param query matches of this with all filters but the facet's own are counted */
  facet(
    request: FacetRequest,
    { query, filters = [], asOf }: Pick<SearchRequest, 'query' | 'filters' | 'asOf'>,
    dataDate: string | undefined,
  ): FacetResult {
    const found = this.match(narrowBy(query, filtersOfFacet(request, filters)), asOf, dataDate);
    return facetOf(request, found, asOf ?? dataDate);
  }
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
