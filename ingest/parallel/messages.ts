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

/** One thing for the sink. `length`: its raw bytes, which follow those of the item before; absent when there are none to keep. */
export type SinkItem =
  | { kind: 'record'; record: IpRecord; length: number }
  | { kind: 'remove'; id: string; length: number }
  | { kind: 'reject'; reject: Reject; length: number | undefined };

/** A call of the sink, from the worker to the main thread; the answer carries the same `id`. */
export type SinkCall =
  | { call: 'findDone'; hash: string }
  | { call: 'begin'; entry: LedgerEntry }
  /** `raw` holds the raw bytes of all items: one buffer to move, whatever their number. */
  | { call: 'items'; items: SinkItem[]; raw: Uint8Array }
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
