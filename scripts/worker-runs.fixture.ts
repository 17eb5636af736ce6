import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { ZipFile } from 'yazl';
import { openEmbeddedEngine } from '../engine/embedded/open.js';
import { openBullQueue } from '../workers/bullmq/open.js';
import { openInProcessQueue } from '../workers/in-process/open.js';
import type { JobState } from '../workers/queue.js';
import { writeCorpus } from './corpus/write-corpus.js';
import { exitOf, runIpradar, startIpradar } from './run-ipradar.js';

/** Runs of the real `ipradar worker` on a folder with one package, for tests of what faults do to it. */
export interface WorkerRuns {
  /** The same folder, other settings. */
  with(environment: Record<string, string>): WorkerRuns;
  /** The watched folder. */
  watched: string;
  /** Name of a data folder. */
  data(name: string): string;
  start(name: string, args?: string[]): RunningWorker;
  /** Runs a worker until nothing is left to do. */
  finish(name: string): Promise<void>;
  /** All records in order with everything in them: how many, and the SHA-256 of them. */
  exported(name: string): Promise<string>;
  counts(name: string): Promise<Record<JobState, number>>;
}

export interface RunningWorker {
  child: ChildProcess;
  /** Resolves when the log says so. */
  said(pattern: RegExp): Promise<void>;
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

/** One package with the packages of a demo corpus inside, in `folder/watched`. */
export async function prepareWorkerRuns(
  folder: string,
  records: number,
  environment: Record<string, string>,
): Promise<WorkerRuns> {
  const out = join(folder, 'corpus');
  const watched = join(folder, 'watched');
  mkdirSync(watched, { recursive: true });
  await writeCorpus({ records, seed: 3, out });
  const zip = new ZipFile();
  for (const file of readdirSync(out).sort()) if (file.endsWith('.zip')) zip.addFile(join(out, file), file);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(join(folder, 'all.zip')));
  renameSync(join(folder, 'all.zip'), join(watched, 'all.zip'));

  return runsIn(folder, watched, {
    IPRADAR_WORKERS_WATCH_SETTLE_SECONDS: '0',
    IPRADAR_WORKERS_WATCH_CRON: '* * * * * *',
    IPRADAR_WORKERS_LOCK_SECONDS: '2',
    ...environment,
  });
}

function runsIn(folder: string, watched: string, environment: Record<string, string>): WorkerRuns {
  const data = (name: string): string => join(folder, name);
  const run = async (args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await runIpradar(args, environment);
    if (code !== 0) throw new Error(`ipradar ${args.join(' ')} ended with ${code}: ${stderr}${stdout}`);
    return stdout;
  };
  return {
    with: (more) => runsIn(folder, watched, { ...environment, ...more }),
    watched,
    data,
    start(name, args = ['--watch', watched]) {
      const child = startIpradar(['worker', '--data', data(name), ...args], environment);
      let log = '';
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (chunk: Buffer) => (log += chunk.toString()));
      const exited = exitOf(child);
      return {
        child,
        async said(pattern) {
          for (let tries = 0; tries < 1_500; tries++) {
            if (pattern.test(log)) return;
            if (child.exitCode !== null) break;
            await sleep(10);
          }
          throw new Error(`the worker never said ${pattern}: ${log}`);
        },
        kill(signal) {
          child.kill(signal);
          return exited;
        },
      };
    },
    async finish(name) {
      await run(['worker', '--once', '--watch', watched, '--data', data(name)]);
    },
    async exported(name) {
      const engine = openEmbeddedEngine({ directory: data(name), workers: 0 });
      const hash = createHash('sha256');
      let records = 0;
      for await (const id of engine.scan({ kind: 'all' })) {
        hash.update(JSON.stringify(await engine.get(id)));
        records++;
      }
      await engine.close();
      return `${records} records ${hash.digest('hex')}`;
    },
    async counts(name) {
      const file = join(data(name), 'jobs.sqlite');
      const url = environment['REDIS_URL'] ?? '';
      const queue =
        url === '' ? openInProcessQueue({ file, clock: Date.now }) : openBullQueue({ url, clock: Date.now });
      const counts = await queue.counts();
      await queue.close();
      return counts;
    },
  };
}

/** Kills a worker twice in the middle of the package, then lets another finish. */
export async function disturb(runs: WorkerRuns, name: string): Promise<void> {
  for (const delay of [0, 300]) {
    const worker = runs.start(name);
    await worker.said(/"kind":"(ingest-package|parse-shard|index-package)","msg":"job begins"/);
    await sleep(delay);
    await worker.kill('SIGKILL');
  }
  await runs.finish(name);
}
