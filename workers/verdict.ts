import { type Json, type Processor, Refused, type Run, type StopReason, TryLater } from './queue.js';

/** What becomes of a job after one run. */
export type Verdict =
  | { kind: 'done'; result: Json }
  /** Put off without counting an attempt. */
  | { kind: 'later'; delay: number; reason: string; until?: string }
  /** Back to where it was taken from. */
  | { kind: 'given-back' }
  | { kind: 'cancelled' }
  /** Another consumer has it: whatever this one did is not recorded. */
  | { kind: 'lost' }
  | { kind: 'failed'; reason: string; isFinal: boolean };

/** Runs a job once and tells what is to become of it; never throws. Work that ended well before it heard of the stop counts as done. */
export async function judge(processor: Processor, run: Run): Promise<Verdict> {
  try {
    return { kind: 'done', result: await processor(run) };
  } catch (error) {
    if (run.signal.aborted) {
      // Only `StopReason`s are ever given to it.
      const reason = run.signal.reason as StopReason;
      return { kind: reason === 'stopping' ? 'given-back' : reason };
    }
    if (error instanceof TryLater)
      return { kind: 'later', delay: error.delay, reason: error.message, until: error.until };
    return { kind: 'failed', reason: describe(error), isFinal: error instanceof Refused };
  }
}

/** Bugs come with their stack: the dead letter is all that is left of them. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isBug = error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
  return (isBug ? (error.stack ?? error.message) : error.message).slice(0, 4_000);
}
