import { isDeepStrictEqual } from 'node:util';
import { mergeRecords } from '../../../domain/merge.js';
import type { IpRecord } from '../../../domain/record.js';
import type { EngineError, WriteOutcome } from '../../engine.js';
import type { PackedRaw, PreparedPut } from './prepare-put.js';
import type { PreparedRecord } from './version-documents.js';

export type Outcome = (outcome: WriteOutcome, reason?: EngineError) => void;

/** What the writer was told to do. */
export type Change = Put | { kind: 'delete'; id: string };

export interface Put {
  kind: 'put';
  id: string;
  record: IpRecord;
  /** Made by a thread, perhaps: there before the change is applied. */
  prepared?: PreparedPut;
  /** Why it cannot be indexed. */
  refused?: EngineError;
  outcome?: Outcome;
}

/** What became of a record while the changes of one flush were applied. */
export interface Draft {
  record: IpRecord | undefined;
  /** Of the record, where it is as it came in. */
  prepared?: PreparedRecord;
  hash: string;
  raw?: PackedRaw;
  hasRaw: boolean;
  isChanged: boolean;
  outcomes: (() => void)[];
  /** Those that hang on whether the server takes the version. */
  written: Outcome[];
}

/** Makes a change to a draft, unless the record has it already. @param draft what is there */
export function applyChange(change: Change, draft: Draft): void {
  if (change.kind === 'delete') {
    draft.isChanged ||= draft.record !== undefined;
    draft.record = undefined;
    draft.hash = '';
    return;
  }
  const { record, outcome } = change;
  if (!change.prepared) throw new Error(`${change.id} is not prepared`);
  const { hash, raw } = change.prepared;
  const { record: before } = draft;
  const unchanged = (): void => void (outcome && draft.outcomes.push(() => outcome('unchanged')));
  if (hash === draft.hash) return unchanged();
  const next = before ? mergeRecords(before, record) : record;
  if (before && isSameContent(before, next)) return unchanged();
  const prepared = next === record ? change.prepared : undefined;
  Object.assign(draft, { record: next, prepared, hash, raw, hasRaw: raw !== undefined, isChanged: true });
  if (outcome) draft.written.push(outcome);
}

/** Whether records differ in where they came from at most. */
function isSameContent(stored: IpRecord, next: IpRecord): boolean {
  const plain = JSON.parse(JSON.stringify({ ...next, sources: [] })) as unknown;
  return isDeepStrictEqual({ ...stored, sources: [] }, plain);
}

/** The server refuses what came of the changes: what was there stays. */
export function reject(draft: Draft, reason: EngineError): void {
  draft.outcomes.push(...draft.written.map((tell) => () => tell('rejected', reason)));
  draft.isChanged = false;
}
