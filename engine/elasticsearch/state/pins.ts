import { EngineError, type PinnedSnapshot } from '../../engine.js';
import { isConflict } from '../cluster.js';
import { KeptAnswers } from '../search/kept-answers.js';
import type { Clock } from '../options.js';
import type { CommittedState } from '../snapshot.js';
import { actOnKnown, StateProof } from './state-proof.js';
import type { StateStore, Stored, Version } from './state-store.js';

interface Pin {
  state: CommittedState;
  holders: number;
  /** Milliseconds since 1970. */
  expires: number;
}

const kind = 'pin';
/** States that can be pinned at the same time. */
export const mostPins = 64;
const pinMilliseconds = 24 * 3600 * 1000;
/** Others may change the same pin at the same moment. */
const attempts = 20;

const nameOf = ({ generation, sequence }: CommittedState): string => `${generation}-${sequence}`;
const sequenceOf = (name: string): number => Number(name.split('-')[1]);

/**
 * Pinned states: the writer leaves alone the versions that they show, and the generation that they are of. A state that was the newest a moment ago is
 * whole for the grace time (`Settings.graceMilliseconds`), so that a pin is always put in time.
 */
export class Pins {
  /** Pins read last: their states never change. */
  private readonly known = new KeptAnswers<Pin>(mostPins);

  constructor(
    private readonly store: StateStore,
    private readonly clock: Clock,
  ) {}

  async take({ generation, schema, sequence, records, words, dataDay }: CommittedState): Promise<PinnedSnapshot> {
    const state: CommittedState = { generation, schema, sequence, records, words, dataDay };
    const name = nameOf(state);
    const expires = this.clock() + pinMilliseconds;
    let isNew = false;
    await this.change(name, (old) => {
      isNew = !this.isAlive(old);
      return { state, holders: (this.isAlive(old) ? old.holders : 0) + 1, expires };
    });
    if (isNew) await this.bound();
    return { snapshot: name, expires: `${new Date(expires).toISOString().slice(0, 19)}Z` };
  }

  async release(name: string): Promise<void> {
    await this.change(name, (old) => old && { ...old, holders: old.holders - 1 });
  }

  /** @throws EngineError `snapshot-gone` */
  async find(name: string): Promise<CommittedState> {
    const pin = (await this.store.read<Pin>(kind, name))?.value;
    if (!this.isAlive(pin)) throw new EngineError('snapshot-gone', `the snapshot \`${name}\` is no longer kept`);
    this.known.keep(name, pin);
    return pin.state;
  }

  /** Acts on a pinned state, without reading it when it is known and the first request can prove that it is still pinned. @throws EngineError `snapshot-gone`, and what acting throws */
  async act<T>(name: string, act: (state: CommittedState, proof?: StateProof) => Promise<T>): Promise<T> {
    const pin = this.known.find(name);
    if (!this.isAlive(pin)) return act(await this.find(name));
    const proof = new StateProof(this.store.searchFor(kind, name));
    return actOnKnown(pin.state, proof, act, async () => ({ state: await this.find(name), isAnother: false }));
  }

  /** States that somebody still holds; the others are forgotten. */
  async listAlive(): Promise<CommittedState[]> {
    const all = await this.store.list<Pin>(kind);
    const alive = all.filter(({ value }) => this.isAlive(value));
    for (const { key, value } of all) if (!this.isAlive(value)) await this.remove(key);
    return alive.map(({ value }) => value.state);
  }

  private isAlive(pin: Pin | undefined): pin is Pin {
    return pin !== undefined && pin.holders > 0 && pin.expires > this.clock();
  }

  /** Above the bound the oldest states go. */
  private async bound(): Promise<void> {
    const names = (await this.store.list<Pin>(kind))
      .filter(({ value }) => this.isAlive(value))
      .map(({ key }) => key)
      .sort((a, b) => sequenceOf(b) - sequenceOf(a));
    for (const name of names.slice(mostPins)) await this.remove(name);
  }

  /** Searches see at once that it is gone. */
  private remove(name: string, version?: Version): Promise<void> {
    return this.store.remove(kind, name, version, { isSearched: true });
  }

  /** Changes a pin as one step, whoever else does; removes it when nobody holds it. */
  private async change(name: string, next: (old: Pin | undefined) => Pin | undefined): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const old: Stored<Pin> | undefined = await this.store.read<Pin>(kind, name);
      const pin = next(old?.value);
      try {
        if (pin && pin.holders > 0) await this.store.write(kind, name, pin, old?.version);
        else if (old) await this.remove(name, old.version);
        return;
      } catch (error) {
        if (!isConflict(error) || attempt === attempts) throw error;
      }
    }
  }
}
