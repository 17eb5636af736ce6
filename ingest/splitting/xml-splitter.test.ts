import fc from 'fast-check';
import type { Encoding } from './decode.js';
import type { Piece } from './piece.js';
import { XmlSplitter } from './xml-splitter.js';

const plan = { kind: 'xml-elements', elements: ['rec'], envelope: ['recs', 'head', 'date'] } as const;

function split(bytes: Buffer, chunk = bytes.length || 1, encoding: Encoding = 'utf-8', limit = 1_000_000): Piece[] {
  const splitter = new XmlSplitter(plan, encoding, limit);
  const pieces: Piece[] = [];
  for (let at = 0; at < bytes.length; at += chunk) pieces.push(...splitter.push(bytes.subarray(at, at + chunk)));
  return [...pieces, ...splitter.finish()];
}

/** Pieces in a form that reads well in a failed test. */
function show(pieces: Piece[], encoding: BufferEncoding = 'utf8'): string[] {
  return pieces.map((piece) => {
    if (piece.kind === 'record') return piece.bytes.toString(encoding);
    return piece.kind === 'reject' ? `${piece.code}@${piece.offset}+${piece.length}` : `unsupported ${piece.looksLike}`;
  });
}

const splitText = (text: string, chunk?: number) => show(split(Buffer.from(text), chunk));

describe('records are cut out of their envelope', () => {
  it('yields each record element whole, with its offset', () => {
    const text = '<?xml version="1.0"?>\n<recs><rec id="1"><a/></rec>\n<rec id="2">b</rec></recs>';
    const pieces = split(Buffer.from(text));
    expect(show(pieces)).toEqual(['<rec id="1"><a/></rec>', '<rec id="2">b</rec>']);
    for (const piece of pieces)
      if (piece.kind === 'record') expect(text.slice(piece.offset)).toMatch(new RegExp(`^${piece.bytes.toString()}`));
  });

  it.each(['', 'exch:', 'x-1.y:'])('finds the record under the prefix `%s`', (prefix) => {
    const rec = `<${prefix}rec>1</${prefix}rec>`;
    expect(splitText(`<${prefix}recs>${rec}${rec}</${prefix}recs>`)).toEqual([rec, rec]);
  });

  it('takes a document that is one record', () => {
    expect(splitText('<rec>1</rec>')).toEqual(['<rec>1</rec>']);
  });

  it('takes a self-closing record', () => {
    expect(splitText('<recs><rec id="1"/><rec id="2" /></recs>')).toEqual(['<rec id="1"/>', '<rec id="2" />']);
  });

  it('is not misled by a longer name with the same beginning', () => {
    expect(splitText('<recs><rec><record>1</record></rec></recs>')).toEqual(['<rec><record>1</record></rec>']);
  });

  it('is not misled by `>` in an attribute of the record', () => {
    expect(splitText('<rec a="x>y" b=\'/>\'>1</rec>')).toEqual(['<rec a="x>y" b=\'/>\'>1</rec>']);
  });

  it('hands on attributes of the root and the prolog', () => {
    const text =
      '<!DOCTYPE recs SYSTEM "r-1.dtd"><recs dtd-version="1" xml:lang="ü"><head><date>2020</date></head><rec/></recs>';
    const [piece] = split(Buffer.from(text));
    expect(piece).toMatchObject({ kind: 'record', rootAttributes: { 'dtd-version': '1', lang: 'ü' } });
    expect(piece?.kind === 'record' && piece.prolog).toContain('r-1.dtd');
    expect(piece?.kind === 'record' && piece.prolog).toContain('<date>2020</date>');
  });

  it('allows blanks in the end tag', () => {
    expect(splitText('<recs><rec>1</rec\n ></recs>')).toEqual(['<rec>1</rec\n >']);
  });
});

