import { EngineError } from '../../engine.js';
import type { Put } from './changes.js';
import { preparePut } from './prepare-put.js';
import { type PrepareAnswer, PrepareThread } from './prepare-thread.js';

/** Records of a writer that are prepared in its own thread: fewer than that do not pay for starting others. */
const inlineRecords = 200;
/** Records that are sent together, or fewer when they have so many characters and raw bytes. */
const packetRecords = 32;
const packetSize = 1 << 20;

interface Packet {
  puts: Put[];
  jsons: string[];
  raws: (Uint8Array | undefined)[];
  size: number;
}

const emptyPacket = (): Packet => ({ puts: [], jsons: [], raws: [], size: 0 });

/** Makes the documents of records, in the writer's thread first and in threads beside it when there are many. */
export class Preparation {
  private readonly threads: PrepareThread[] = [];
  private records = 0;
  private packet = emptyPacket();
  private readonly underWay = new Set<Promise<void>>();

  /** @param count threads; 0 prepares all in the writer's own */
  constructor(private readonly count: number) {}

  /** Ids of the threads that have been started. */
  get threadIds(): number[] {
    return this.threads.map(({ threadId }) => threadId);
  }

  /**
   * Prepares a record, now or by the time that `settle` resolves; then the change has what was made of it, or why it was refused.
   * @param json of the record
   * @throws EngineError `rejected` for a record that cannot be indexed, where that is known at once
   */
  add(put: Put, json: string, raw: Uint8Array | undefined): void {
    // The caller may go on changing the bytes.
    const own = raw && Uint8Array.from(raw);
    if (this.count === 0 || this.records < inlineRecords) {
      this.records++;
      put.prepared = preparePut(put.record, json, own);
      return;
    }
    const { packet } = this;
    packet.puts.push(put);
    packet.jsons.push(json);
    packet.raws.push(own);
    packet.size += json.length + (own?.length ?? 0);
    if (packet.puts.length >= packetRecords || packet.size >= packetSize) this.send();
  }

  private send(): void {
    const { packet } = this;
    if (packet.puts.length === 0) return;
    this.packet = emptyPacket();
    const { puts, jsons, raws } = packet;
    const raw = new Uint8Array(raws.reduce((sum, each) => sum + (each?.length ?? 0), 0));
    let end = 0;
    const rawEnds = raws.map((each) => {
      if (!each) return undefined;
      raw.set(each, end);
      return (end += each.length);
    });
    const sent = this.takeThread()
      .order({ jsons, raw, rawEnds })
      .then((answer) => takeOver(puts, answer));
    this.underWay.add(sent);
    const forget = () => void this.underWay.delete(sent);
    // A failure stays, for `settle` to tell.
    sent.then(forget, () => undefined);
  }

  private takeThread(): PrepareThread {
    const idle = this.threads.find(({ outstanding }) => outstanding === 0);
    if (idle) return idle;
    if (this.threads.length < this.count) {
      const thread = new PrepareThread();
      this.threads.push(thread);
      return thread;
    }
    return this.threads.reduce((least, each) => (each.outstanding < least.outstanding ? each : least));
  }

  /** Resolves when all that was added before is prepared or refused. @throws EngineError `unavailable` when a thread has ended */
  async settle(): Promise<void> {
    this.send();
    await Promise.all(this.underWay);
  }

  /** Ends the threads; what they were doing is given up. */
  async stop(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.stop()));
  }
}

function takeOver(puts: readonly Put[], { bytes, records }: PrepareAnswer): void {
  let start = 0;
  for (const [place, put] of puts.entries()) {
    const part = records[place];
    if (!part || part.refused !== undefined) {
      put.refused = new EngineError('rejected', part?.refused ?? `record ${put.id} was not prepared`);
      continue;
    }
    const { hash, length, dataDay, documentEnd, rawEnd } = part;
    const document = bytes.subarray(start, documentEnd);
    const packed = rawEnd === undefined ? undefined : bytes.subarray(documentEnd, rawEnd);
    put.prepared = { document, hash, length, dataDay, raw: packed && (() => packed) };
    start = rawEnd ?? documentEnd;
  }
}
