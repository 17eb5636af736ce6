import { removeSegment } from './orphans.js';
import { Pins } from './store/pins.js';

/**
 * Segments that the manifest names no longer: their files go when no pin keeps them. What is still kept when the writer closes is an orphan of a later one.
 * Pins are read after each commit. One that comes later is of this generation or a newer one, so what was settled here stays right until the next commit.
 */
export class DroppedSegments {
  private readonly waiting = new Set<number>();
  private pins: Pins | undefined;
  private oldest: number | undefined;
  private kept = new Set<number>();

  constructor(
    private readonly dataFolder: string,
    private readonly segmentFolder: string,
  ) {}

  /** Oldest pinned generation. */
  get oldestPinned(): number | undefined {
    return this.oldest;
  }

  /** Segments that pins keep. */
  get pinned(): ReadonlySet<number> {
    return this.kept;
  }

  /** To be called when the commit that drops these is on disk. */
  drop(segments: readonly number[]): void {
    for (const segment of segments) this.waiting.add(segment);
  }

  /** Reads the pins and removes the files that nobody keeps. */
  settle(): void {
    this.pins ??= Pins.openExisting(this.dataFolder);
    const { segments, oldest } = this.pins?.settle() ?? { segments: new Set<number>(), oldest: undefined };
    this.kept = segments;
    this.oldest = oldest;
    for (const segment of this.waiting) {
      if (segments.has(segment)) continue;
      removeSegment(this.segmentFolder, segment);
      this.waiting.delete(segment);
    }
  }

  close(): void {
    this.pins?.close();
    this.pins = undefined;
  }
}
