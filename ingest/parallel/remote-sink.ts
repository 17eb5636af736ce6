import type { IpRecord } from '../../domain/record.js';
import type { Reject } from '../format.js';
import type { LedgerEntry, RecordSink } from '../record-sink.js';
import type { SinkCall, SinkItem } from './messages.js';

/** A batch is sent when it holds this much; small enough for an even flow, large enough that messages do not count. */
const batchBytes = 1024 * 1024;
const batchItems = 500;
/** Batches under way: while the main thread works on one, the next is filled. */
const maximumUnderWay = 2;

/** The sink as a worker sees it: items go to the main thread in bounded batches, and the worker waits when those pile up. */
export class RemoteSink implements RecordSink {
  private items: SinkItem[] = [];
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
    return this.add({ kind: 'record', record, raw: Uint8Array.from(raw) });
  }

  remove(id: string, raw: Uint8Array): Promise<void> {
    return this.add({ kind: 'remove', id, raw: Uint8Array.from(raw) });
  }

  reject(reject: Reject, raw: Uint8Array | undefined): Promise<void> {
    return this.add({ kind: 'reject', reject, raw: raw && Uint8Array.from(raw) });
  }

  async finish(entry: LedgerEntry): Promise<LedgerEntry> {
    await this.flush();
    await Promise.all(this.underWay);
    return (await this.send({ call: 'finish', entry }, [])) ?? entry;
  }

  private async add(item: SinkItem): Promise<void> {
    this.items.push(item);
    this.bytes += item.raw?.length ?? 0;
    if (this.bytes >= batchBytes || this.items.length >= batchItems) await this.flush();
  }

  private async flush(): Promise<void> {
    if (this.items.length === 0) return;
    const { items } = this;
    this.items = [];
    this.bytes = 0;
    while (this.underWay.size >= maximumUnderWay) await Promise.race(this.underWay);
    const moved = items.flatMap(({ raw }) => (raw ? [raw.buffer as ArrayBuffer] : []));
    const sent: Promise<unknown> = this.send({ call: 'items', items }, moved).then(() => this.underWay.delete(sent));
    // Its failure is met at the next wait; without this it would count as unhandled until then.
    sent.catch(() => undefined);
    this.underWay.add(sent);
  }
}
