import { randomUUID } from 'node:crypto';
import { EngineError } from '../../engine.js';
import { isConflict } from '../cluster.js';
import type { Clock } from '../options.js';
import type { StateStore, Version } from './state-store.js';

interface LeaseBody {
  holder: string;
  /** Milliseconds since 1970. */
  expires: number;
}

const kind = 'lease';

/**
 * Keeps a second writer out while the first is heard of. Only politeness hangs on the clocks: a writer that lost its lease cannot commit, because the next
 * one has changed the document that a commit must find unchanged (commit-log.ts).
 */
export class Lease {
  readonly holder = randomUUID();
  private version: Version | undefined;
  private expires = 0;
  private timer: NodeJS.Timeout | undefined;
  private renewal: Promise<void> = Promise.resolve();

  private constructor(
    private readonly store: StateStore,
    private readonly clock: Clock,
    private readonly milliseconds: number,
  ) {}

  /** @throws EngineError `locked` while another writer holds it */
  static async take(store: StateStore, clock: Clock, milliseconds: number): Promise<Lease> {
    const lease = new Lease(store, clock, milliseconds);
    const old = await store.read<LeaseBody>(kind);
    if (old && old.value.expires > clock()) throw locked(old.value.expires);
    await lease.write(old?.version);
    lease.timer = setInterval(() => lease.renew(), milliseconds / 3);
    lease.timer.unref();
    return lease;
  }

  private async write(version: Version | undefined): Promise<void> {
    const body: LeaseBody = { holder: this.holder, expires: this.clock() + this.milliseconds };
    try {
      this.version = await this.store.write(kind, '', body, version);
      this.expires = body.expires;
    } catch (error) {
      throw isConflict(error) ? locked(body.expires) : error;
    }
  }

  private renew(): void {
    // A renewal that fails is tried again; a lease that was lost shows at the next commit.
    this.renewal = this.renewal.then(() => this.write(this.version)).catch(() => undefined);
  }

  /** Whether nobody else may have begun to write, by our own clock: to be asked before anything is sent. */
  get isHeld(): boolean {
    return this.clock() < this.expires;
  }

  /** Lets the next writer in at once. */
  async release(): Promise<void> {
    clearInterval(this.timer);
    await this.renewal;
    try {
      await this.store.remove(kind, '', this.version);
    } catch (error) {
      // Somebody else's by now.
      if (!isConflict(error)) throw error;
    }
  }
}

const locked = (expires: number): EngineError =>
  new EngineError(
    'locked',
    `another process is writing: wait for it to end (if it was killed, its lease ends at ${new Date(expires).toISOString()})`,
  );
