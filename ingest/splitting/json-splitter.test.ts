import fc from 'fast-check';
import { JsonArraySplitter } from './json-splitter.js';
import type { Piece } from './piece.js';

function split(text: string, chunk = text.length || 1, member?: string, limit = 1_000_000): Piece[] {
  const bytes = Buffer.from(text);
  const splitter = new JsonArraySplitter({ kind: 'json-array', ...(member ? { member } : {}) }, 'utf-8', limit);
  const pieces: Piece[] = [];
  for (let at = 0; at < bytes.length; at += chunk) pieces.push(...splitter.push(bytes.subarray(at, at + chunk)));
  return [...pieces, ...splitter.finish()];
}

const show = (pieces: Piece[]) =>
  pieces.map((piece) =>
    piece.kind === 'record' ? piece.bytes.toString().trim() : piece.kind === 'reject' ? piece.code : '',
  );

it('cuts the members of a top-level array', () => {
  expect(show(split('\ufeff[ {"a": "]}\\"" }, [1, [2]], "x,y", 7 ]\n'))).toEqual([
    '{"a": "]}\\"" }',
    '[1, [2]]',
    '"x,y"',
    '7',
  ]);
});

it('cuts the array under the member of a top-level object and passes over the rest', () => {
  const text = '{"meta": {"items": [0]}, "count": 2, "items": [{"items": [1]}, {}], "after": []}';
  expect(show(split(text, undefined, 'items'))).toEqual(['{"items": [1]}', '{}']);
});

it('an empty array has no records and no rejects', () => {
  expect(split('[]')).toEqual([]);
});

it('offsets are bytes', () => {
  const text = '["é", {"a": 1}]';
  const [, second] = split(text);
  expect(second?.offset).toBe(Buffer.from('["é", ').length);
});

it('a record that the file cuts off is rejected, the ones before are kept', () => {
  expect(show(split('[{"a": 1}, {"b": "x'))).toEqual(['{"a": 1}', 'truncated']);
  expect(show(split('[{"a": 1}'))).toEqual(['{"a": 1}', 'truncated']);
});

it('a raw line break ends a string that was not closed: the next records are kept', () => {
  expect(show(split('[\n{"a": "x\n},\n{"b": 2}\n]'))).toEqual(['{"a": "x\n}', '{"b": 2}']);
});

it('text that holds no array of records is told', () => {
  expect(show(split('{"a": 1}', undefined, 'items'))).toEqual(['truncated']);
});

it('arrays that follow each other are read, text behind them is told', () => {
  expect(show(split('[1] [2]'))).toEqual(['1', '2']);
  for (const chunk of [1, 7, 100]) expect(show(split('[1]\n[2]x[3]', chunk))).toEqual(['1', '2', 'stray-content']);
  expect(show(split('{"items": [1]} {"items": [2]}', 3, 'items'))).toEqual(['1', '2']);
});

it('text behind the array is kept in its first bytes only, whatever its length', () => {
  const [, stray] = split(`[1]${'x'.repeat(3_000_000)}`, 500_000);
  expect(stray).toMatchObject({ kind: 'reject', code: 'stray-content', offset: 3, length: 3_000_000 });
  expect(stray?.kind === 'reject' && stray.bytes?.length).toBeLessThan(1_100_000);
});

it('a comma without a value is told', () => {
  expect(show(split('[1,,2]'))).toEqual(['1', 'stray-content', '2']);
  expect(show(split('[,1]'))).toEqual(['stray-content', '1']);
  expect(show(split('[1,\n]'))).toEqual(['1', 'stray-content']);
});

it.each(['utf-16le', 'utf-16be'] as const)(
  '%s is cut at code units, and its bytes are kept as they were',
  (encoding) => {
    const bytes = Buffer.from('\ufeff[{"a": "宁\u3c22"}, 2]', 'utf16le');
    if (encoding === 'utf-16be') bytes.swap16();
    for (const chunk of [1, 2, 3, 100]) {
      const splitter = new JsonArraySplitter({ kind: 'json-array' }, encoding, 1_000);
      const pieces: Piece[] = [];
      for (let at = 0; at < bytes.length; at += chunk) pieces.push(...splitter.push(bytes.subarray(at, at + chunk)));
      pieces.push(...splitter.finish());
      const texts = pieces.map((piece) => piece.kind === 'record' && new TextDecoder(encoding).decode(piece.bytes));
      expect(texts).toEqual(['{"a": "宁\u3c22"}', '2']);
    }
  },
);

it('a record above the limit is rejected, its neighbours are not', () => {
  const text = `[{"a":1},{"b":"${'x'.repeat(9_000)}"},{"c":3}]`;
  for (const chunk of [64, 5_000, 100_000])
    expect(show(split(text, chunk, undefined, 1_000))).toEqual(['{"a":1}', 'record-too-large', '{"c":3}']);
});

it('members parse to what the whole array parses to, for any value and chunk size', () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue(), { maxLength: 8 }),
      fc.integer({ min: 1, max: 30 }),
      fc.boolean(),
      (values, chunk, isWide) => {
        const text = JSON.stringify(values, undefined, isWide ? 2 : 0);
        const found = split(text, chunk).map(
          (piece) => JSON.parse((piece as { bytes: Buffer }).bytes.toString()) as unknown,
        );
        expect(found).toEqual(JSON.parse(text));
      },
    ),
    { numRuns: 500 },
  );
});

it('cut at every byte: the complete records are there, and nothing is thrown', () => {
  const text = '[{"a":"\\"]"},\n{"b":[1,{"c":2}]},\n{"d":3}]';
  for (let cut = 0; cut <= text.length; cut++) {
    const pieces = split(text.slice(0, cut));
    const complete = split(text).filter((piece) => piece.kind === 'record' && piece.offset + piece.bytes.length < cut);
    expect(show(pieces.filter(({ kind }) => kind === 'record')).slice(0, complete.length)).toEqual(show(complete));
  }
});
