import { ByteCursor } from './byte-sink.js';
import { compareBytes } from './term-walk.js';
import { type MergeSource, noteWord } from './merge-source.js';
import { PostingsReader } from './postings-reader.js';
import { skipPositions } from './positions.js';
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
  const postings = new PostingsReader();
  const cursor = new ByteCursor(new Uint8Array());
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
      copyPostings(source, writer, postings, cursor, isId ? ranks : undefined, rank);
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

function copyPostings(
  source: MergeSource,
  writer: SegmentWriter,
  postings: PostingsReader,
  cursor: ByteCursor,
  ranks: Int32Array | undefined,
  rank: number,
): void {
  const { walk, ordinals } = source;
  const withPositions = hasPositions(walk.key[0] ?? 0);
  if (withPositions) source.positions.seek(walk.positionsOffset, walk.positionsLength, cursor);
  if (walk.documentFrequency === 1) {
    const target = ordinals[walk.doc] ?? -1;
    if (target < 0) return;
    if (withPositions)
      writer.addPosting(target, walk.mask, walk.frequency, cursor.bytes, cursor.at, cursor.at + walk.positionsLength);
    else writer.addPlain(target);
    if (ranks) ranks[target] = rank;
    return;
  }
  const place = source.postings.locate(walk.postingsOffset, walk.postingsLength);
  postings.open({ count: walk.documentFrequency, withPositions, bytes: place.bytes, at: place.at });
  for (let block = 0; block < postings.blockCount; block++) {
    postings.load(block);
    const { docs, masks, frequencies, filled } = postings;
    if (withPositions) postings.loadFrequencies();
    for (let index = 0; index < filled; index++) {
      const target = ordinals[docs[index] ?? 0] ?? -1;
      if (withPositions) {
        const mask = masks[index] ?? 0;
        const frequency = frequencies[index] ?? 1;
        const start = cursor.at;
        skipPositions(cursor, mask, frequency);
        if (target >= 0) writer.addPosting(target, mask, frequency, cursor.bytes, start, cursor.at);
      } else if (target >= 0) {
        writer.addPlain(target);
        if (ranks) ranks[target] = rank;
      }
    }
  }
}
