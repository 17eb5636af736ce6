import fc from 'fast-check';
import { ByteCursor, ByteSink } from './byte-sink.js';
import { readMask, writeMask } from './field-mask.js';

describe('field masks', () => {
  it('every set of 32 fields comes back; small sets and single fields take one byte', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }).filter((mask) => mask !== 0),
        (mask) => {
          const sink = new ByteSink();
          writeMask(sink, mask);
          expect(readMask(new ByteCursor(sink.bytes)) | 0).toBe(mask | 0);
        },
      ),
    );
    for (let field = 0; field < 32; field++) {
      const sink = new ByteSink();
      writeMask(sink, 1 << field);
      expect(sink.length).toBe(1);
      expect(readMask(new ByteCursor(sink.bytes)) | 0).toBe((1 << field) | 0);
    }
  });
});
