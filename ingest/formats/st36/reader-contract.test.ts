import { leaf, node, verbatim } from '../../xml/element-rule.js';
import { readXml } from '../../xml/read-xml.js';
import { find, findAll } from '../../xml/xml-node.js';
import { mixed } from './vocabulary.js';

/** What the ST.36 formats need of the XML reader beyond nodes, leaves and blocks. */
describe('the XML reader, as ST.36 files need it', () => {
  it('keeps the blanks of a verbatim leaf: class symbols stand in fixed columns', () => {
    const { root } = readXml('<a><b>  2 52</b><c>  2 52 </c></a>', { a: node({ b: verbatim, c: leaf }) });
    expect(find(root, 'b')?.text).toBe('  2 52');
    expect(find(root, 'c')?.text).toBe('2 52');
  });

  it('hands processing instructions to a node that lists `?`, in order, and to no other', () => {
    const xml = '<a><?BRFSUM end="lead"?><p>x<?in y?></p><?BRFSUM end="tail"?><b><?DETDESC z?></b></a>';
    const { root, unlisted } = readXml(xml, { a: node({ '?': leaf, p: mixed, b: node({}) }) });
    expect(root.children.map(({ name, text }) => [name, text])).toEqual([
      ['?', 'BRFSUM end="lead"'],
      ['p', 'x'],
      ['?', 'BRFSUM end="tail"'],
      ['b', ''],
    ]);
    expect(unlisted.size).toBe(0);
  });

  it('keeps the attributes of claim-ref as references of the block, in order', () => {
    const xml = '<a>The cell of <claim-ref idref="C1">claim 1</claim-ref> or <claim-ref idref="C2">2</claim-ref>.</a>';
    const { root } = readXml(xml, { a: mixed });
    expect(root.text).toBe('The cell of claim 1 or 2.');
    expect(root.references).toEqual([{ idref: 'C1' }, { idref: 'C2' }]);
  });

  it('puts white space between the parts of a structured citation', () => {
    const xml = '<nplcit><article><author><name>Ink</name></author><atl>Cells</atl></article></nplcit>';
    expect(readXml(xml, { nplcit: mixed }).root.text).toBe('Ink Cells');
  });

  it('marks scripts, separates cells, ends rows and blocks, and lists formulas', () => {
    const xml =
      '<p>H<sub>2</sub>O at 10<sup>3</sup>:<tables id="T1"><table><tgroup><tbody><row><entry>a</entry><entry/></row>' +
      '<row><entry>b</entry><entry>c</entry></row></tbody></tgroup></table></tables>end <maths id="M1"><math><mi>k</mi></math></maths></p>';
    const { root } = readXml(xml, { p: mixed });
    expect(root.text).toBe('H_{2}O at 10^{3}:\na\t\nb\tc\nend k');
    expect(root.embedded).toEqual([
      { kind: 'table', id: 'T1' },
      { kind: 'maths', id: 'M1' },
    ]);
    expect(findAll(root, 'tables')).toEqual([]);
  });

  it('lets no words run together across a formula, and puts no space beside Chinese characters or before a full stop', () => {
    const formula = '<maths id="M1"><img file="m.tif"/></maths>';
    const read = (text: string) => readXml(`<p>${text}</p>`, { p: mixed }).root.text;
    expect(read(`formula I:${formula}wherein`)).toBe('formula I: wherein');
    expect(read(`the value${formula}.`)).toBe('the value.');
    expect(read(`其中${formula}为`)).toBe('其中为');
  });
});
