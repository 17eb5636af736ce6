import { IndexThread, type ThreadRecord } from './index-thread.js';
import type { PreparedRecord } from './index/prepared-record.js';
import type { SegmentSummary } from './index/segment-writer.js';
import { removeSegment } from './orphans.js';
import type { StoredDocument } from './stored-documents.js';

/** Records that are sent together. */
const packetRecords = 64;
/** Or fewer, when their JSON has this many characters. */
const packetCharacters = 1 << 20;
/** Packets that a thread may have before it; above that the writer waits. */
const mostPackets = 3;
/** Docids that a thread takes at once: its segments hold documents of one such range, so that ranges of segments never overlap. */
const docidRange = 1 << 14;

/** Called when the body of a version is packed. */
export type StoreBody = (docid: number, body: Uint8Array) => void;

export interface IndexThreadsOptions {
  folder: string;
  count: number;
  /** Memory of all buffers together. */
  bufferBytes: number;
  takeDocids: (count: number) => number;
  /** Gives back the docids [from, end), when nobody has taken any since. */
  returnDocids: (from: number, end: number) => void;
  takeSegment: () => number;
}

/**
 * Threads that each build whole segments of the running batch, and pack its records, beside the writer. A record goes to the thread with the least to do;
 * what comes back is stored in the writer's transaction between two of its turns.
 */
export class IndexThreads {
  private threads: IndexThread[] = [];
  private packet: { thread: IndexThread; records: ThreadRecord[]; stores: StoreBody[]; characters: number } | undefined;
  private readonly inFlight = new Set<string>();
  private orders = new Set<Promise<void>>();
  private written: SegmentSummary[] = [];
  /** Counts batches, so that answers to one that was given up change nothing. */
  private batch = 0;
  private failure: unknown;

  constructor(private readonly options: IndexThreadsOptions) {}

  get isRunning(): boolean {
    return this.threads.length > 0;
  }

  async start(): Promise<void> {
    const { folder, count, bufferBytes } = this.options;
    this.threads = Array.from({ length: count }, () => new IndexThread(folder, bufferBytes / count));
    await Promise.all(this.threads.map(({ ready }) => ready));
  }

  /** Whether a version of this record is on its way and not stored yet. */
  isInFlight(id: string): boolean {
    return this.inFlight.has(id);
  }

  /** Gives the docid of the new version. */
  add(record: PreparedRecord, json: string, store: StoreBody): number {
    const packet = (this.packet ??= { thread: this.leastBusy(), records: [], stores: [], characters: 0 });
    const { thread } = packet;
    if (thread.next === thread.end) {
      // The old range is used up.
      if (thread.documents > 0) {
        this.send();
        this.write(thread);
        return this.add(record, json, store);
      }
      thread.next = this.options.takeDocids(docidRange);
      thread.end = thread.next + docidRange;
    }
    const docid = thread.next++;
    thread.documents++;
    packet.records.push({ docid, record, json });
    packet.stores.push(store);
    packet.characters += json.length;
    this.inFlight.add(record.id);
    if (packet.records.length === packetRecords || packet.characters >= packetCharacters) this.send();
    return docid;
  }

  get count(): number {
    return this.threads.length;
  }

  /** Has a thread, by its number, index stored documents; docids ascend. What they hold is stored already, so nothing comes back. */
  async giveStored(place: number, documents: StoredDocument[]): Promise<void> {
    const thread = this.threads[place];
    if (!thread) throw new RangeError(`there is no index thread ${place}`);
    thread.documents += documents.length;
    this.follow(async (isCurrent) => {
      const answer = await thread.order({ kind: 'add-stored', documents });
      if (answer.kind === 'added' && isCurrent() && answer.isFull && !thread.isWriting) this.write(thread);
    });
    await this.holdBack(thread);
  }

  private leastBusy(): IndexThread {
    const [first, ...rest] = this.threads;
    if (!first) throw new Error('the index threads are not running');
    return rest.reduce((least, each) => (each.outstanding < least.outstanding ? each : least), first);
  }

  private send(): void {
    const { packet } = this;
    if (!packet) return;
    this.packet = undefined;
    const { thread, records, stores } = packet;
    this.follow(async (isCurrent) => {
      const answer = await thread.order({ kind: 'add', records });
      if (answer.kind !== 'added' || !isCurrent()) return;
      let start = 0;
      for (const [place, { docid, record }] of records.entries()) {
        const end = answer.ends[place] ?? start;
        stores[place]?.(docid, answer.packed.subarray(start, end));
        this.inFlight.delete(record.id);
        start = end;
      }
      // Packets that were sent before the order to write are answered as full too.
      if (answer.isFull && !thread.isWriting) this.write(thread);
    });
  }

  /** Has a thread write its buffer. */
  private write(thread: IndexThread): void {
    if (this.packet?.thread === thread) this.send();
    thread.documents = 0;
    thread.isWriting = true;
    const { takeSegment, folder } = this.options;
    const segment = takeSegment();
    this.follow(async (isCurrent) => {
      const answer = await thread.order({ kind: 'write', segment });
      thread.isWriting = false;
      if (answer.kind !== 'written') return;
      if (isCurrent()) this.written.push(answer.summary);
      else removeSegment(folder, segment);
    });
  }

  private follow(act: (isCurrent: () => boolean) => Promise<void>): void {
    const { batch } = this;
    const isCurrent = () => batch === this.batch;
    const order: Promise<void> = act(isCurrent)
      .catch((error: unknown) => {
        if (isCurrent()) this.failure ??= error;
      })
      .finally(() => this.orders.delete(order));
    this.orders.add(order);
  }

  /** Waits while a thread, or else each, has enough to do. @throws what a thread failed with */
  async holdBack(thread?: IndexThread): Promise<void> {
    const isBusy = (): boolean => (thread ?? this.leastBusy()).outstanding > mostPackets;
    while (this.failure === undefined && this.orders.size > 0 && isBusy()) await Promise.race(this.orders);
    this.throwFailure();
  }

  /** Waits until everything added is stored. */
  async settle(): Promise<void> {
    this.send();
    while (this.orders.size > 0) await Promise.all(this.orders);
    this.throwFailure();
  }

  private throwFailure(): void {
    if (this.failure !== undefined) throw this.failure;
  }

  /** Has the buffers written, waits until everything is stored and durable, and gives the segments. */
  async finish(): Promise<SegmentSummary[]> {
    this.send();
    for (const thread of this.threads) if (thread.documents > 0) this.write(thread);
    await this.settle();
    this.returnRanges();
    const { written } = this;
    this.written = [];
    return written;
  }

  private returnRanges(): void {
    for (const thread of [...this.threads].sort((a, b) => b.end - a.end)) {
      this.options.returnDocids(thread.next, thread.end);
      thread.next = thread.end = 0;
    }
  }

  /** Gives the running batch up. */
  discard(): void {
    this.batch++;
    this.packet = undefined;
    this.inFlight.clear();
    const { written } = this;
    this.written = [];
    for (const thread of this.threads) {
      thread.next = thread.end = thread.documents = 0;
      this.follow(async () => {
        await thread.order({ kind: 'discard' });
      });
    }
    try {
      for (const { segment } of written) removeSegment(this.options.folder, segment);
    } catch {
      // A failing disk: the next writer removes them.
    }
  }

  /** Ends the threads; files that they were writing are orphans. */
  async stop(): Promise<void> {
    const { threads } = this;
    this.threads = [];
    await Promise.all(threads.map((thread) => thread.stop()));
  }
}
