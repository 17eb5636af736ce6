import type { CommitLog, CommitState } from './commit-log.js';
import { actOnKnown, type StateProof } from './state-proof.js';
import type { Stored } from './state-store.js';

/** The newest committed state for whoever searches: never one that was replaced before the question came. */
export class NewestState {
  /** As it was when it was read last. */
  private seen: Stored<CommitState> | undefined;
  private reading: Promise<Stored<CommitState> | undefined> | undefined;
  private next: Promise<Stored<CommitState> | undefined> | undefined;

  constructor(private readonly log: CommitLog) {}

  /** Undefined while nothing was ever written. Questions that come while a read is under way share the one behind it. @throws EngineError */
  async read(): Promise<CommitState | undefined> {
    return (await this.find())?.value;
  }

  private find(): Promise<Stored<CommitState> | undefined> {
    if (this.next) return this.next;
    if (!this.reading) return this.start();
    const { reading } = this;
    return (this.next = reading.catch(() => undefined).then(() => this.start()));
  }

  private start(): Promise<Stored<CommitState> | undefined> {
    this.next = undefined;
    const reading = this.readAndShow();
    this.reading = reading;
    const end = (): void => {
      if (this.reading === reading) this.reading = undefined;
    };
    reading.then(end, end);
    return reading;
  }

  /** Whoever answers from a new state has made sure that the searches of all others, who prove theirs by one, see it too. */
  private async readAndShow(): Promise<Stored<CommitState> | undefined> {
    const found = await this.log.read();
    if (found && found.mark !== this.seen?.mark) await this.log.store.refresh();
    return (this.seen = found);
  }

  /** Acts on the newest state: on the one seen last without reading it, where the first request can prove that it is. @throws what reading the state or acting on the newest throws */
  async act<T>(act: (state: CommitState | undefined, proof?: StateProof) => Promise<T>): Promise<T> {
    const { seen } = this;
    // A state that an earlier version of the program wrote has no mark.
    if (!seen?.mark) return act((await this.find())?.value);
    return actOnKnown<CommitState | undefined, T>(seen.value, this.log.proofOf(seen), act, async () => {
      const found = await this.find();
      return { state: found?.value, isAnother: found?.mark !== seen.mark };
    });
  }
}
