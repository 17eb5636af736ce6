import { embeddedSchema } from '../../../mappings/embedded.js';
import type { Connection } from './database.js';
import { type Meta, readMeta, writeMeta } from './manifest.js';

/** The numbers of the store as the running batch changes them, beside those of the last commit. */
export class RunningMeta {
  private current: Meta;
  private committed: Meta;

  constructor(private readonly connection: Connection) {
    this.current = readMeta(connection);
    this.committed = { ...this.current };
  }

  /** Generation that the running batch will be. */
  get nextGeneration(): number {
    return this.current.generation + 1;
  }

  /** Whether the index has another layout than this program writes. */
  get isOutdated(): boolean {
    return this.current.schema !== '' && this.current.schema !== embeddedSchema;
  }

  get committedGeneration(): number {
    return this.committed.generation;
  }

  /** End of the raw store at the last commit. */
  get rawEnd(): { file: number; length: number; size: number } {
    return { file: this.committed.rawFile, length: this.committed.rawLength, size: this.committed.rawSize };
  }

  /** First of so many docids. */
  takeDocids(count: number): number {
    const first = this.current.nextDocid;
    this.current.nextDocid += count;
    return first;
  }

  /** Docids [from, end) were not used; they are lost when others were taken after them. */
  returnDocids(from: number, end: number): void {
    if (end === this.current.nextDocid && from < end) this.current.nextDocid = from;
  }

  takeSegment(): number {
    return this.current.nextSegment++;
  }

  /** Segment numbers below `next` are spent. */
  spendSegments(next: number): void {
    this.current.nextSegment = Math.max(this.current.nextSegment, next);
  }

  /** The data speaks of this day. */
  noteDay(day: number | undefined): void {
    const { dataDay } = this.current;
    if (day !== undefined && (dataDay === null || day > dataDay)) this.current.dataDay = day;
  }

  /** Writes what numbers are spent, without a new generation. */
  saveSpent(): void {
    writeMeta(this.connection, { nextSegment: this.current.nextSegment });
  }

  /** Writes the numbers of a new generation; `confirm` follows when the transaction is committed. */
  save(changes: Partial<Meta>): void {
    this.current = { ...this.current, ...changes, generation: this.nextGeneration, schema: embeddedSchema };
    writeMeta(this.connection, this.current);
  }

  confirm(): void {
    this.committed = { ...this.current };
  }

  /** Back to the last commit. Numbers of segments are spent even so: a merge may be writing to the next one. */
  undo(): void {
    this.current = { ...this.committed, nextSegment: this.current.nextSegment };
  }
}
