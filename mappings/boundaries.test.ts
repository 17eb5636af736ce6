import { analyzeText, findBoundaries } from './analyze.js';

/** The text's terms with `/` at sentence ends and `¶` at paragraph ends. */
function show(text: string): string {
  const kinds = new Map(findBoundaries(text).map((boundary) => [boundary.position, boundary.kind]));
  return analyzeText(text)
    .map((token) => {
      const kind = kinds.get(token.position);
      return (kind === undefined ? '' : kind === 'sentence' ? '/ ' : '¶ ') + token.term;
    })
    .join(' ');
}

describe('sentence and paragraph ends', () => {
  it.each([
    ['a full stop before a space', 'One cell. Two cells.', 'one cell / two cells'],
    ['also before a small letter', 'one cell. two cells', 'one cell / two cells'],
    ['! and ?', 'Stop! Why? Go', 'stop / why / go'],
    ['a full stop inside closing quotes and brackets', 'He said "no." (It was.) Then', 'he said no / it was / then'],
    ['no space, no end', 'one.two', 'one two'],
    ['a decimal point', 'at 3.5 mm and .5', 'at 3 5 mm and 5'],
    ['a number at the end', 'is 3.5. The', 'is 3 5 / the'],
    ['Fig. 3', 'as in Fig. 3 and FIG. 4A and Figs. 5', 'as in fig 3 and fig 4a and figs 5'],
    ['e.g. and i.e.', 'metals, e.g. Nickel, i.e. Ni', 'metals e g nickel i e ni'],
    ['etc. before a small letter', 'Ni, Co, etc. are used', 'ni co etc are used'],
    ['etc. at the end', 'Ni, Co, etc. The metal', 'ni co etc / the metal'],
    ['No. before a number', 'see No. 5 and Nos. 6', 'see no 5 and nos 6'],
    ['no at the end', 'It is no. The cell', 'it is no / the cell'],
    ['U.S.', 'the U.S. Patent and U.S. Pat. No. 5', 'the u s patent and u s pat no 5'],
    ['et al.', 'Smith et al. describe, Smith et al., (2001)', 'smith et al describe smith et al 2001'],
    ['degrees', 'at 25° C. for 2 h. The', 'at 25 c for 2 h / the'],
    ['degrees at the end', 'at 25° C. The cell', 'at 25 c / the cell'],
    ['Chinese marks', '一。二；三！四？五', '一 / 二 / 三 / 四 / 五'],
    ['half-width Chinese full stop', '一｡二', '一 / 二'],
    ['ASCII marks after a Chinese character', '电池.隔膜', '电 池 / 隔 膜'],
    ['a comma and a colon are none', '一，二：三、四;五', '一 二 三 四 五'],
    ['an English semicolon is none', 'a cell; a case', 'a cell a case'],
    ['a block end is a paragraph', 'One.\nTwo\nThree', 'one ¶ two ¶ three'],
    ['a cell end is no sentence end', 'a\tb', 'a b'],
    ['the end of the text is not listed', 'One.', 'one'],
    ['nothing', '', ''],
  ])('%s', (_rule, text, expected) => {
    expect(show(text)).toBe(expected);
  });

  it('names the first position after the boundary, the empty position of a block end counted', () => {
    expect(findBoundaries('a b. c\nd')).toEqual([
      { position: 2, kind: 'sentence' },
      { position: 4, kind: 'paragraph' },
    ]);
  });
});
