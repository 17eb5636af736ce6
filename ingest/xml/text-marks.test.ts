import fc from 'fast-check';
import { CodeUnitRoom } from './code-units.js';
import { blockLength } from './mark-scanner.js';
import { TextMarks } from './text-marks.js';

const room = new CodeUnitRoom();
/** Every `<` and whether the text before it is plain, behind the last one the end of the text. */
function marksOf(text: string): [number, boolean][] {
  const marks = new TextMarks(room.of(text));
  const found: [number, boolean][] = [];
  for (let from = 0; ;) {
    const open = marks.findOpen(from);
    found.push([open, marks.isPlain]);
    if (open === text.length) return found;
    from = open + 1;
  }
}

/** The same by the definition. */
function expected(text: string): [number, boolean][] {
  let from = 0;
  return text.split('<').map((piece) => {
    const open = from + piece.length;
    from = open + 1;
    // eslint-disable-next-line no-control-regex
    return [open, !/[\0-\x1f&]| {2}/.test(piece)];
  });
}

describe('marks of a text', () => {
  it.each([
    '',
    '<',
    'a',
    'a b',
    'a  b',
    ' a ',
    '  ',
    'a &amp; b',
    'a\nb',
    'a <b',
    'a\u2028b',
    '\u3c00<\u2600',
    'a  <b  c<d e',
  ])('are its signs and its irregular white space: %j', (text) => expect(marksOf(text)).toEqual(expected(text)));

  it('are those of a plain search, whatever the text', () => {
    const sign = fc.constantFrom('<', '&', ' ', '  ', '\n', '\t', 'a', '语', '\u263c', '\u2026', 'words between signs');
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 200 }), (signs) => {
        const text = signs.join('');
        expect(marksOf(text)).toEqual(expected(text));
      }),
    );
  });

  it('are found on both sides of the end of a block, and two spaces across it', () => {
    for (let shift = -18; shift <= 18; shift++)
      for (const sign of ['<', '&', '  ', '\r', ' <', '< ', '<  <'])
        for (const after of ['', '<', 'b'.repeat(20), 'b<'.repeat(20)]) {
          const text = 'a'.repeat(blockLength + shift) + sign + after;
          expect(marksOf(text)).toEqual(expected(text));
        }
  });

  it('are looked for from where the reader goes on', () => {
    const text = `${'<&'.repeat(blockLength)}${'a'.repeat(blockLength)}<b`;
    const marks = new TextMarks(room.of(text));
    expect(marks.findOpen(blockLength * 2)).toBe(blockLength * 3);
    expect(marks.isPlain).toBe(true);
    expect(marks.findOpen(blockLength * 3 + 1)).toBe(text.length);
  });
});
