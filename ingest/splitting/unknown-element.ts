import type { EntryBytes } from './entry-bytes.js';
import type { Envelope } from './envelope.js';
import { PassedOver, type Step } from './passed-over.js';
import { findOpening, findTag, tailOf } from './tag-search.js';
import { localNameOf } from './xml-tokens.js';

/** An element that the format does not know, read to its end tag. Records inside it are found all the same. */
export class UnknownElement extends PassedOver {
  private depth = 1;

  /** The bytes at hand begin with its start tag of `length` bytes. */
  constructor(
    entry: EntryBytes,
    private readonly name: string,
    private readonly tag: { length: number; isSelfClosing: boolean },
    private readonly envelope: Envelope,
    private readonly records: readonly string[],
  ) {
    super(entry);
    this.scan = tag.length;
  }

  read(isFinal: boolean): Step {
    if (this.tag.isSelfClosing) return this.end(this.tag.length);
    const { text, bytes } = this.entry;
    const tag = findTag(text, bytes, this.name, this.scan);
    const record = findOpening(text, bytes, this.records, this.scan);
    if (record !== undefined && (!tag || record < tag.at)) {
      // Not foreign content after all but an envelope that the format does not list: its records are kept.
      this.envelope.enter(this.name, {}, true);
      return this.end(record);
    }
    if (tag) {
      const close = text.indexOf(bytes, '>', tag.after);
      if (close >= 0) {
        const isEmpty = !tag.isClose && text.codeAt(bytes, close - text.unit) === 0x2f;
        this.depth += tag.isClose ? -1 : isEmpty ? 0 : 1;
        if (this.depth === 0) return this.end(close + text.unit);
        this.scan = close;
        return 'again';
      }
    }
    if (isFinal) {
      this.isCutOff = true;
      return this.end(bytes.length);
    }
    if (!tag) this.consumeAllBut(tailOf(text, [...this.records, localNameOf(this.name)]));
    return 'more';
  }

  private end(length: number): Step {
    this.consume(length);
    const { offset, length: total } = this.extent();
    return { kind: 'unsupported', looksLike: `XML element \`${this.name}\``, offset, length: total };
  }
}
