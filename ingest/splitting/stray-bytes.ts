import type { EntryBytes } from './entry-bytes.js';
import { PassedOver, type Step } from './passed-over.js';
import type { RejectPiece } from './piece.js';
import { findOpening, tailOf } from './tag-search.js';

/** Bytes that stand where none may: read to the next record, the next document or the end of the element around them. */
export class StrayBytes extends PassedOver {
  constructor(
    entry: EntryBytes,
    private readonly code: RejectPiece['code'],
    private readonly detail: string,
    private readonly records: readonly string[],
    private readonly holder: string | undefined,
  ) {
    super(entry);
    // The first character was looked at already.
    this.scan = entry.text.unit;
  }

  read(isFinal: boolean): Step {
    const { scan } = this;
    const { text, bytes } = this.entry;
    const stops = [
      findOpening(text, bytes, this.records, scan) ?? -1,
      text.indexOf(bytes, '<?xml', scan),
      this.holder === undefined ? -1 : text.indexOf(bytes, `</${this.holder}>`, scan),
    ].filter((at) => at >= 0);
    if (stops.length > 0) this.consume(Math.min(...stops));
    else if (isFinal) this.consume(bytes.length);
    else {
      this.consumeAllBut(tailOf(text, [...this.records, this.holder ?? '']));
      return 'more';
    }
    this.isCutOff = this.code === 'truncated';
    return { kind: 'reject', code: this.code, detail: this.detail, ...this.extent() };
  }
}
