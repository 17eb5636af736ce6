import type { IpRecord } from '../../domain/record.js';
import type { Reject } from '../format.js';
import type { LedgerEntry, RecordSink } from '../record-sink.js';
import type { SinkCall, SinkItem } from './messages.js';

/** A batch is sent when it holds this much; small enough for an even flow, large enough that messages do not count. */
const batchBytes = 1024 * 1024;
const batchItems = 500;
/** Batches under way, here to the sink: enough for a small file to be read whole while it waits for its turn. */
const maximumUnderWay = 8;

const noWait = Promise.resolve();

/** The sink as a worker sees it: items go to the main thread in bounded batches, and the worker waits when those pile up. */
export class RemoteSink implements RecordSink {
  private items: SinkItem[] = [];
  private raws: Uint8Array[] = [];
  private bytes = 0;
  private readonly underWay = new Set<Promise<unknown>>();

  /** `send` resolves with the sink's answer, rejects with its error. */
  constructor(private readonly send: (call: SinkCall, moved: ArrayBuffer[]) => Promise<LedgerEntry | undefined>) {}

  findDone(hash: string): Promise<LedgerEntry | undefined> {
    return this.send({ call: 'findDone', hash }, []);
  }

  async begin(entry: LedgerEntry): Promise<void> {
    await this.send({ call: 'begin', entry }, []);
  }

  record(record: IpRecord, raw: Uint8Array): Promise<void> {
    return this.add({ kind: 'record', record, length: raw.length }, raw);
  }

  remove(id: string, raw: Uint8Array): Promise<void> {
    return this.add({ kind: 'remove', id, length: raw.length }, raw);
  }

  reject(reject: Reject, raw: Uint8Array | undefined): Promise<void> {
    return this.add({ kind: 'reject', reject, length: raw?.length }, raw);
  }

  async finish(entry: LedgerEntry): Promise<LedgerEntry> {
    await this.flush();
    await Promise.all(this.underWay);
    return (await this.send({ call: 'finish', entry }, [])) ?? entry;
  }

  private add(item: SinkItem, raw: Uint8Array | undefined): Promise<void> {
    this.items.push(item);
    if (raw) this.raws.push(raw);
    this.bytes += raw?.length ?? 0;
    return this.bytes >= batchBytes || this.items.length >= batchItems ? this.flush() : noWait;
  }

  private async flush(): Promise<void> {
    if (this.items.length === 0) return;
    const { items } = this;
    const raw = this.takeRaw();
    this.items = [];
    while (this.underWay.size >= maximumUnderWay) await Promise.race(this.underWay);
    const sent: Promise<unknown> = this.send({ call: 'items', items, raw }, [raw.buffer]).then(() =>
      this.underWay.delete(sent),
    );
    // Its failure is met at the next wait; without this it would count as unhandled until then.
    sent.catch(() => undefined);
    this.underWay.add(sent);
  }

  /** The raw bytes of the batch in a buffer of its own, which can be moved. */
  private takeRaw(): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(this.bytes);
    let at = 0;
    for (const raw of this.raws) {
      all.set(raw, at);
      at += raw.length;
    }
    this.raws = [];
    this.bytes = 0;
    return all;
  }
}
