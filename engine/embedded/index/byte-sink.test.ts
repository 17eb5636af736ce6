import fc from 'fast-check';
import { ByteCursor, ByteSink } from './byte-sink.js';

const edges = [0, 127, 128, 16383, 16384, 2 ** 28 - 1, 2 ** 28, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 48 - 1];

describe('numbers in bytes', () => {
  it('a varint comes back for every whole number up to 2^53', () => {
    const number = fc.oneof(fc.constantFrom(...edges, 2 ** 53 - 1), fc.maxSafeNat());
    fc.assert(
      fc.property(fc.array(number), (numbers) => {
        const sink = new ByteSink(1);
        for (const each of numbers) sink.varint(each);
        const cursor = new ByteCursor(sink.bytes);
        expect(numbers.map(() => cursor.varint())).toEqual(numbers);
        expect(cursor.at).toBe(sink.length);
      }),
    );
  });

  it('a uint48 comes back, in six bytes, little endian', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...edges), fc.nat(2 ** 48 - 1)), (number) => {
        const sink = new ByteSink(1);
        sink.uint48(number);
        expect(Buffer.from(sink.bytes.subarray(0, sink.length)).readUIntLE(0, 6)).toBe(number);
        expect(new ByteCursor(sink.bytes).uint48()).toBe(number);
        expect(sink.length).toBe(6);
      }),
    );
  });

  it('copies of any length are appended whole', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 100 })), (pieces) => {
        const sink = new ByteSink(1);
        for (const piece of pieces) sink.copy(piece, 0, piece.length);
        expect(Buffer.from(sink.bytes.subarray(0, sink.length))).toEqual(Buffer.concat(pieces));
      }),
    );
  });
});
