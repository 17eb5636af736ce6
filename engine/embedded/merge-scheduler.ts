import type { MergePolicy } from './index/merge-policy.js';
import { type FinishedMerge, Merger } from './merger.js';
import type { Connection } from './store/database.js';
import { deleteSegments, insertSegment, readSegments, readTombstones } from './store/manifest.js';

/** Above this number of segments the writer waits for the merge. */
const mostSegments = 48;
/** A merge of up to this many tokens is waited for when the writer closes; a larger one is left to the next writer. */
const smallMerge = 8_000_000;

/** Decides when to merge, starts the worker, and turns its result into lines of the writer's next commit. */
export class MergeScheduler {
  private readonly merger = new Merger();
  private segmentCount = 0;
  private runningTokens = 0;

  constructor(
    private readonly folder: string,
    private readonly choose: MergePolicy,
  ) {}

  get hasFinished(): boolean {
    return this.merger.hasFinished;
  }

  take(): FinishedMerge | undefined {
    return this.merger.take();
  }

  /** Replaces the merged segments in the manifest; part of the writer's transaction. */
  apply(connection: Connection, { request, summary }: FinishedMerge): void {
    deleteSegments(
      connection,
      request.segments.map(({ segment }) => segment),
    );
    if (summary) insertSegment(connection, summary);
    const forget = connection.prepare('DELETE FROM tombstones WHERE docid = ?');
    for (const docid of request.dead) forget.run(docid);
  }

  /** Starts the next merge when one is due and none is running. */
  schedule(connection: Connection, nextSegment: () => number): void {
    if (this.merger.isBusy) return;
    const segments = readSegments(connection);
    this.segmentCount = segments.length;
    const tombstones = readTombstones(connection, 0);
    const dead = segments.map(({ firstDocid, lastDocid }) =>
      tombstones.filter((docid) => docid >= firstDocid && docid <= lastDocid),
    );
    const choice = this.choose(
      segments.map(({ documents, tokens }, index) => ({ documents, tokens, dead: dead[index]?.length ?? 0 })),
    );
    if (!choice) return;
    const chosen = segments.slice(choice.start, choice.end);
    this.runningTokens = chosen.reduce((sum, { tokens }) => sum + tokens, 0);
    this.merger.start({
      folder: this.folder,
      segments: chosen,
      dead: dead.slice(choice.start, choice.end).flat(),
      target: nextSegment(),
    });
  }

  /** Backpressure: too many segments make the writer wait. */
  async holdBack(): Promise<void> {
    if (this.segmentCount > mostSegments) await this.merger.settle();
  }

  async finishSmall(): Promise<void> {
    if (this.runningTokens <= smallMerge || this.segmentCount > mostSegments) await this.merger.settle();
  }

  async abandon(): Promise<void> {
    await this.merger.abandon();
  }
}
