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
    [
      'Figs. with a list',
      'see Figs. 1-3, FIG. 2(a) and FIGURE 4. The cell',
      'see figs 1 3 fig 2 a and figure 4 / the cell',
    ],
    ['a figure in brackets at the end', 'The cell (FIG. 2). The lid', 'the cell fig 2 / the lid'],
    ['etc. in brackets', 'metals (Ni, Co, etc.), and etc.; then', 'metals ni co etc and etc then'],
    ['a patent number at the end', 'US Pat. No. 5,123,456. The cell', 'us pat no 5 123 456 / the cell'],
    ['e.g. and i.e. with a space inside', 'metals, e. g. Nickel, i. e. Ni', 'metals e g nickel i e ni'],
    ['initials of a name', 'by J. R. Smith and A. Jones. The', 'by j r smith and a / jones / the'],
    [
      'German abbreviations',
      'Metalle, z. B. Nickel bzw. Kobalt, vgl. Abb. 3 und Nr. 4',
      'metalle z b nickel bzw kobalt vgl abb 3 und nr 4',
    ],
    ['French abbreviations', 'un tube, env. 5 mm', 'un tube env 5 mm'],
    ['months before a day', 'filed Jan. 5, 2020 and on Sept. 30. The', 'filed jan 5 2020 and on sept 30 / the'],
    ['a month at the end', 'It was filed in Jan. The cell', 'it was filed in jan / the cell'],
    [
      'units before a small letter',
      'a rod 5 in. long, 3 ft. wide and 2 hr. old',
      'a rod 5 in long 3 ft wide and 2 hr old',
    ],
    ['units before a sign', '5 wt. % Ni and 3 vol. % Co', '5 wt ni and 3 vol co'],
    ['saints', 'of St. Louis', 'of st louis'],
    ['a capital of a list', 'Cell A. The lid', 'cell a / the lid'],
    ['several marks', 'Why?! Because... The lid', 'why / because / the lid'],
    ['closing Chinese quotes', '电池。”隔膜', '电 池 / 隔 膜'],
    ['brackets behind a Chinese full stop', '（电池。）隔膜', '电 池 / 隔 膜'],
    ['a Chinese ellipsis is none', '电池……隔膜', '电 池 隔 膜'],
    ['a decimal point behind a Chinese character', '厚为.5毫米', '厚 为 5 毫 米'],
    ['full-width numbers', '厚３．５毫米', '厚 3 5 毫 米'],
    ['a figure in Chinese', '如图3.所示，见图4。然后', '如 图 3 所 示 见 图 4 / 然 后'],
    ['full-width ! and ? between words', '停！走？好', '停 / 走 / 好'],
    ['half-width ! and ? behind Chinese', '停!走?好', '停 / 走 / 好'],
    ['characters outside the BMP', '𠮷。野！𪚥.家', '𠮷 / 野 / 𪚥 / 家'],
    ['Japanese and Korean', 'ガラス。基板 전지. 분리막', 'ガ ラ ス / 基 板 전 지 / 분 리 막'],
    ['a Latin word before a Chinese full stop', '采用LED。然后', '采 用 led / 然 后'],
    ['a Latin word before Chinese', 'uses LED. 电池', 'uses led / 电 池'],
    ['markup before the mark', 'of H_{2}O. The', 'of h2o / the'],
    ['a no-break space is white space', 'One.\u00a0Two', 'one / two'],
    ['a mark alone', 'a . b ! c', 'a / b / c'],
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
