import fc from 'fast-check';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IpRecord } from '../../domain/record.js';
import type { FacetRequest, SortKey } from '../engine.js';
import { dateArbitrary, recordArbitrary } from '../contract/records.js';
import { ReferenceEngine } from '../contract/reference.js';
import { treeArbitrary } from '../contract/trees.js';
import { chooseMerge, type MergePolicy } from './index/merge-policy.js';
import { openEmbeddedEngine } from './open.js';

type Step =
  { kind: 'upsert'; record: IpRecord } | { kind: 'delete'; place: number } | { kind: 'commit' } | { kind: 'reopen' };

const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: recordArbitrary.map((record): Step => ({ kind: 'upsert', record })) },
  { weight: 1, arbitrary: fc.nat({ max: 20 }).map((place): Step => ({ kind: 'delete', place })) },
  { weight: 3, arbitrary: fc.constant<Step>({ kind: 'commit' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'reopen' }) },
);

const sortArbitrary: fc.Arbitrary<SortKey[]> = fc.array(
  fc.record({
    by: fc.constantFrom('PD', 'PY', 'CC', 'AP', 'ID', 'id', 'RT'),
    direction: fc.constantFrom<'asc' | 'desc'>('asc', 'desc'),
  }),
  { minLength: 1, maxLength: 2 },
);

const facetArbitrary: fc.Arbitrary<FacetRequest> = fc.constantFrom<FacetRequest>(
  { kind: 'terms', field: 'AP', size: 100 },
  { kind: 'terms', field: 'CC', size: 2 },
  { kind: 'terms', field: 'IPC', size: 100 },
  { kind: 'terms', field: 'IPC', size: 100, level: 'subclass' },
  { kind: 'terms', field: 'IPC', size: 100, level: 'group' },
  { kind: 'terms', field: 'ST', size: 100 },
  { kind: 'terms', field: 'PY', size: 100 },
  { kind: 'dates', field: 'PD', interval: 'year' },
  { kind: 'dates', field: 'PD', interval: 'month' },
);

const viewArbitrary = fc.record({
  query: treeArbitrary,
  sort: sortArbitrary,
  asOf: fc.option(dateArbitrary, { nil: undefined }),
  facet: facetArbitrary,
  limit: fc.constantFrom(0, 1, 3, 1000),
  offset: fc.constantFrom(0, 0, 2),
});

/** Merges far more often than the product does. */
const mergePolicy: MergePolicy = (segments) =>
  segments.length > 3 ? { start: segments.length % 2, end: segments.length } : chooseMerge(segments);

const runs = Number(process.env['IPRADAR_DIFFERENTIAL_RUNS'] ?? 25);

describe('the engine answers what a scan with query/evaluate.ts answers', () => {
  it('after any sequence of upserts, deletions, commits, merges and reopenings: hits, order, counts, facets', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(stepArbitrary, { minLength: 40, maxLength: 120, size: 'max' }),
        fc.array(viewArbitrary, { minLength: 40, maxLength: 60 }),
        async (steps, views) => {
          const folder = mkdtempSync(join(tmpdir(), 'ipradar-differential-'));
          const reference = new ReferenceEngine();
          const open = () => openEmbeddedEngine({ directory: folder, workers: 0, bufferBytes: 40_000, mergePolicy });
          let engine = open();
          let writer = await engine.writer();
          try {
            for (const step of [...steps, { kind: 'commit' } as const]) {
              if (step.kind === 'upsert') {
                await writer.upsert(step.record, undefined);
                reference.upsert(step.record);
              } else if (step.kind === 'delete') {
                const id = [...reference.records.keys()][step.place];
                if (id === undefined) continue;
                await writer.delete(id);
                reference.records.delete(id);
              } else if (step.kind === 'commit') await writer.commit();
              else {
                await writer.commit();
                await engine.close();
                engine = open();
                writer = await engine.writer();
              }
            }
            for (const { query, sort, asOf, facet, limit, offset } of views) {
              const result = await engine.search({ query, sort, asOf, limit, offset, facets: { facet } });
              const expected = reference.search({ query, sort, asOf }, result.dataDate);
              expect(result.count).toBe(expected.length);
              expect(result.hits.map(({ id }) => id)).toEqual(expected.slice(offset, offset + limit));
              expect(result.hits.map(({ record }) => record)).toEqual(
                result.hits.map(({ id }) => reference.records.get(id)),
              );
              const counts = reference.facet(facet, expected, asOf ?? result.dataDate);
              const found = result.facets?.['facet'];
              const shown = facet.kind === 'terms' ? Math.min(facet.size, counts.size) : counts.size;
              expect(found?.buckets.length).toBe(shown);
              expect(found?.otherBuckets).toBe(counts.size - shown);
              expect(found?.buckets.map(({ count }) => count).sort((a, b) => b - a)).toEqual(
                [...counts.values()].sort((a, b) => b - a).slice(0, shown),
              );
              const scanned: string[] = [];
              for await (const id of engine.scan(query, asOf)) scanned.push(id);
              expect(scanned).toEqual(reference.search({ query, sort: [], asOf }, result.dataDate));
            }
            await writer.close();
            expect(readdirSync(join(folder, 'segments')).length % 5).toBe(0);
          } finally {
            await engine.close();
            rmSync(folder, { recursive: true, force: true });
          }
        },
      ),
      { numRuns: runs },
    );
  }, 600_000);
});
