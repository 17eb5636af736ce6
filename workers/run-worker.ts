import { resolve } from 'node:path';
import { createProcessor, readPayload } from './jobs/catalogue.js';
import type { WorkerParts } from './jobs/job-kind.js';
import { prune } from './jobs/prune.js';
import { pullPackages } from './jobs/pull-packages.js';
import { selfcheck } from './jobs/selfcheck.js';
import { type Json, type Processor, Refused, type Schedule, TryLater } from './queue.js';
import type { WorkersSettings } from './settings.js';
import { maskText } from './show-job.js';

/** Where a worker says what it does: pino has these. */
export interface WorkerLog {
  info(what: object, message: string): void;
  warn(what: object, message: string): void;
}

export interface WorkerRun {
  parts: WorkerParts;
  settings: WorkersSettings;
  log: WorkerLog;
  /** Ends it: running jobs have their grace. */
  signal: AbortSignal;
  /** Ends when nothing is left to do. The watched folder is looked at first; schedules do not run. */
  once: boolean;
}

/** Puts the schedules, then takes jobs and runs them until told to end. */
export async function runWorker({ parts, settings, log, signal, once }: WorkerRun): Promise<void> {
  const { queue } = parts;
  if (once) await pullOnce(parts, settings);
  else await putSchedules(parts, settings);
  const consumer = queue.consume(logged(createProcessor(parts), log), {
    concurrency: settings.concurrency,
    onTrouble: (error) => log.warn({ reason: error.message }, 'trouble with the queue'),
  });
  try {
    const told = new Promise<void>((end) => {
      if (signal.aborted) end();
      else signal.addEventListener('abort', () => end(), { once: true });
    });
    await (once ? Promise.race([consumer.idle(), told]) : told);
  } finally {
    await consumer.stop(settings.graceSeconds * 1_000);
  }
}

const watching = ({ watch, watchSettleSeconds }: WorkersSettings): Json =>
  readPayload(pullPackages.name, {
    source: { kind: 'folder', folder: resolve(watch), settleSeconds: watchSettleSeconds },
  });

async function pullOnce({ queue, clock }: WorkerParts, settings: WorkersSettings): Promise<void> {
  if (settings.watch === '') return;
  const { name, retries } = pullPackages;
  const key = `once|${resolve(settings.watch)}|${clock()}`;
  await queue.add({ name, key, payload: watching(settings), priority: 'alert', retries });
}

/** The same on every worker of a queue: putting a schedule again changes nothing. */
async function putSchedules({ queue }: WorkerParts, settings: WorkersSettings): Promise<void> {
  const { timeZone } = settings;
  const wanted: Schedule[] = [
    schedule('prune', settings.pruneCron, prune, readPayload(prune.name, {})),
    schedule('selfcheck', settings.selfcheckCron, selfcheck, {}),
    // What is new goes before a backfill.
    ...(settings.watch === ''
      ? []
      : [schedule(`watch ${resolve(settings.watch)}`, settings.watchCron, pullPackages, watching(settings))]),
  ];
  for (const each of wanted) await queue.putSchedule(each);

  function schedule(
    key: string,
    cron: string,
    { name, retries }: Pick<typeof prune, 'name' | 'retries'>,
    payload: Json,
  ): Schedule {
    const priority = name === pullPackages.name ? 'alert' : 'normal';
    return { key, cron, timeZone, job: { name, payload, priority, retries } };
  }
}

/** A line when a job begins and one when its run ends, with how. */
function logged(processor: Processor, log: WorkerLog): Processor {
  return async (run) => {
    const { id, name: kind } = run.job;
    const startedAt = performance.now();
    const milliseconds = (): number => Math.round(performance.now() - startedAt);
    log.info({ jobId: id, kind }, 'job begins');
    try {
      const result = await processor(run);
      log.info({ jobId: id, kind, milliseconds: milliseconds(), result }, 'job is done');
      return result;
    } catch (error) {
      const reason = run.signal.aborted
        ? String(run.signal.reason)
        : error instanceof Error
          ? error.message
          : String(error);
      const what = { jobId: id, kind, milliseconds: milliseconds(), reason: maskText(reason) };
      if (run.signal.aborted || error instanceof TryLater) log.info(what, 'job is put back');
      else log.warn(what, error instanceof Refused ? 'job is refused' : 'job has failed');
      throw error;
    }
  };
}
