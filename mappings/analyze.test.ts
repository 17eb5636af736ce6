import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { analyzeText, foldKeyword, foldWord, porterStem } from './analyze.js';

/** `term@position[start,end]`, `*` after an ideograph. */
const show = (text: string): string =>
  analyzeText(text)
    .map((token) => `${token.term}@${token.position}[${token.start},${token.end}]${token.isIdeograph ? '*' : ''}`)
    .join(' ');
const terms = (text: string): string => {
  let last = -1;
  return analyzeText(text)
    .map((token) => {
      const gap = token.position - last > 1 ? '| ' : '';
      last = token.position;
      return gap + token.term;
    })
    .join(' ');
};

describe('words and ideographs', () => {
  it.each([
    ['words are lower case and not stemmed', 'Electrodes FOR Batteries', 'electrodes for batteries'],
    [
      'hyphen, slash and other punctuation separate',
      "lithium-ion and/or O'Brien's, 3.5 a_b",
      'lithium ion and or o brien s 3 5 a b',
    ],
    ['digits stay with their letters', 'LiFePO4 3D 18650', 'lifepo4 3d 18650'],
    ['subscripts and superscripts do not separate', 'H_{2}O x^{2} CO_{2}-rich', 'h2o x2 co2 rich'],
    ['nested markup is transparent too', 'a_{b^{c}}d', 'abcd'],
    ['an unbalanced opener is punctuation', 'a_{b c', 'a b c'],
    ['an unbalanced closer is punctuation', 'a}b {c}', 'a b c'],
    ['markup pairs inside one block only', 'a_{b\nc}d', 'a b | c d'],
    ['a Chinese character is a position', '锂离子电池', '锂 离 子 电 池'],
    ['Latin inside Chinese is a word', '一种LED显示装置', '一 种 led 显 示 装 置'],
    ['kana and the long vowel mark are positions', 'バッテリー', 'バ ッ テ リ ー'],
    ['iteration and closing marks and the zero are positions', '佐々木〆〇', '佐 々 木 〆 〇'],
    ['Hangul syllables are positions', '전지', '전 지'],
    ['ideographs outside the BMP are one position', '𠮷野家𪚥', '𠮷 野 家 𪚥'],
    ['full width folds', 'ＬＥＤ　２５℃（１）', 'led 25 c 1'],
    ['half-width kana join their voice mark', 'ﾊﾞｯﾃﾘｰ', 'バ ッ テ リ ー'],
    ['decomposed dakuten compose and are kept', 'か\u3099 は\u309a', 'が ぱ'],
    ['decomposed Hangul composes', '\u1112\u1161\u11ab\u1100\u1173\u11af', '한 글'],
    ['ligatures open', 'eﬃcient ﬁlm', 'efficient film'],
    ['diacritics fold', 'Müller ŁÓDŹ Ångström naïve Ελλάδα Йод', 'muller lodz angstrom naive ελλαδα иод'],
    ['points of Hebrew and Arabic fold', 'שָׁלוֹם مُحَمَّد', 'שלום محمد'],
    ['decomposed diacritics fold alike', 'Mu\u0308ller', 'muller'],
    ['letters without decomposition are spelled', 'Straße Ærø Œuvre Đuro Þór ıIİ', 'strasse aero oeuvre duro thor iii'],
    ['final sigma is sigma', 'ΛΟΓΟΣ λόγος', 'λογοσ λογοσ'],
    ['raised and lowered digits are digits', 'm² H₂O', 'm2 h2o'],
    ['signs of a trade mark are punctuation', 'Teflon™ coat®, Foo℠bar', 'teflon coat foo bar'],
    ['a fraction is apart from its number', '5½', '5 1 2'],
    ['squared abbreviations open', '㎏ ㈱ ㍿', 'kg 株 株 式 会 社'],
    ['soft hyphens and joiners are invisible', 'elec\u00adtro\u200dde', 'electrode'],
    ['a zero-width space separates', 'foo\u200bbar', 'foo bar'],
    ['variation selectors are invisible', '葛\u{E0100}城', '葛 城'],
    ['emoji separate', 'a😀b 👩‍🔬c 1️⃣', 'a b c 1'],
    ['lone surrogates separate', 'a\ud800b\udc00c', 'a b c'],
    ['a block end leaves one position empty', 'a\nb', 'a | b'],
    ['several block ends leave one', 'a\n\n \nb', 'a | b'],
    ['a cell end leaves one', 'a\tb\t\tc', 'a | b | c'],
    ['no gap before the first word', '\n\na', 'a'],
    ['nothing in, nothing out', '', ''],
    ['punctuation only', '，。-- ()', ''],
  ])('%s', (_rule, text, expected) => {
    expect(terms(text)).toBe(expected);
  });

  it.each([
    ['offsets cover whole markup', 'CO_{2} x', 'co2@0[0,6] x@1[7,8]'],
    ['offsets cover leading markup', 'of ^{235}U', 'of@0[0,2] 235u@1[3,10]'],
    ['markup that ends in another word is left outside', 'x_{a b}', 'xa@0[0,4] b@1[5,6]'],
    [
      'a character that opens into several tokens gives its own span to each',
      '㍿',
      '株@0[0,1]* 式@1[0,1]* 会@2[0,1]* 社@3[0,1]*',
    ],
    ['offsets count UTF-16 units', '𠮷a', '𠮷@0[0,2]* a@1[2,3]'],
  ])('%s', (_rule, text, expected) => {
    expect(show(text)).toBe(expected);
  });

  it('cuts endless words into consecutive positions', () => {
    const tokens = analyzeText('acgt'.repeat(500));
    expect(tokens.map((token) => token.term).join('')).toBe('acgt'.repeat(500));
    expect(tokens.every((token) => token.term.length <= 255)).toBe(true);
    expect(tokens.map((token) => token.position)).toEqual(tokens.map((_, index) => index));
  });
});

