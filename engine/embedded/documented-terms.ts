/*
 * Part of the reader that was written from docs/index-format.md alone (documented-reader.ts): it imports nothing of the engine, on purpose.
 */

import { Bytes } from './documented-bytes.js';

export interface Posting {
  ordinal: number;
  /** Numbers of text fields -> positions; empty for keys without positions. */
  positions: Map<number, number[]>;
}
export interface Term {
  key: Buffer;
  printed: string | undefined;
  postings: Posting[];
  /** Of a reversed word: the number of the word. */
  word?: number;
}

const withPositions = (key: Buffer): boolean => key[0] === 2 || key[0] === 3;

const sum = (numbers: number[]): number => numbers.reduce((all, each) => all + each, 0);

/** Positions of the documents of a block. */
function readPositions(from: Bytes, masks: number[][], occurrences: number[]): Map<number, number[]>[] {
  const steps = from.packed(sum(occurrences), from.u(1));
  const counted = sum(masks.map(({ length }) => length - 1));
  const counts = counted === 0 ? [] : from.packed(counted, from.u(1));
  return masks.map((mask, document) => {
    let left = occurrences[document] ?? 0;
    return new Map(
      mask.map((field, place) => {
        const count = place === mask.length - 1 ? left : (counts.shift() ?? 0);
        left -= count;
        let position = 0;
        return [field, steps.splice(0, count).map((step) => (position += step))];
      }),
    );
  });
}

function readPostings(from: Bytes, key: Buffer, count: number, positions: Bytes): Posting[] {
  const blocks = Math.ceil(count / 128);
  const lasts = [-1];
  for (let block = 0; blocks > 1 && block < blocks; block++) {
    lasts.push((lasts[block] ?? 0) + from.v());
    from.v();
    if (withPositions(key)) for (const skip of [() => from.v(), () => from.v(), () => from.u(1)]) skip();
  }
  const found: Posting[] = [];
  for (let block = 0; block < blocks; block++) {
    const size = Math.min(128, count - block * 128);
    const ofOrdinals = from.u(1);
    const ofOccurrences = withPositions(key) ? from.u(1) : 0;
    const kinds = withPositions(key) ? Array.from({ length: from.u(1) }, () => from.mask()) : [];
    let ordinal = lasts[block] ?? -1;
    const ordinals = from.packed(size, ofOrdinals).map((step) => (ordinal += step + 1));
    if (blocks > 1 && ordinal !== lasts[block + 1]) throw new Error('the skip table names another last ordinal');
    if (!withPositions(key)) {
      found.push(...ordinals.map((each) => ({ ordinal: each, positions: new Map<number, number[]>() })));
      continue;
    }
    const masks = from.packed(size, Math.ceil(Math.log2(kinds.length))).map((kind) => kinds[kind] ?? []);
    const occurrences = from.packed(size, ofOccurrences).map((less) => less + 1);
    const places = readPositions(positions, masks, occurrences);
    ordinals.forEach((each, place) => found.push({ ordinal: each, positions: places[place] ?? new Map() }));
  }
  return found;
}

/** Every key of a segment with its postings. */
export function* readTerms(terms: Buffer, postings: Buffer, positions: Buffer): Generator<Term> {
  const footer = new Bytes(terms, terms.length - 32);
  const [index = 0, blocks = 0, count = 0] = [footer.u(6), footer.u(6), footer.u(6)];
  for (let block = 0; block < blocks; block++) {
    const from = new Bytes(terms, new Bytes(terms, index + block * 12).u(6));
    const [ofPostings, ofPositions] = [new Bytes(postings, from.u(6)), new Bytes(positions, from.u(6))];
    let key = Buffer.alloc(0);
    for (let place = block * 32; place < Math.min(count, block * 32 + 32); place++) {
      const lengths = from.u(1);
      let shared = Math.floor(lengths / 16);
      if (shared === 15) shared += from.v();
      let further = lengths % 16;
      if (further === 15) further += from.v();
      key = Buffer.concat([key.subarray(0, shared), from.take(further)]);
      const number = from.v();
      if (key[0] === 9) {
        yield { key, printed: undefined, postings: [], word: number };
        continue;
      }
      let found: Posting[];
      if (number % 2 === 1) {
        let positions = new Map<number, number[]>();
        if (withPositions(key)) {
          const [mask, occurrences, place] = [from.mask(), from.v(), from.v()];
          const end = ofPositions.at + (occurrences === 1 ? 0 : place);
          if (occurrences === 1) positions.set(mask[0] ?? -1, [place]);
          else [positions = positions] = readPositions(ofPositions, [mask], [occurrences]);
          if (ofPositions.at !== end) throw new Error('a length is not as written');
        }
        found = [{ ordinal: (number - 1) / 2, positions }];
      } else {
        const end = from.v() + ofPostings.at;
        const endOfPositions = withPositions(key) ? from.v() + ofPositions.at : ofPositions.at;
        found = readPostings(ofPostings, key, number / 2, ofPositions);
        if (ofPostings.at !== end || ofPositions.at !== endOfPositions) throw new Error('a length is not as written');
      }
      const printed = key[0] === 4 ? from.take(from.v()).toString() : undefined;
      yield { key, printed: printed === '' ? undefined : printed, postings: found };
    }
  }
}
