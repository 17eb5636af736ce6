import type { IpRecord } from '../../domain/record.js';
import type { Reject } from '../format.js';
import type { IngestLimits } from '../limits.js';
import type { IngestProgress } from '../pipeline.js';
import type { LedgerEntry } from '../record-sink.js';

/** What a worker is started with. */
export interface WorkerSetup {
  /** Module that exports `formats`: functions cannot cross threads. */
  formatsModule: string;
  limits: IngestLimits;
  /** Records are counted in the worker and go nowhere. */
  isCounting: boolean;
}

/** One thing for the sink. `raw` belongs to the message: it is moved, not copied. */
export type SinkItem =
  | { kind: 'record'; record: IpRecord; raw: Uint8Array }
  | { kind: 'remove'; id: string; raw: Uint8Array }
  | { kind: 'reject'; reject: Reject; raw: Uint8Array | undefined };

/** A call of the sink, from the worker to the main thread; the answer carries the same `id`. */
export type SinkCall =
  | { call: 'findDone'; hash: string }
  | { call: 'begin'; entry: LedgerEntry }
  | { call: 'items'; items: SinkItem[] }
  | { call: 'finish'; entry: LedgerEntry };

export type FromWorker =
  | { kind: 'call'; id: number; call: SinkCall }
  | { kind: 'progress'; progress: IngestProgress }
  | { kind: 'done'; entry: LedgerEntry }
  | { kind: 'failed'; message: string };

export type ToWorker =
  | { kind: 'file'; name: string; path: string; size: number }
  | { kind: 'answer'; id: number; value?: LedgerEntry; failure?: string }
  | { kind: 'abort' };