const alphabet = [
  ...'abZ09 -_^{}.,;\n\t电池ーがパ々한ß½²İıæ㍿ﬁ１（）',
  '𠮷',
  '\u0301',
  '\u3099',
  '\u00ad',
  '\ud800',
  '\udc00',
  '😀',
  '_{',
  '^{',
];
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.constantFrom(...alphabet), { maxLength: 60 }).map((parts) => parts.join('')),
);

describe('analysis of any text', () => {
  it('keeps offsets inside the text, positions and offsets ascending, terms folded', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let position = -1;
        let start = 0;
        let end = 0;
        for (const token of analyzeText(text)) {
          expect(token.position === position + 1 || (position >= 0 && token.position === position + 2)).toBe(true);
          expect(token.start).toBeGreaterThanOrEqual(start);
          expect(token.end).toBeGreaterThanOrEqual(end);
          expect(token.end).toBeGreaterThan(token.start);
          expect(token.end).toBeLessThanOrEqual(text.length);
          // Two tokens overlap only when one character opened into both.
          expect(token.start >= end || (token.start === start && token.end === end)).toBe(true);
          expect(token.term).not.toBe('');
          expect(foldWord(token.term)).toBe(token.term);
          ({ position, start, end } = token);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('reads a term again as itself: what is found in a text can be typed', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { term } of analyzeText(text))
          expect(
            analyzeText(term)
              .map((each) => each.term)
              .join(''),
          ).toBe(term);
      }),
      { numRuns: 3000 },
    );
  });

  it('finds the same in decomposed and composed text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const of = (form: string) => analyzeText(form).map((token) => token.term);
        expect(of(text.normalize('NFD'))).toEqual(of(text.normalize('NFC')));
      }),
      { numRuns: 3000 },
    );
  });

  it('joins analyses at a block end', () => {
    fc.assert(
      fc.property(anyText, anyText, (left, right) => {
        const of = (text: string) => analyzeText(text).map((token) => token.term);
        expect(of(`${left}\n${right}`)).toEqual([...of(left), ...of(right)]);
      }),
    );
  });
});

describe('folding', () => {
  it.each([
    ['  Contemporary\t Amperex  Technology ', 'contemporary amperex technology'],
    ['宁德时代　新能源', '宁德时代 新能源'],
    ['ＡＢＣ株式会社', 'abc株式会社'],
    ['Nestlé S.A.', 'nestle s.a.'],
    ['ガ', 'ガ'],
  ])('folds the value %j', (value, expected) => {
    expect(foldKeyword(value)).toBe(expected);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(foldWord(foldWord(text))).toBe(foldWord(text));
        expect(foldKeyword(foldKeyword(text))).toBe(foldKeyword(text));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('stems', () => {
  // From the voc.txt / output.txt pairs of Porter's own page.
  it.each([
    ['electrodes', 'electrod'],
    ['electrode', 'electrod'],
    ['caresses', 'caress'],
    ['ponies', 'poni'],
    ['relational', 'relat'],
    ['hopping', 'hop'],
    ['generalizations', 'gener'],
    ['oscillators', 'oscil'],
    ['h2o', 'h2o'],
    ['池', '池'],
    ['is', 'is'],
  ])('%s -> %s', (word, stem) => {
    expect(porterStem(word)).toBe(stem);
  });

  it('loads no database driver', () => {
    const program = `
      import { createRequire } from 'node:module';
      await import(${JSON.stringify(new URL('./analyze.js', import.meta.url).href)});
      const loaded = Object.keys(createRequire(import.meta.url).cache);
      process.stdout.write(JSON.stringify(loaded.map((file) => file.split('node_modules/').pop())));`;
    const loaded: string[] = JSON.parse(
      execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }),
    );
    expect(loaded.some((file) => file.endsWith('porter_stemmer.js'))).toBe(true);
    expect(loaded.filter((file) => !file.startsWith('natural/'))).toEqual([]);
    expect(loaded.length).toBeLessThan(8);
  });
});
