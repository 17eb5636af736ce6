import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedEngine } from '../../engine/embedded/open.js';
import type { Engine } from '../../engine/engine.js';
import { inventedJson, inventedXml } from '../../fixtures/invented-format.js';
import { defaultLimits } from '../../ingest/limits.js';
import { openInProcessQueue } from '../in-process/open.js';
import { jobIdOf } from '../job-id.js';
import type { Job, Json, Queue } from '../queue.js';
import { createProcessor, findKind, readPayload } from './catalogue.js';
import type { WorkerParts } from './job-kind.js';

/** A real queue, a real engine and the catalogue in a folder of their own, reading the invented format. */
export interface JobBench {
  folder: string;
  queue: Queue;
  engine: Engine;
  parts: WorkerParts;
  /** Adds a job and runs everything that is there; the job as it is then. */
  run(name: string, payload: Json, key?: string): Promise<Job>;
  /** Runs everything that is there. */
  drain(): Promise<void>;
  /** What the layout-design with this number is called. */
  nameOf(number: number): Promise<string | undefined>;
  remove(): Promise<void>;
}

export function openJobBench(clock: () => number, parts: Partial<WorkerParts> = {}): JobBench {
  const folder = mkdtempSync(join(tmpdir(), 'ipradar-jobs-'));
  const dataFolder = join(folder, 'data');
  const engine = openEmbeddedEngine({ directory: dataFolder, workers: 0 });
  const queue = openInProcessQueue({ file: join(folder, 'jobs.sqlite'), clock });
  const all: WorkerParts = {
    queue,
    engine,
    maintenance: {
      refresh: { lacking: 'this engine has no second index' },
      prune: { lacking: 'this engine keeps no old index' },
      selfcheck: { act: async () => ['a finding'] },
    },
    findIds: async function* () {},
    formats: [inventedXml, inventedJson],
    limits: defaultLimits,
    dataFolder,
    workFolder: join(folder, 'work'),
    shards: { from: 1 << 20, bytes: 1 << 20 },
    clock,
    ...parts,
  };
  const drain = async () => {
    const consumer = queue.consume(createProcessor(all), { concurrency: 3 });
    await consumer.idle();
    await consumer.stop(5_000);
  };
  let runs = 0;
  return {
    folder,
    queue,
    engine,
    parts: all,
    drain,
    async run(name, payload, key = `run ${runs++}`) {
      const retries = { ...findKind(name)?.retries, first: 10, most: 20 };
      await queue.add({ name, key, payload: readPayload(name, payload), retries });
      await drain();
      return (await queue.show(jobIdOf({ name, key }))) as Job;
    },
    async nameOf(number) {
      const found = await engine.get(`XX-${number}-LD`);
      return found?.type === 'layout-design' ? found.name[0]?.text : undefined;
    },
    async remove() {
      await queue.close();
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
