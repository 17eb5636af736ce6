import type { EntryBytes } from './entry-bytes.js';
import type { KeptExtent } from './kept-extent.js';
import { PassedOver, type Step } from './passed-over.js';
import type { RejectPiece } from './piece.js';
import { findTag, tailOf } from './tag-search.js';

/** A record over the limit: read to its end tag, or to the next record when it has none. */
export class OversizedRecord extends PassedOver {
  /** The bytes at hand begin with the record. */
  constructor(
    entry: EntryBytes,
    private readonly name: string,
    private readonly maximumRecord: number,
  ) {
    super(entry);
    this.scan = (1 + name.length) * entry.text.unit;
  }

  read(isFinal: boolean): Step {
    const { text, bytes } = this.entry;
    const tag = findTag(text, bytes, this.name, this.scan);
    const close = tag?.isClose ? text.indexOf(bytes, '>', tag.after) : -1;
    if (tag && !(tag.isClose && close < 0)) {
      this.consume(tag.isClose ? close + text.unit : tag.at);
    } else if (isFinal) {
      this.consume(bytes.length);
      this.isCutOff = true;
    } else {
      this.consumeAllBut(tailOf(text, [this.name]));
      return 'more';
    }
    return rejectTooLarge(this.extent(), this.maximumRecord);
  }
}

/** The reject of a record over the limit; `bytes` may be its beginning only. */
export function rejectTooLarge(record: KeptExtent, maximumRecord: number): RejectPiece {
  const detail = `a record of ${record.length} bytes, the limit is ${maximumRecord}; its first bytes are kept`;
  return { kind: 'reject', code: 'record-too-large', detail, ...record };
}
