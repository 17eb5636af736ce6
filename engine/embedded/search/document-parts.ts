import { ByteCursor } from '../index/byte-sink.js';
import { fieldShift, valueGap } from '../index/positions.js';
import type { SegmentReader } from '../index/segment-reader.js';
import { boundaryKinds } from '../index/structure.js';

export type Part = 'sentence' | 'paragraph';

const { sentence, paragraph, value, cell } = boundaryKinds;
/** One bit per kind of boundary that ends a part. */
const endings = {
  sentence: (1 << sentence) | (1 << paragraph) | (1 << value),
  paragraph: (1 << paragraph) | (1 << value),
  run: (1 << sentence) | (1 << paragraph) | (1 << value) | (1 << cell),
};

/** Ends of the parts of one kind in one field of a document, ascending: the first position behind each, combined with the field (positions.ts). */
class Ends {
  values = new Int32Array(64);
  kinds = new Uint8Array(64);
  length = 0;
  doc = -1;
  field = -1;

  constructor(readonly wanted: number) {}

  /** Room for so many. */
  reserve(count: number): void {
    if (count <= this.values.length) return;
    this.values = new Int32Array(count * 2);
    this.kinds = new Uint8Array(count * 2);
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
 * Sentences, paragraphs and values of one document at a time. A field is read when it is first asked for: most candidates fail by distance alone.
 * Documents must be opened in ascending order to share reads of the file.
 */
export class DocumentParts {
  private doc = -1;
  private readonly sentence = new Ends(endings.sentence);
  private readonly paragraph = new Ends(endings.paragraph);
  /** Ends of all kinds: what lies between two is a run of words without a gap. */
  private readonly run = new Ends(endings.run);
  private readonly cursor = new ByteCursor(new Uint8Array());

  constructor(private readonly segment: SegmentReader) {}

  open(doc: number): void {
    this.doc = doc;
  }

  private load(ends: Ends, field: number): void {
    const { cursor } = this;
    ends.doc = this.doc;
    ends.field = field;
    ends.length = 0;
    this.segment.structure.seek(this.doc, cursor);
    for (let number = cursor.varint(); number > 0 && number <= field + 1; number = cursor.varint()) {
      const count = cursor.varint();
      if (number === field + 1) {
        readEnds(cursor, count, field << fieldShift, ends);
        return;
      }
      skipNumbers(cursor, count);
    }
  }

  /** First position behind the `count` parts of which the first holds `position`; that of the next field at the latest. */
  endOf(part: Part, position: number, count: number): number {
    const ends = this[part];
    const field = position >>> fieldShift;
    if (ends.doc !== this.doc || ends.field !== field) this.load(ends, field);
    const place = ends.behind(position) + count - 1;
    return place < ends.length ? (ends.values[place] ?? 0) : (field + 1) * 2 ** fieldShift;
  }

  /** Whether a word stands there: positions between paragraphs, cells and values are empty. */
  holdsWord(position: number): boolean {
    const { run } = this;
    const field = position >>> fieldShift;
    if (run.doc !== this.doc || run.field !== field) this.load(run, field);
    const place = run.behind(position);
    // Every value has an end of its own, so no end means no text.
    return place < run.length && position <= lastOf(run, place);
  }

  /** Calls `visit` for each run of positions that hold words in one of the `wanted` fields, ascending. */
  eachRun(wanted: number, visit: (first: number, last: number) => void): void {
    const { run } = this;
    for (let rest = wanted; rest !== 0; rest &= rest - 1) {
      const field = 31 - Math.clz32(rest & -rest);
      this.load(run, field);
      let first = field << fieldShift;
      for (let place = 0; place < run.length; place++) {
        const last = lastOf(run, place);
        if (first <= last) visit(first, last);
        first = run.values[place] ?? 0;
      }
    }
  }
}

/** Last position that holds a word before an end. */
function lastOf({ values, kinds }: Ends, place: number): number {
  const kind = kinds[place] ?? sentence;
  return (values[place] ?? 0) - (kind === value ? valueGap : kind === sentence ? 1 : 2);
}

function readEnds(cursor: ByteCursor, count: number, start: number, ends: Ends): void {
  ends.reserve(count);
  const { bytes } = cursor;
  const { values, kinds, wanted } = ends;
  let { at } = cursor;
  let length = 0;
  let position = start;
  for (let index = 0; index < count; index++) {
    let packed = bytes[at++] ?? 0;
    if (packed >= 0x80) {
      const second = bytes[at] ?? 0;
      if (second < 0x80) {
        packed = (packed & 0x7f) | (second << 7);
        at++;
      } else {
        cursor.at = at - 1;
        packed = cursor.varint();
        ({ at } = cursor);
      }
    }
    position += packed >>> 2;
    const kind = packed & 3;
    if (((wanted >>> kind) & 1) === 0) continue;
    kinds[length] = kind;
    values[length++] = position;
  }
  ends.length = length;
}

function skipNumbers(cursor: ByteCursor, count: number): void {
  const { bytes } = cursor;
  let { at } = cursor;
  for (let rest = count; rest > 0; at++) if ((bytes[at] ?? 0) < 0x80) rest--;
  cursor.at = at;
}
