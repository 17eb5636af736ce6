import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ColumnBuilder, finishColumns } from './column-builder.js';
import { ColumnsReader } from './columns-reader.js';
import { SegmentFileWriter } from './segment-file.js';
import { SegmentFile } from './segment-file-reader.js';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'ipradar-columns-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Edges of every width, where a value must not be taken for `missing`. */
const valueArbitrary = fc.constantFrom(
  0,
  1,
  254,
  255,
  256,
  65534,
  65535,
  65536,
  2 ** 31 - 1,
  2 ** 32 - 2,
  2 ** 32 - 1,
  -1,
  -(2 ** 31),
  0.5,
);

let files = 0;

describe('columns', () => {
  it('each document has the values that it was given, whatever their width, none included', () => {
    const documents = fc.array(
      fc.array(valueArbitrary, { maxLength: 3 }).map((values) => values.sort((a, b) => a - b)),
      { minLength: 1, maxLength: 9 },
    );
    fc.assert(
      fc.property(fc.array(documents, { minLength: 1, maxLength: 4 }), (lists) => {
        const count = Math.max(...lists.map(({ length }) => length));
        const columns = lists.map((list) => [
          ...list,
          ...Array.from({ length: count - list.length }, (): number[] => []),
        ]);
        const path = join(folder, String(files++));
        const writer = new SegmentFileWriter(path);
        const entries = columns.map((column, place) => {
          const builder = new ColumnBuilder();
          for (const values of column) builder.add(values);
          return builder.write(`c${place}`, writer);
        });
        const stamp = finishColumns(entries, writer);
        const file = new SegmentFile(path, stamp);
        const reader = new ColumnsReader(file, count);
        columns.forEach((expected, place) => {
          const column = reader.required(`c${place}`);
          expected.forEach((values, document) => {
            expect(column.first(document)).toBe(values[0] ?? column.missing);
            expect(column.last(document)).toBe(values.at(-1) ?? column.missing);
            expect(values).not.toContain(column.missing);
            const { offsets } = column;
            if (offsets) expect([...column.values.subarray(offsets[document], offsets[document + 1])]).toEqual(values);
          });
        });
        expect(reader.column('other')).toBeUndefined();
        file.close();
      }),
    );
  });
});
