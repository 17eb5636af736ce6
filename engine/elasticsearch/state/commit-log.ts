import type { CommittedState } from '../snapshot.js';
import { StateProof } from './state-proof.js';
import type { StateStore, Stored, Version } from './state-store.js';

/** What the one document says that makes a commit. */
export interface CommitState extends CommittedState {
  /** Checkpoints of the newest commit; they are written out behind it, before the next (`settle`). */
  checkpoints: Record<string, unknown>;
  /** Newest commits with their times, oldest first, as far back as searches may still be running. */
  history: { sequence: number; at: number }[];
  /** Who writes: another writer changes it, so that the next commit of this one fails. */
  writer: string;
  /** Generation that served before, to roll back to. */
  previous?: number;
}

const kind = 'commit';
const checkpointKind = 'checkpoint';

/** The committed state: one document, written conditionally. Its write is the commit; all else is invisible before it. */
export class CommitLog {
  constructor(readonly store: StateStore) {}

  read(): Promise<Stored<CommitState> | undefined> {
    return this.store.read<CommitState>(kind);
  }

  /** @throws EngineError; `isConflict` when another writer was there meanwhile */
  write(state: CommitState, version: Version | undefined): Promise<Version> {
    return this.store.write(kind, '', state, version, { isSearched: true });
  }

  /** Whether a state that was read is still the newest, asked within another request. */
  proofOf({ mark }: Stored<CommitState>): StateProof {
    return new StateProof(this.store.searchFor(kind, mark));
  }

  /** Gives the checkpoints of a commit documents of their own. */
  settle({ checkpoints }: CommitState): Promise<void> {
    return this.store.writeAll(checkpointKind, checkpoints);
  }

  async checkpoint(key: string): Promise<unknown> {
    const [state, own] = await this.store.readAll([
      { kind, key: '' },
      { kind: checkpointKind, key },
    ]);
    const newest = (state as CommitState | undefined)?.checkpoints; // as `write` puts it
    return newest && Object.hasOwn(newest, key) ? newest[key] : own;
  }

  async checkpoints(prefix: string): Promise<{ key: string; value: unknown }[]> {
    const newest = (await this.read())?.value.checkpoints ?? {};
    const found = new Map(
      (await this.store.list<unknown>(checkpointKind, prefix)).map(({ key, value }) => [key, value]),
    );
    for (const [key, value] of Object.entries(newest)) if (key.startsWith(prefix)) found.set(key, value);
    return [...found]
      .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      .map(([key, value]) => ({ key, value }));
  }
}
