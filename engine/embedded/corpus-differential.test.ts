import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IpRecord } from '../../domain/record.js';
import { describeWithSamples } from '../../fixtures/samples.js';
import { formats } from '../../ingest/formats/formats.js';
import { findInputs } from '../../ingest/inputs.js';
import { ingestFiles } from '../../ingest/pipeline.js';
import type { RecordSink } from '../../ingest/record-sink.js';
import { writeCorpus } from '../../scripts/corpus/write-corpus.js';
import { compareView, viewsOf } from '../contract/compare-view.js';
import { ReferenceEngine } from '../contract/reference.js';
import { treesAbout } from '../contract/vocabulary.js';
import type { Engine } from '../engine.js';
import { engineSink } from '../record-sink.js';
import { type EmbeddedSubject, openSubject } from './embedded-subject.js';
import type { MergePolicy } from './index/merge-policy.js';

/** Queries per set of records; more by the environment. */
const queries = Number(process.env['IPRADAR_DIFFERENTIAL_QUERIES'] ?? 450);

const mergePolicy: MergePolicy = (segments) => (segments.length > 5 ? { start: 2, end: 5 } : undefined);

/** Reads packages through the real pipeline into an engine, and what the pipeline gave into the reference. */
async function ingestBoth(engine: Engine, reference: ReferenceEngine, paths: string[]): Promise<void> {
  const writer = await engine.writer();
  const keep: Parameters<typeof engineSink>[0]['quarantine'] = {
    // Rejects of the readers are theirs to test; a record that the engine refuses would be missing here.
    keep: ({ code, detail }) => (code === 'not-indexable' ? Promise.reject(new Error(detail)) : Promise.resolve()),
  };
  const inner = engineSink({ engine, writer, quarantine: keep, batchRecords: 97 });
  const sink: RecordSink = {
    findDone: (hash) => inner.findDone(hash),
    begin: (entry) => inner.begin(entry),
    async record(record, raw) {
      reference.upsert(record);
      await inner.record(record, raw);
    },
    async remove(id, raw) {
      reference.delete(id);
      await inner.remove?.(id, raw);
    },
    reject: (reject, raw) => inner.reject(reject, raw),
    finish: (entry) => inner.finish(entry),
  };
  for await (const _ of ingestFiles(await findInputs(paths, { stdin: process.stdin, maximumSpool: 0 }), {
    sink,
    formats,
    clock: () => 0,
  }));
  await writer.close();
}

/** Changes that packages of later weeks bring: new versions, deletions, returns, in several commits. */
async function disturb(engine: Engine, reference: ReferenceEngine): Promise<void> {
  const writer = await engine.writer();
  const all = [...reference.records.values()];
  const put = async (record: IpRecord): Promise<void> => {
    reference.upsert(record);
    await writer.upsert(record, undefined);
  };
  for (let round = 0; round < 4; round++) {
    for (const [place, record] of all.entries()) {
      const turn = (place * 7 + round * 3) % 40;
      const donor = all[(place + 11) % all.length];
      if (turn === 0) {
        await writer.delete(record.id);
        reference.delete(record.id);
      } else if (turn === 1) await put({ ...record, events: [{ code: 'lapsed', date: `2021-0${round + 1}-01` }] });
      else if (turn === 2 && donor) await put({ ...record, parties: donor.parties });
      else if (turn === 3) await put({ ...record, classifications: record.classifications.slice(1) });
    }
    await writer.commit();
  }
  await writer.close();
}

function describeAgreement(name: string, prepare: (into: (paths: string[]) => Promise<void>) => Promise<void>): void {
  describe(`${name}: the engine answers what a scan with query/evaluate.ts answers`, () => {
    let subject: EmbeddedSubject;
    const reference = new ReferenceEngine();
    beforeAll(async () => {
      subject = await openSubject({ workers: 0, bufferBytes: 4_000_000, mergePolicy });
      await prepare((paths) => ingestBoth(subject.engine, reference, paths));
    }, 120_000);
    afterAll(() => subject.remove());

    const compare = async (engine: Engine, count: number): Promise<void> => {
      const records = [...reference.records.values()];
      const days = fc.constantFrom('1995-06-30', '2005-01-01', '2012-03-31', '2018-12-31', '2020-02-29', '2023-07-01');
      await fc.assert(
        fc.asyncProperty(viewsOf(treesAbout(records), days), (view) => compareView(engine, reference, view)),
        { numRuns: count },
      );
    };

    it('as it was read', () => compare(subject.engine, queries / 3), 300_000);

    it('after new versions, deletions, merges and another opening', async () => {
      await disturb(subject.engine, reference);
      await compare(await subject.openAnother(), queries - queries / 3);
    }, 300_000);
  });
}

describeAgreement('the demo corpus', async (into) => {
  const folder = mkdtempSync(join(tmpdir(), 'ipradar-corpus-'));
  await writeCorpus({ records: 400, seed: 11, out: folder });
  await into([join(folder, '*.zip')]);
  rmSync(folder, { recursive: true, force: true });
});

describeWithSamples('real office files', (samples) =>
  describeAgreement('all samples', (into) =>
    into(['patents', 'trademarks', 'gi', 'designs'].map((each) => join(samples, each))),
  ),
);
