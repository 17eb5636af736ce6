import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithSamples } from '../../fixtures/samples.js';
import { writeCorpus } from '../../scripts/corpus/write-corpus.js';
import { compareView, viewsOf } from '../contract/compare-view.js';
import { fts5Trees } from '../contract/fts5-trees.js';
import { compareUtf8Bytes, ReferenceEngine } from '../contract/reference.js';
import { treesAbout } from '../contract/vocabulary.js';
import type { Engine } from '../engine.js';
import { disturb, ingestBoth } from '../contract/compared-corpora.js';
import { type EmbeddedSubject, openSubject } from './embedded-subject.js';
import { Fts5Oracle } from './fts5-oracle.js';
import type { MergePolicy } from './index/merge-policy.js';
import { MatchProbe } from './match-probe.js';

const mergePolicy: MergePolicy = (segments) => (segments.length > 5 ? { start: 2, end: 5 } : undefined);

/**
 * How many queries are asked in all, about, and from which seed they are made. CI asks the same ones each time; `npm run differential` asks others.
 */
const queries = Number(process.env['IPRADAR_DIFFERENTIAL_QUERIES'] ?? 20_000);
const seed = Number(process.env['IPRADAR_DIFFERENTIAL_SEED'] ?? 1);
/** Milliseconds for one test. */
const patience = 300_000 + queries * 100;
const shareOfQueries = (share: number): number => Math.max(1, Math.round(queries * share));

/** Queries of each kind, as shares of all; views and trees in each of two states. Scanning real records is dear. */
interface Shares {
  views: number;
  trees: number;
  fts5: number;
}

function describeAgreement(
  name: string,
  shares: Shares,
  prepare: (into: (paths: string[]) => Promise<void>) => Promise<void>,
): void {
  describe(name, () => {
    let subject: EmbeddedSubject;
    let engine: Engine;
    const reference = new ReferenceEngine();
    beforeAll(async () => {
      subject = await openSubject({ workers: 0, bufferBytes: 4_000_000, mergePolicy });
      ({ engine } = subject);
      await prepare((paths) => ingestBoth(engine, reference, paths));
    }, 120_000);
    afterAll(() => subject.remove());

    const compareViews = async (): Promise<void> => {
      const trees = treesAbout(reference.records.values());
      const days = fc.constantFrom('1995-06-30', '2005-01-01', '2012-03-31', '2018-12-31', '2020-02-29', '2023-07-01');
      await fc.assert(
        fc.asyncProperty(viewsOf(trees, days), (view) => compareView(engine, reference, view)),
        { numRuns: shareOfQueries(shares.views), seed },
      );
    };
    const compareTrees = (): void => {
      const probe = new MatchProbe(subject.folder, reference);
      fc.assert(
        fc.property(treesAbout(reference.records.values()), fc.nat(), (tree, turn) => probe.compare(tree, turn)),
        { numRuns: shareOfQueries(shares.trees), seed },
      );
      probe.close();
    };

    it('hits, order, counts and facets are those of a scan with query/evaluate.ts', () => compareViews(), patience);

    it('every operator finds what query/evaluate.ts finds', () => compareTrees(), patience);

    it(
      'new versions, deletions, merges and another opening change nothing of that',
      async () => {
        await disturb(engine, reference);
        engine = await subject.openAnother();
        await compareViews();
        compareTrees();
      },
      patience,
    );

    it(
      'AND, OR, NOT, phrases, right truncation and distances find what FTS5 finds over the same words',
      () => {
        const readings = [...reference.records.values()].map((record) => reference.readingOf(record));
        const oracle = new Fts5Oracle(readings);
        const probe = new MatchProbe(subject.folder, reference);
        fc.assert(
          fc.property(fts5Trees(readings), (tree) => {
            expect(probe.find(tree)).toEqual(oracle.find(tree).sort(compareUtf8Bytes));
          }),
          { numRuns: shareOfQueries(shares.fts5), seed },
        );
        probe.close();
        oracle.close();
      },
      patience,
    );
  });
}

/** The demo corpus, a small one, as packages. */
async function ingestDemo(ingest: (paths: string[]) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ipradar-corpus-'));
  await writeCorpus({ records: 400, seed: 11, out: folder });
  await ingest([join(folder, '*.zip')]);
  rmSync(folder, { recursive: true, force: true });
}

describeAgreement('the engine on the demo corpus', { views: 0.0006, trees: 0.12, fts5: 0.36 }, ingestDemo);

describeWithSamples('the engine on real office files', (samples) =>
  describeAgreement('all samples', { views: 0.0004, trees: 0.02, fts5: 0.12 }, (into) =>
    into(['patents', 'trademarks', 'gi', 'designs'].map((each) => join(samples, each))),
  ),
);
