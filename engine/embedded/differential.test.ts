import fc from 'fast-check';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { IpRecord } from '../../domain/record.js';
import { compareView, viewsOf } from '../contract/compare-view.js';
import { dateArbitrary, recordArbitrary } from '../contract/records.js';
import { ReferenceEngine } from '../contract/reference.js';
import { treeArbitrary } from '../contract/trees.js';
import { openSubject } from './embedded-subject.js';
import { chooseMerge, type MergePolicy } from './index/merge-policy.js';
import { segmentFileKinds } from './index/segment-file.js';
import { MatchProbe } from './match-probe.js';
import { layout } from './store/database.js';

type Step =
  { kind: 'upsert'; record: IpRecord } | { kind: 'delete'; place: number } | { kind: 'commit' } | { kind: 'reopen' };

const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: recordArbitrary.map((record): Step => ({ kind: 'upsert', record })) },
  { weight: 1, arbitrary: fc.nat({ max: 20 }).map((place): Step => ({ kind: 'delete', place })) },
  { weight: 3, arbitrary: fc.constant<Step>({ kind: 'commit' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'reopen' }) },
);

/** Merges far more often than the product does. */
const mergePolicy: MergePolicy = (segments) =>
  segments.length > 3 ? { start: segments.length % 2, end: segments.length } : chooseMerge(segments);

/** As in corpus-differential.test.ts; each history takes some 450 of them. */
const queries = Number(process.env['IPRADAR_DIFFERENTIAL_QUERIES'] ?? 20_000);
const seed = Number(process.env['IPRADAR_DIFFERENTIAL_SEED'] ?? 1);
const runs = Math.max(1, Math.round((queries * 0.25) / 450));

describe('the engine answers what a scan with query/evaluate.ts answers', () => {
  it(
    'after any sequence of upserts, deletions, commits, merges and reopenings: hits, order, counts, facets',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(stepArbitrary, { minLength: 40, maxLength: 120, size: 'max' }),
          fc.array(viewsOf(treeArbitrary, dateArbitrary), { minLength: 50, maxLength: 60 }),
          fc.array(treeArbitrary, { minLength: 390, maxLength: 400, size: 'max' }),
          async (steps, views, trees) => {
            const {
              folder,
              engine: first,
              openAnother,
              remove,
            } = await openSubject({ workers: 0, bufferBytes: 180_000, mergePolicy });
            const reference = new ReferenceEngine();
            let engine = first;
            try {
              let writer = await engine.writer();
              for (const step of [...steps, { kind: 'commit' } as const]) {
                if (step.kind === 'upsert') {
                  await writer.upsert(step.record, undefined);
                  reference.upsert(step.record);
                } else if (step.kind === 'delete') {
                  const id = [...reference.records.keys()][step.place];
                  if (id === undefined) continue;
                  await writer.delete(id);
                  reference.delete(id);
                } else if (step.kind === 'commit') await writer.commit();
                else {
                  await writer.commit();
                  await engine.close();
                  engine = await openAnother();
                  writer = await engine.writer();
                }
              }
              for (const view of views) await compareView(engine, reference, view);
              const probe = new MatchProbe(folder, reference);
              for (const [turn, tree] of trees.entries()) probe.compare(tree, turn);
              probe.close();
              await writer.close();
              expect(readdirSync(join(folder, layout.segments)).length % segmentFileKinds.length).toBe(0);
            } finally {
              await remove();
            }
          },
        ),
        { numRuns: runs, seed },
      );
    },
    300_000 + queries * 100,
  );
});
