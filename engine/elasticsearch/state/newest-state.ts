import type { CommitLog, CommitState } from './commit-log.js';

/** The newest committed state for whoever searches: never one that was replaced before the question came. */
export class NewestState {
  /** As it was when it was read last. */
  private seen: CommitState | undefined;
  private reading: Promise<CommitState | undefined> | undefined;
  private next: Promise<CommitState | undefined> | undefined;

  constructor(private readonly log: CommitLog) {}

  /** Undefined while nothing was ever written. Questions that come while a read is under way share the one behind it. @throws EngineError */
  read(): Promise<CommitState | undefined> {
    if (this.next) return this.next;
    if (!this.reading) return this.start();
    const { reading } = this;
    return (this.next = reading.catch(() => undefined).then(() => this.start()));
  }

  private start(): Promise<CommitState | undefined> {
    this.next = undefined;
    const reading = this.log.read().then((found) => (this.seen = found?.value));
    this.reading = reading;
    const end = (): void => {
      if (this.reading === reading) this.reading = undefined;
    };
    reading.then(end, end);
    return reading;
  }

  /**
   * Acts on the newest state without waiting for it: begins with the one seen last while the newest is read, and where that is another, cancels what was
   * begun and acts anew.
   * @throws what reading the state or acting on the newest throws
   */
  async act<T>(
    signal: AbortSignal | undefined,
    act: (state: CommitState | undefined, signal: AbortSignal | undefined) => Promise<T>,
  ): Promise<T> {
    const newest = this.read();
    const { seen } = this;
    if (!seen) return act(await newest, signal);
    const cancel = new AbortController();
    const early = act(seen, signal ? AbortSignal.any([signal, cancel.signal]) : cancel.signal);
    early.catch(() => undefined);
    try {
      const state = await newest;
      if (state && isSameCommit(state, seen)) return await early;
      cancel.abort();
      return await act(state, signal);
    } catch (error) {
      cancel.abort();
      throw error;
    }
  }
}

/** A sequence number may be given again after a rollback or a rebuild, but not by the same writer. */
const isSameCommit = (a: CommitState, b: CommitState): boolean =>
  a.sequence === b.sequence && a.generation === b.generation && a.writer === b.writer && a.schema === b.schema;
