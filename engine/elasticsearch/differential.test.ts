import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { samplesFolder } from '../../fixtures/samples.js';
import { describeOnServer } from '../../fixtures/servers.js';
import type { CheckedNode } from '../../query/tree.js';
import { writeCorpus } from '../../scripts/corpus/write-corpus.js';
import { compareView, viewsOf } from '../contract/compare-view.js';
import { disturb, ingestBoth } from '../contract/compared-corpora.js';
import { dateArbitrary, recordArbitrary } from '../contract/records.js';
import { ReferenceEngine } from '../contract/reference.js';
import { treeArbitrary } from '../contract/trees.js';
import { shrinkTree } from '../contract/shrink-tree.js';
import { treesAbout } from '../contract/vocabulary.js';
import { type ElasticsearchSubject, openSubject } from './elasticsearch-subject.fixture.js';
import { treesThatFailed } from './failed-trees.fixture.js';

/** Trees in all, about, and the seed that they are made from: `npm run differential` asks others, and more. */
const queries = Number(process.env['IPRADAR_DIFFERENTIAL_QUERIES'] ?? 20_000);
const seed = Number(process.env['IPRADAR_DIFFERENTIAL_SEED'] ?? 1);
const shareOf = (share: number): number => Math.max(1, Math.round(queries * share));
const patience = 400_000 + queries * 50;
/** Trees that are counted in one request. */
const atOnce = 100;

describeOnServer('elasticsearch-9', 'Elasticsearch answers what a scan with query/evaluate.ts answers', (url) => {
  let subject: ElasticsearchSubject;
  let reference: ReferenceEngine;
  beforeEach(async () => {
    // Small requests: a commit is made of many.
    subject = await openSubject(url(), { bulkBytes: 20_000, graceMilliseconds: 0 });
    reference = new ReferenceEngine();
  });
  afterEach(() => subject.remove());

  /** What the engine and the scan count of each tree. */
  const countBoth = async (trees: CheckedNode[]): Promise<[engine: number[], scan: number[]]> => {
    const dataDate = await subject.engine.dataDate();
    const view = { filters: [], asOf: undefined, sort: [] };
    return [
      await subject.engine.count(trees),
      trees.map((query) => reference.search({ ...view, query }, dataDate).length),
    ];
  };
  const disagrees = async (tree: CheckedNode): Promise<boolean> => {
    const [[counted], [expected]] = await countBoth([tree]);
    return counted !== expected;
  };
  /** Asks many trees at once; shows the smallest one on which they disagree. */
  const expectSameCounts = async (trees: CheckedNode[]): Promise<void> => {
    const [counted, expected] = await countBoth(trees);
    const place = counted.findIndex((count, at) => count !== expected[at]);
    const tree = trees[place];
    if (!tree) return;
    const smallest = await shrinkTree(tree, disagrees);
    const [[found], [wanted]] = await countBoth([smallest]);
    throw new Error(`the engine counts ${found}, the scan ${wanted}, of ${JSON.stringify(smallest)}`);
  };
  const compareTrees = async (trees: fc.Arbitrary<CheckedNode>, share: number): Promise<void> => {
    const sample = fc.sample(trees, { numRuns: shareOf(share), seed });
    for (let at = 0; at < sample.length; at += atOnce) await expectSameCounts(sample.slice(at, at + atOnce));
  };
  const compareViews = (trees: fc.Arbitrary<CheckedNode>, days: fc.Arbitrary<string>, share: number): Promise<void> =>
    fc.assert(
      fc.asyncProperty(viewsOf(trees, days), (view) => compareView(subject.engine, reference, view)),
      { numRuns: shareOf(share), seed },
    );

  it(
    'over invented records, after upserts, deletions and commits',
    async () => {
      const records = fc.sample(recordArbitrary, { numRuns: 120, seed });
      const writer = await subject.engine.writer();
      for (const [place, record] of records.entries()) {
        await writer.upsert(record, undefined);
        reference.upsert(record);
        const [victim] = reference.records.keys();
        if (place % 11 === 10 && victim !== undefined) {
          await writer.delete(victim);
          reference.delete(victim);
        }
        if (place % 17 === 16) await writer.commit();
      }
      await writer.commit();
      await writer.close();
      await expectSameCounts([...treesThatFailed]);
      await compareTrees(treeArbitrary, 0.15);
      await compareViews(treeArbitrary, dateArbitrary, 0.0015);
    },
    patience,
  );

  it(
    'over the demo corpus, before and after what later packages bring',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'ipradar-corpus-'));
      await writeCorpus({ records: 200, seed: 11, out: folder });
      await ingestBoth(subject.engine, reference, [join(folder, '*.zip')]);
      rmSync(folder, { recursive: true, force: true });
      const days = fc.constantFrom('1995-06-30', '2012-03-31', '2018-12-31', '2023-07-01');
      for (const change of [async () => undefined, () => disturb(subject.engine, reference)]) {
        await change();
        const trees = treesAbout(reference.records.values());
        await compareTrees(trees, 0.03);
        await compareViews(trees, days, 0.0003);
      }
    },
    patience,
  );

  const samples = samplesFolder();
  if (samples === undefined) console.warn('skipped: real office files on Elasticsearch (set IPRADAR_SAMPLES)');
  (samples === undefined ? it.skip : it)(
    'over real office files',
    async () => {
      const kinds = ['patents', 'trademarks', 'gi', 'designs'];
      await ingestBoth(
        subject.engine,
        reference,
        kinds.map((each) => join(samples ?? '', each)),
      );
      await compareTrees(treesAbout(reference.records.values()), 0.01);
    },
    patience,
  );
});
