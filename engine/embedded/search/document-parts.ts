import { ByteCursor } from '../index/byte-sink.js';
import { fieldShift, valueGap } from '../index/positions.js';
import type { SegmentReader } from '../index/segment-reader.js';
import { boundaryKinds } from '../index/structure.js';

export type Part = 'sentence' | 'paragraph';

/** Ends of parts of one document, ascending: the first position behind each, combined with its field (positions.ts). */
class Ends {
  values = new Int32Array(64);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      const grown = new Int32Array(this.length * 2);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length++] = value;
  }

  /** Place of the first end behind `position`. */
  behind(position: number): number {
    const { values } = this;
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[middle] ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/**
 * Sentences, paragraphs and values of one document at a time. Read when first asked for: most candidates fail by distance alone. Documents must be
 * opened in ascending order to be read in one go.
 */
export class DocumentParts {
  private doc = -1;
  private loaded = -1;
  private readonly sentence = new Ends();
  private readonly paragraph = new Ends();
  /** Ends of all kinds, with the last position that holds a word before each. */
  private readonly any = new Ends();
  private readonly lastWords = new Ends();
  private readonly cursor = new ByteCursor(new Uint8Array());

  constructor(private readonly segment: SegmentReader) {}

  open(doc: number): void {
    this.doc = doc;
  }

  private load(): void {
    const { cursor, sentence, paragraph, any, lastWords } = this;
    this.loaded = this.doc;
    sentence.length = paragraph.length = any.length = lastWords.length = 0;
    this.segment.structure.seek(this.doc, cursor);
    for (let field = cursor.varint(); field > 0; field = cursor.varint()) {
      let position = (field - 1) << fieldShift;
      for (let rest = cursor.varint(); rest > 0; rest--) {
        const packed = cursor.varint();
        const kind = packed & 3;
        position += packed >>> 2;
        if (kind !== boundaryKinds.cell) sentence.push(position);
        if (kind === boundaryKinds.paragraph || kind === boundaryKinds.value) paragraph.push(position);
        any.push(position);
        lastWords.push(position - (kind === boundaryKinds.value ? valueGap : kind === boundaryKinds.sentence ? 1 : 2));
      }
    }
  }

  /** First position behind the `count` parts of which the first holds `position`; that of the next field at the latest. */
  endOf(part: Part, position: number, count: number): number {
    if (this.loaded !== this.doc) this.load();
    const ends = this[part];
    const place = ends.behind(position) + count - 1;
    const fieldEnd = ((position >>> fieldShift) + 1) * 2 ** fieldShift;
    return place < ends.length ? Math.min(ends.values[place] ?? 0, fieldEnd) : fieldEnd;
  }

  /** Whether a word stands there: positions between paragraphs, cells and values are empty. */
  holdsWord(position: number): boolean {
    if (this.loaded !== this.doc) this.load();
    const place = this.any.behind(position);
    // Every value has an end of its own, so no end means no text.
    if (place >= this.any.length || position < 0) return false;
    const isSameField = (this.any.values[place] ?? 0) >>> fieldShift === position >>> fieldShift;
    return isSameField && position <= (this.lastWords.values[place] ?? 0);
  }

  /** Calls `visit` for each run of positions that hold words in one of the `wanted` fields, ascending. */
  eachRun(wanted: number, visit: (first: number, last: number) => void): void {
    if (this.loaded !== this.doc) this.load();
    const { any, lastWords } = this;
    let first = 0;
    for (let place = 0; place < any.length; place++) {
      const end = any.values[place] ?? 0;
      const field = end >>> fieldShift;
      first = Math.max(first, field << fieldShift);
      const last = lastWords.values[place] ?? 0;
      if ((wanted >>> field) & 1 && first <= last) visit(first, last);
      first = end;
    }
  }
}
