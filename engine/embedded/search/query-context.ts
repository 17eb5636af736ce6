import { EngineError } from '../../engine.js';

/** Loops call `check` this often. */
const checkEvery = 4096;

/** What one query may take of a thread. */
export interface QueryLimits {
  /** Keys that its truncated words may stand for, in all segments together. */
  keys: number;
  /** Bytes of lists that it may hold at a time. */
  bytes: number;
}

/** A key costs some 200 bytes while the query lasts. */
export const queryLimits: QueryLimits = { keys: 500_000, bytes: 1 << 29 };

/** Lets a running query be stopped: long loops ask now and then, what holds memory says so. */
export class StopSignal {
  private steps = 0;
  private keys = 0;
  private held = 0;

  /** @param reason why to stop, when it is time to */
  constructor(
    private readonly reason: () => 'aborted' | 'timed-out' | undefined,
    private readonly limits: QueryLimits = queryLimits,
  ) {}

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

  /** Counts keys that `written` stands for. @throws EngineError `too-large` beyond the limit */
  expand(keys: number, written: string): void {
    this.keys += keys;
    if (this.keys > this.limits.keys)
      throw new EngineError(
        'too-large',
        `truncated words stand for more than ${this.limits.keys} words, at \`${written}\`: write more letters before or behind the sign`,
      );
  }

  /** Counts bytes that the query holds until it lets them go with a negative number. @throws EngineError `too-large` beyond the limit */
  hold(bytes: number): void {
    this.held += bytes;
    if (this.held > this.limits.bytes)
      throw new EngineError(
        'too-large',
        `the query takes more than ${this.limits.bytes >> 20} MB of memory: use rarer words, smaller distances or fewer alternatives`,
      );
  }
}

export const neverStop = new StopSignal(() => undefined, { keys: Infinity, bytes: Infinity });
