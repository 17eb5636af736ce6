import { EngineError } from '../../engine.js';

/** Loops call `check` this often. */
const checkEvery = 4096;

/** Lets a running query be stopped: long loops ask now and then. */
export class StopSignal {
  private steps = 0;

  /** @param reason why to stop, when it is time to */
  constructor(private readonly reason: () => 'aborted' | 'timed-out' | undefined) {}

  /** Counts `work` units and throws EngineError `timed-out` when the query is to end. */
  check(work = 1): void {
    this.steps += work;
    if (this.steps < checkEvery) return;
    this.steps = 0;
    const reason = this.reason();
    if (reason === 'timed-out')
      throw new EngineError('timed-out', 'the query took too long: narrow it, or raise the time limit');
    if (reason === 'aborted') throw new EngineError('timed-out', 'the query was cancelled');
  }
}

export const neverStop = new StopSignal(() => undefined);
