import { compareBytes } from './term-walk.js';
import { type MergeSource, noteWord } from './merge-source.js';
import { PostingsReader } from './postings-reader.js';
import { countsOf, PositionNumbers } from './positions.js';
import type { SegmentWriter } from './segment-writer.js';
import { hasPositions, isReversed } from './term-key.js';

/** Columns whose codes number keys: name and namespace byte and field byte of the keys. */
export interface CodedColumn {
  name: string;
  namespace: 'value' | 'symbol';
  fieldNumber: number;
}

/** Merges dictionaries, postings and positions in key order. Fills `ranks` (place of its id by document) and the `codes` of the sources. */
export function mergeTerms(
  sources: MergeSource[],
  writer: SegmentWriter,
  ranks: Int32Array,
  coded: readonly CodedColumn[],
): void {
  const numbering = new CodeNumbering(coded);
  const copier = new PostingsCopier(writer, ranks);
  const equal: MergeSource[] = [];
  let key = new Uint8Array(256);
  let rank = 0;
  let words = 0;
  for (;;) {
    equal.length = 0;
    for (const source of sources) {
      if (source.isDone) continue;
      const least = equal[0];
      const order = least
        ? compareBytes(source.walk.key, 0, source.walk.keyLength, least.walk.key, least.walk.keyLength)
        : 0;
      if (order < 0) equal.length = 0;
      if (order <= 0) equal.push(source);
    }
    const first = equal[0];
    if (!first) return;
    const length = first.walk.keyLength;
    if (key.length < length) key = new Uint8Array(length * 2);
    for (let index = 0; index < length; index++) key[index] = first.walk.key[index] ?? 0;
    if (isReversed(key[0] ?? 0)) {
      const number = first.words[first.walk.wordNumber] ?? -1;
      if (number >= 0) writer.addReversed(key, length, number);
      for (const source of equal) source.isDone = !source.walk.next();
      continue;
    }
    const isId = key[0] === 1;
    let display: Uint8Array | undefined;
    writer.beginTerm(key, length);
    for (let index = 0; index < equal.length; index++) {
      const source = equal[index];
      if (!source) continue;
      if (key[0] === 4) display = smaller(display, source.walk.display() ?? key.subarray(2, length));
      copier.copy(source, isId ? rank : undefined);
    }
    const isSame = display && compareBytes(display, 0, display.length, key.subarray(2, length), length - 2) === 0;
    const isWritten = writer.endTerm(isSame ? undefined : display);
    numbering.note(key, equal, isWritten);
    if (isWritten && isId) rank++;
    if (key[0] === 2) {
      for (const source of equal) noteWord(source, isWritten ? words : -1);
      if (isWritten) words++;
    }
    for (const source of equal) source.isDone = !source.walk.next();
  }
}

function smaller(known: Uint8Array | undefined, other: Uint8Array): Uint8Array {
  return known && compareBytes(known, 0, known.length, other, other.length) <= 0 ? known : other;
}

/** Gives the keys of coded fields their new numbers. */
class CodeNumbering {
  private readonly names = new Map<number, string>();
  private running = -1;
  private next = 0;

  constructor(coded: readonly CodedColumn[]) {
    for (const { name, namespace, fieldNumber } of coded)
      this.names.set((namespace === 'value' ? 4 : 5) * 256 + fieldNumber + 1, name);
  }

  note(key: Uint8Array, holders: MergeSource[], isWritten: boolean): void {
    const field = (key[0] ?? 0) * 256 + (key[1] ?? 0);
    const name = this.names.get(field);
    if (name === undefined) return;
    if (field !== this.running) {
      this.running = field;
      this.next = 0;
    }
    const namespace = key[0] === 4 ? 'value' : 'symbol';
    for (const { reader, walk, codes } of holders) {
      const range = reader.keyRange(namespace, (key[1] ?? 1) - 1);
      let map = codes.get(name);
      if (!map) codes.set(name, (map = new Int32Array(range.count)));
      map[walk.ordinal - range.first] = this.next;
    }
    if (isWritten) this.next++;
  }
}

/** Copies the postings of a source's term, the dead left out; its arrays serve all terms of a merge. */
class PostingsCopier {
  private readonly postings = new PostingsReader();
  private readonly numbers = new PositionNumbers();

  constructor(
    private readonly writer: SegmentWriter,
    private readonly ranks: Int32Array,
  ) {}

  /** @param rank place of the key among the ids, when it is one */
  copy(source: MergeSource, rank: number | undefined): void {
    const { walk, ordinals } = source;
    if (walk.documentFrequency === 1) {
      const target = ordinals[walk.doc] ?? -1;
      if (target >= 0) this.copySingle(source, target, rank);
      return;
    }
    const { postings } = this;
    const withPositions = hasPositions(walk.key[0] ?? 0);
    const place = source.postings.locate(walk.postingsOffset, walk.postingsLength);
    postings.open({ count: walk.documentFrequency, withPositions, bytes: place.bytes, at: place.at });
    for (let block = 0; block < postings.blockCount; block++) {
      postings.load(block);
      if (withPositions) this.copyBlock(source, block);
      else this.copyPlain(ordinals, rank);
    }
  }

  private copySingle({ walk, positions }: MergeSource, target: number, rank: number | undefined): void {
    const { writer, numbers, postings } = this;
    if (!hasPositions(walk.key[0] ?? 0)) this.add(target, rank);
    else {
      const { mask, frequency, position } = walk;
      if (frequency === 1) {
        numbers.reset();
        numbers.steps[0] = position;
      } else {
        postings.open({ count: 1, withPositions: true, single: { doc: walk.doc, mask, frequency, position } });
        postings.load(0);
        const { bytes, at } = positions.locate(walk.positionsOffset, walk.positionsLength);
        postings.readNumbers(bytes, at, numbers);
      }
      writer.addPosting(target, mask, frequency, numbers, 0, 0);
    }
  }

  private copyBlock({ walk, ordinals, positions }: MergeSource, block: number): void {
    const { writer, numbers, postings } = this;
    const { docs, masks, frequencies, filled } = postings;
    const start = postings.positionsOffset(block);
    const end = block + 1 < postings.blockCount ? postings.positionsOffset(block + 1) : walk.positionsLength;
    const { bytes, at } = positions.locate(walk.positionsOffset + start, end - start);
    postings.readNumbers(bytes, at, numbers);
    let countsAt = 0;
    let stepsAt = 0;
    for (let index = 0; index < filled; index++) {
      const mask = masks[index] ?? 0;
      const frequency = frequencies[index] ?? 1;
      const target = ordinals[docs[index] ?? 0] ?? -1;
      if (target >= 0) writer.addPosting(target, mask, frequency, numbers, countsAt, stepsAt);
      if (mask & (mask - 1)) countsAt += countsOf(mask);
      stepsAt += frequency;
    }
  }

  private copyPlain(ordinals: Int32Array, rank: number | undefined): void {
    const { docs, filled } = this.postings;
    for (let index = 0; index < filled; index++) {
      const target = ordinals[docs[index] ?? 0] ?? -1;
      if (target >= 0) this.add(target, rank);
    }
  }

  private add(target: number, rank: number | undefined): void {
    this.writer.addPlain(target);
    if (rank !== undefined) this.ranks[target] = rank;
  }
}
