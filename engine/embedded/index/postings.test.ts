import fc from 'fast-check';
import { ByteCursor, ByteSink } from './byte-sink.js';
import { PostingsEncoder } from './postings.js';
import { PostingsReader } from './postings-reader.js';
import { fieldShift, PositionList, PositionNumbers, writePositions } from './positions.js';

interface Posting {
  doc: number;
  /** Combined positions, ascending. */
  positions: number[];
}

const positionsArbitrary = fc
  .uniqueArray(fc.tuple(fc.nat(31), fc.nat(3000)), {
    minLength: 1,
    maxLength: 6,
    selector: ([field, at]) => `${field} ${at}`,
  })
  .map((list) => list.sort(([a, x], [b, y]) => a - b || x - y).map(([field, at]) => (field << fieldShift) | at));

/** Dense, sparse and huge steps between documents. */
const postingsArbitrary = (few: number, most: number) =>
  fc
    .array(
      fc.tuple(
        fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 100_000 })),
        positionsArbitrary,
      ),
      {
        minLength: few,
        maxLength: most,
        size: 'max',
      },
    )
    .map((steps) => {
      let doc = -1;
      return steps.map(([step, positions]): Posting => ({ doc: (doc += step), positions }));
    });

/** Fields above 30 make combined positions negative: those of one posting are compared as they were written. */
const sortUnsigned = (list: number[]): number[] => [...list].sort((a, b) => (a >>> 0) - (b >>> 0));

function encode(postings: readonly Posting[], withPositions: boolean) {
  const encoder = new PostingsEncoder();
  const numbers = new PositionNumbers();
  encoder.begin(withPositions);
  for (const { doc, positions: list } of postings) {
    if (!withPositions) {
      encoder.addPlain(doc);
      continue;
    }
    const varints = new ByteSink();
    const sorted = sortUnsigned(list);
    const mask = writePositions(varints, Int32Array.from(sorted), sorted.length);
    const { countsFilled, stepsFilled } = numbers;
    numbers.readVarints(new ByteCursor(varints.bytes), mask, list.length);
    encoder.add(doc, mask, list.length, doc % 256, numbers, countsFilled, stepsFilled);
  }
  encoder.end();
  const sink = new ByteSink();
  if (encoder.isSkipped) sink.copy(encoder.skips.bytes, 0, encoder.skips.length);
  sink.copy(encoder.blocks.bytes, 0, encoder.blocks.length);
  const { positions } = encoder;
  return new PostingsReader().open({
    count: postings.length,
    withPositions,
    bytes: sink.bytes.slice(0, sink.length),
    at: 0,
    positions: (offset, length) => positions.bytes.slice(offset, Math.min(positions.length, offset + length)),
    positionsLength: positions.length,
  });
}

describe('postings', () => {
  it('documents, occurrences and positions come back block by block', () => {
    fc.assert(
      fc.property(postingsArbitrary(2, 400), (postings) => {
        const reader = encode(postings, true);
        const found: Posting[] = [];
        for (let block = 0; block < reader.blockCount; block++) {
          reader.load(block);
          reader.loadFrequencies();
          for (let index = 0; index < reader.filled; index++) {
            const list = new PositionList(1);
            reader.readPositions(index, -1, list);
            const positions = [...list.values.subarray(0, list.length)];
            expect(reader.frequencies[index]).toBe(positions.length);
            found.push({ doc: reader.docs[index] ?? -1, positions });
          }
        }
        expect(found).toEqual(postings.map(({ doc, positions }) => ({ doc, positions: sortUnsigned(positions) })));
      }),
      { numRuns: 60 },
    );
  });

  it('only the positions of the fields that are wanted are read, also when documents are passed over', () => {
    fc.assert(
      fc.property(postingsArbitrary(2, 300), fc.nat(31), fc.integer({ min: 2, max: 9 }), (postings, field, every) => {
        const reader = encode(postings, true);
        for (let block = 0; block < reader.blockCount; block++) {
          reader.load(block);
          for (let index = block % every; index < reader.filled; index += every) {
            const list = new PositionList(1);
            reader.readPositions(index, 1 << field, list);
            const expected = postings[block * 128 + index]?.positions.filter((each) => each >>> fieldShift === field);
            expect([...list.values.subarray(0, list.length)]).toEqual(sortUnsigned(expected ?? []));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('the block of a document is found from any block before it', () => {
    fc.assert(
      fc.property(postingsArbitrary(300, 900), fc.nat(10_000_000), fc.nat(7), (postings, wanted, from) => {
        const reader = encode(postings, false);
        const start = Math.min(from, reader.blockCount - 1);
        const place = postings.findIndex(({ doc }) => doc >= wanted);
        const block = place < 0 ? reader.blockCount : Math.floor(place / 128);
        expect(reader.findBlock(wanted, start)).toBe(Math.max(block, start));
      }),
      { numRuns: 60 },
    );
  });
});
