import { block } from './element-rule.js';
import { readXml } from './read-xml.js';

const rules = { d: block({ p: 'block', sub: 'sub', row: 'row', cell: 'cell' }) };

it.each([
  ['paragraphs', (n: number) => [`<p>word ${n} é\n </p>`, `word ${n} é\n`]],
  ['subscripts', (n: number) => [`<p>H<sub>${n}</sub>O</p>`, `H_{${n}}O\n`]],
  ['rows', (n: number) => [`<row><cell>a${n}</cell><cell> b </cell></row>`, `a${n}\tb\n`]],
  ['words', (n: number) => [` 电${n} `, ` 电${n}`]],
])('a text of 3 million characters, %s, is what its parts are', (_what, part) => {
  let xml = '';
  let text = '';
  for (let n = 0; text.length < 3_000_000; n++) {
    const [markup, expected] = part(n) as [string, string];
    xml += markup;
    text += expected;
  }
  expect(readXml(`<d>${xml}</d>`, rules).root.text === text.trim()).toBe(true);
});

it('one run of 3 million characters', () => {
  const run = 'abcdefgh'.repeat(400_000);
  expect(readXml(`<d>${run}<p>next</p>${run}</d>`, rules).root.text === `${run}\nnext\n${run}`).toBe(true);
});
