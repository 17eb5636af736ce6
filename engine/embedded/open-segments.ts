import { basename } from 'node:path';
import { DamagedFile, type LeftOut } from './damage.js';
import { isMissingFile } from './failures.js';
import { parseSegmentFileName } from './index/segment-file.js';
import { SegmentReader } from './index/segment-reader.js';
import type { SegmentSummary } from './index/segment-writer.js';

/** A disk that failed to read is asked again after this long. */
const retryMilliseconds = 2_000;

/** Segments that one thread has open, by number: states that have a segment in common share it. What is damaged is left out and remembered. */
export class OpenSegments {
  private readonly readers = new Map<number, SegmentReader>();
  private readonly damages = new Map<number, DamagedFile>();
  /** When damages that may pass were met, ms. */
  private readonly met = new Map<number, number>();
  /** Generation whose manifest named a file that was not there. */
  private missed: number | undefined;

  constructor(private readonly folder: string) {}

  /**
   * The segments of one state that can be read.
   * @throws ENOENT for a file that is missing the first time: a merge may have removed it since the manifest was read. When it is missing from
   *   the same generation again it is damage.
   */
  open(summaries: readonly SegmentSummary[], generation: number): { readers: SegmentReader[]; leftOut: LeftOut[] } {
    const readers: SegmentReader[] = [];
    const leftOut: LeftOut[] = [];
    for (const summary of summaries) {
      const reader = this.openOne(summary, generation);
      if (reader) readers.push(reader);
      const damage = this.damages.get(summary.segment);
      if (damage)
        leftOut.push({ segment: summary.segment, path: damage.path, what: damage.what, documents: summary.documents });
    }
    return { readers, leftOut };
  }

  private openOne(summary: SegmentSummary, generation: number): SegmentReader | undefined {
    const { segment } = summary;
    if (this.damages.has(segment)) return undefined;
    const known = this.readers.get(segment);
    if (known) return known;
    try {
      const reader = new SegmentReader(this.folder, summary);
      this.readers.set(segment, reader);
      return reader;
    } catch (error) {
      const damaged = isMissingFile(error) ? this.missing(error, generation) : error;
      if (!(damaged instanceof DamagedFile) || !this.note(damaged)) throw damaged;
      return undefined;
    }
  }

  private missing(error: unknown, generation: number): unknown {
    const { path } = error as NodeJS.ErrnoException;
    if (this.missed === generation) return new DamagedFile(path ?? this.folder, 'is missing', { cause: error });
    this.missed = generation;
    return error;
  }

  /** Leaves the segment out from now on. False when it is none of these, or was left out before. */
  note(error: DamagedFile): boolean {
    const segment = parseSegmentFileName(basename(error.path))?.segment;
    if (segment === undefined || this.damages.has(segment)) return false;
    this.damages.set(segment, error);
    if (error.mayPass) this.met.set(segment, performance.now());
    this.closeOne(segment);
    return true;
  }

  /** Takes segments in again that a disk failed to read a while ago; says whether there are any. */
  forgetPassed(): boolean {
    let isAny = false;
    for (const [segment, met] of this.met)
      if (performance.now() - met >= retryMilliseconds) {
        this.met.delete(segment);
        isAny = this.damages.delete(segment) || isAny;
      }
    return isAny;
  }

  /** Closes all others. */
  keepOnly(segments: ReadonlySet<number>): void {
    for (const segment of this.readers.keys()) if (!segments.has(segment)) this.closeOne(segment);
  }

  private closeOne(segment: number): void {
    this.readers.get(segment)?.close();
    this.readers.delete(segment);
  }

  close(): void {
    this.keepOnly(new Set());
  }
}
