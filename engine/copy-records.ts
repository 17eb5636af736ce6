import { type Engine, EngineError } from './engine.js';

export interface CopyOptions {
  /** Told before each record; `total` is that of the source. */
  progress?: (state: { done: number; total: number }) => void;
  /** Told of each record that the target refuses; the others go on. */
  onReject?: (id: string, reason: string) => void;
  signal?: AbortSignal;
  /** Records of one commit. */
  batch?: number;
}

export interface CopySummary {
  /** Records of the source that were looked at, those of a run before this one included. */
  records: number;
  written: number;
  unchanged: number;
  /** Refused by the target. */
  rejected: number;
  /** Gone from the source while it was read. */
  gone: number;
  /** Lines of the ledger. */
  packages: number;
}

/** Where a copy that was broken off goes on; committed with the records before it. */
const placeKey = 'copy:place';

interface Place {
  after: string;
  records: number;
}

/**
 * Brings every record with its raw bytes from one engine to another, then the ledger of packages, so that a package is not read again. What the target has
 * already is unchanged; what it has in another version is replaced as by an ingest. Ids ascend: a run that was broken off goes on behind its last commit. What
 * is written to the source meanwhile takes another run.
 * @throws EngineError; what `signal` was aborted with
 */
export async function copyRecords(from: Engine, to: Engine, options: CopyOptions = {}): Promise<CopySummary> {
  const { progress, onReject, signal, batch = 5_000 } = options;
  const total = Object.values((await from.health()).records).reduce((sum, count) => sum + count, 0);
  const writer = await to.writer();
  try {
    // Our own, written below.
    const place = (await to.checkpoint(placeKey)) as Place | null | undefined;
    const summary: CopySummary = {
      records: place?.records ?? 0,
      written: 0,
      unchanged: 0,
      rejected: 0,
      gone: 0,
      packages: 0,
    };
    const refuse = (id: string, reason: string): void => {
      summary.rejected++;
      onReject?.(id, reason);
    };
    let after = place?.after;
    for await (const id of from.scan({ kind: 'all' }, { after, signal })) {
      signal?.throwIfAborted();
      progress?.({ done: summary.records, total });
      const record = await from.get(id);
      if (record)
        await writer
          .upsert(record, await from.source(id), (outcome, reason) => {
            if (outcome === 'written') summary.written++;
            else if (outcome === 'unchanged') summary.unchanged++;
            else refuse(id, String(reason?.message));
          })
          .catch((error: unknown) => {
            if (!(error instanceof EngineError) || error.code !== 'rejected') throw error;
            refuse(id, error.message);
          });
      else summary.gone++;
      after = id;
      if (++summary.records % batch === 0)
        await writer.commit({ [placeKey]: { after, records: summary.records } satisfies Place });
    }
    const ledger = await from.checkpoints('package:');
    summary.packages = ledger.length;
    const lines = Object.fromEntries(ledger.map(({ key, value }) => [key, value]));
    await writer.commit({ ...lines, [placeKey]: null });
    return summary;
  } finally {
    await writer.close();
  }
}
