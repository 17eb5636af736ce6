import fc from 'fast-check';
import { bitsAt, packBits, packedLength, unpackBits, widthOf } from './bit-packing.js';
import { ByteSink } from './byte-sink.js';

describe('packed numbers', () => {
  it('come back at once, from the middle, and one by one, at any width and after any bytes', () => {
    const numbers = fc
      .integer({ min: 0, max: 31 })
      .chain((width) => fc.array(fc.nat(2 ** width - 1), { minLength: 1, maxLength: 300, size: 'max' }));
    fc.assert(
      fc.property(numbers, fc.nat(5), fc.nat(), (values, before, seed) => {
        const width = widthOf(Math.max(...values));
        const sink = new ByteSink(1);
        for (let index = 0; index < before; index++) sink.byte(0xff);
        packBits(sink, Int32Array.from(values), values.length, width);
        expect(sink.length).toBe(before + packedLength(values.length, width));
        const bytes = sink.bytes.slice(0, sink.length);
        const out = new Int32Array(values.length);
        unpackBits(bytes, before, width, values.length, out);
        expect([...out]).toEqual(values);
        const first = seed % values.length;
        unpackBits(bytes, before, width, values.length - first, out, first);
        expect([...out.subarray(0, values.length - first)]).toEqual(values.slice(first));
        expect(values.map((_, index) => bitsAt(bytes, before, index, width))).toEqual(values);
      }),
    );
  });

  it('take no byte when all are zero', () => {
    const sink = new ByteSink();
    packBits(sink, new Int32Array(9), 9, widthOf(0));
    expect(sink.length).toBe(0);
  });
});