describe('many documents in one file', () => {
  const prolog =
    '<?xml version="1.0"?>\n<!DOCTYPE rec SYSTEM "a.dtd" [ <!ENTITY f SYSTEM "f.tif" NDATA TIF> <!-- > ]> --> ]>\n';

  it('cuts documents with a prolog each, a blank first line and a byte order mark in the middle', () => {
    expect(splitText(`\n${prolog}<rec>1</rec>\n\n\ufeff${prolog}<rec>2</rec>`)).toEqual([
      '<rec>1</rec>',
      '<rec>2</rec>',
    ]);
  });

  it('cuts several roots after one prolog', () => {
    expect(splitText(`${prolog}<rec>1</rec><rec>2</rec>`)).toEqual(['<rec>1</rec>', '<rec>2</rec>']);
  });

  it('gives each document its own prolog', () => {
    const pieces = split(
      Buffer.from('<!DOCTYPE rec SYSTEM "a"><rec/><!DOCTYPE rec SYSTEM "b"><rec/><?xml version="1.0"?><rec/>'),
    );
    expect(pieces.map((piece) => piece.kind === 'record' && piece.prolog)).toEqual([
      '<!DOCTYPE rec SYSTEM "a">',
      '<!DOCTYPE rec SYSTEM "b">',
      '<?xml version="1.0"?>',
    ]);
  });

  it('names other roots and keeps the records around them', () => {
    expect(
      splitText(`${prolog}<rec>1</rec>${prolog}<seq><rec-no>1</rec-no><seq>x</seq></seq>${prolog}<rec>2</rec>`),
    ).toEqual(['<rec>1</rec>', 'unsupported XML element `seq`', '<rec>2</rec>']);
  });

  it('keeps the records inside an envelope that the format does not list, and names it', () => {
    expect(splitText('<wrapper><rec>1</rec><rec>2</rec></wrapper>')).toEqual([
      'unsupported XML element `wrapper`',
      '<rec>1</rec>',
      '<rec>2</rec>',
    ]);
  });
});

describe('end tags that are none', () => {
  it.each([
    ['a comment', '<rec><!-- </rec> -->1</rec>'],
    ['a CDATA section', '<rec><![CDATA[</rec>]]>1</rec>'],
    ['both, several times', '<rec><!-- a --><![CDATA[</rec>]]><!-- </rec> <rec> --><![CDATA[]]></rec>'],
    ['a section that opens a comment', '<rec><![CDATA[<!-- </rec>]]></rec>'],
  ])('do not end a record inside %s', (_where, record) => {
    expect(splitText(`<recs>${record}<rec>2</rec></recs>`)).toEqual([record, '<rec>2</rec>']);
  });

  it('do not count in comments between records', () => {
    expect(splitText('<recs><!-- <rec>0</rec> --><rec>1</rec></recs>')).toEqual(['<rec>1</rec>']);
  });

  it('count inside a comment that is never closed: the damage stays in its record', () => {
    expect(splitText('<recs><rec>1<!-- </rec><rec>2</rec></recs>')).toEqual(['<rec>1<!-- </rec>', '<rec>2</rec>']);
  });

  it('count inside a comment that only a later comment closes', () => {
    const pieces = splitText('<recs><rec>1<!-- </rec><rec>2<!-- x --></rec></recs>');
    expect(pieces).toEqual(['<rec>1<!-- </rec>', '<rec>2<!-- x --></rec>']);
  });
});

describe('damage', () => {
  it('a record that the file cuts off is rejected with its offset and bytes', () => {
    const [first, second] = split(Buffer.from('<recs><rec>1</rec><rec>2</re'));
    expect(first).toMatchObject({ kind: 'record', offset: 6 });
    expect(second).toMatchObject({ kind: 'reject', code: 'truncated', offset: 18, length: 10 });
    expect(second?.kind === 'reject' && second.bytes?.toString()).toBe('<rec>2</re');
  });

  it('a record without end tag is rejected and the next one, with its prolog, is kept', () => {
    const next = '<?xml version="1.0"?><!DOCTYPE rec><rec>2</rec>';
    expect(splitText(`<rec>1 and no more\n${next}`)).toEqual(['truncated@0+19', '<rec>2</rec>']);
    expect(splitText('<recs><rec>1<rec>2</rec></recs>')).toEqual(['truncated@6+6', '<rec>2</rec>']);
  });

  it('text between records is rejected, not passed over', () => {
    const pieces = split(Buffer.from('<recs><rec>1</rec>lost</p> text<rec>2</rec></recs>'));
    expect(show(pieces)).toEqual(['<rec>1</rec>', 'stray-content@18+13', '<rec>2</rec>']);
    expect(pieces[1]?.kind === 'reject' && pieces[1].bytes?.toString()).toBe('lost</p> text');
  });

  it('a file that ends between two records says so', () => {
    expect(splitText('<recs><rec>1</rec>')).toEqual(['<rec>1</rec>', 'truncated@18+0']);
  });

  it('a record above the limit is rejected, its neighbours are not', () => {
    const large = `<rec>${'x'.repeat(5_000)}</rec>`;
    for (const chunk of [100, 7_000, 1_000_000])
      expect(show(split(Buffer.from(`<recs><rec>1</rec>${large}<rec>2</rec></recs>`), chunk, 'utf-8', 1_000))).toEqual([
        '<rec>1</rec>',
        `record-too-large@18+${large.length}`,
        '<rec>2</rec>',
      ]);
  });

  it('a record above the limit that never ends does not take the next one along', () => {
    const text = `<recs><rec>${'x'.repeat(5_000)}<rec>2</rec></recs>`;
    expect(show(split(Buffer.from(text), 300, 'utf-8', 1_000)).pop()).toBe('<rec>2</rec>');
  });

  it('cut at every byte: every record that was complete is there, and nothing is thrown', () => {
    const text = Buffer.from(
      '<?xml version="1.0"?>\n<!DOCTYPE recs [<!ENTITY a "b">]>\n<recs a="é">\n<rec>1</rec>\n<rec><!-- </rec> -->é</rec>\n<x:rec xmlns:x="u"><![CDATA[</x:rec>]]></x:rec></recs>',
    );
    const whole = split(text);
    expect(whole).toHaveLength(3);
    for (let cut = 0; cut <= text.length; cut++) {
      const pieces = split(text.subarray(0, cut));
      const complete = whole.filter((piece) => piece.kind === 'record' && piece.offset + piece.bytes.length <= cut);
      const records = show(pieces.filter(({ kind }) => kind === 'record'));
      expect(records.slice(0, complete.length)).toEqual(show(complete));
      // A comment that the cut left open: its reader rejects what is left of the record.
      expect(['', '<rec><!-- </rec>', '<x:rec xmlns:x="u"><![CDATA[</x:rec>']).toContain(
        records.slice(complete.length).join(),
      );
    }
  });

  it('a byte lost anywhere costs at most the record that it was in and the ones it touched', () => {
    const records = Array.from({ length: 6 }, (_, number) => `<rec>${number}<a/></rec>`);
    const text = `<recs>${records.join('\n')}</recs>`;
    for (let lost = 6; lost < text.length - 7; lost++) {
      const pieces = splitText(text.slice(0, lost) + text.slice(lost + 1));
      const hit = records.findIndex((record) => lost <= text.indexOf(record) + record.length);
      const others = records.filter((_, number) => number !== hit && number !== hit - 1);
      for (const record of others) expect(pieces).toContain(record);
    }
  });
});

describe('encodings', () => {
  const text = '<?xml version="1.0"?><recs title="宁"><rec>宁德㰊<!-- </rec> --></rec>\r\n<rec>時代</rec>\u3c0a</recs>';

  it.each(['utf-16le', 'utf-16be'] as const)(
    '%s is cut at code units, and its bytes are kept as they were',
    (encoding) => {
      const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
      if (encoding === 'utf-16be') bytes.swap16();
      for (const chunk of [1, 2, 3, 7, 10_000]) {
        const pieces = split(bytes, chunk, encoding);
        expect(pieces.map(({ kind }) => kind)).toEqual(['record', 'record', 'reject']);
        for (const piece of pieces.slice(0, 2)) {
          if (piece.kind !== 'record') throw new Error('a record was expected');
          expect(piece.bytes.equals(bytes.subarray(piece.offset, piece.offset + piece.bytes.length))).toBe(true);
          expect(new TextDecoder(encoding).decode(piece.bytes)).toMatch(/^<rec>.*<\/rec>$/);
          expect(piece.rootAttributes).toEqual({ title: '宁' });
        }
      }
    },
  );
});

describe('chunks', () => {
  const part = fc.constantFrom(
    '<rec>1</rec>',
    '<rec/>',
    '<x:rec a=">">é</x:rec>',
    '<rec><!-- </rec> --></rec>',
    '<rec><![CDATA[</rec>]]></rec>',
    '<rec>',
    '</rec>',
    '<recs>',
    '</recs>',
    '<other>x</other>',
    '<?xml version="1.0"?>',
    '<!DOCTYPE rec [<!ENTITY a "]>">]>',
    '<!-- ',
    ' -->',
    '\n',
    'text',
    '<',
    '&amp;',
    '\ufeff',
    '<![CDATA[',
    ']]>',
    '"',
  );

  it('of any size give the same pieces, whatever the input', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), fc.integer({ min: 1, max: 40 }), (parts, chunk) => {
        const bytes = Buffer.from(parts.join(''));
        expect(split(bytes, chunk)).toEqual(split(bytes));
      }),
      { numRuns: 1_500 },
    );
  });

  it('and no byte of a record or a reject is counted twice', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        let end = 0;
        for (const piece of split(Buffer.from(parts.join('')))) {
          expect(piece.offset).toBeGreaterThanOrEqual(end);
          end = piece.offset + (piece.kind === 'record' ? piece.bytes.length : piece.length);
        }
      }),
      { numRuns: 500 },
    );
  });
});
