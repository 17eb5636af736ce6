import { block, type ElementRule, type MixedRole, type Vocabulary } from '../../xml/element-rule.js';

/** The same role for each of the names written in `names`, separated by white space. */
export function withRole(role: MixedRole, names: string): Vocabulary {
  return Object.fromEntries(names.split(/\s+/).map((name) => [name, role]));
}

/** MathML 2 as offices use it: character content in document order, a line per row of a matrix. */
const mathMl: Vocabulary = {
  ...withRole(
    'inline',
    `math mo mrow mfrac msqrt mroot mstyle merror mpadded mphantom mfenced menclose maction msub msup
    msubsup munder mover munderover mmultiscripts mprescripts none semantics maligngroup malignmark mglyph`,
  ),
  // Identifiers and numbers side by side (a product, a fraction) are words apart.
  ...withRole('word', 'mi mn ms mtext'),
  ...withRole('block', 'mtable'),
  ...withRole('row', 'mtr mlabeledtr'),
  ...withRole('cell', 'mtd'),
  ...withRole('skip', 'mspace annotation annotation-xml'),
};

/** CALS tables inside `tables` (which carries the id). */
const tables: Vocabulary = {
  tables: 'table',
  'table-external-doc': 'table',
  ...withRole('block', 'table title'),
  ...withRole('inline', 'tgroup thead tbody tfoot'),
  ...withRole('row', 'row'),
  ...withRole('cell', 'entry'),
  ...withRole('skip', 'colspec spanspec'),
};

/** Structured citations (ST.36 article, book, online ...) flattened with white space between their parts. */
const literature: Vocabulary = {
  ...withRole(
    'word',
    `text article book online othercit author atl subname serial sertitle alttitle issue imprint pubdate sdate edate
    descrip notes issn isbn pubid vid ino cpyrt absno location serpart sersect chapter pp ppf ppl column colf coll para
    paraf paral line linef linel class keyword artid refno book-title conference conftitle confdate confno confplace
    confsponsor subtitle edition series mst msn bookno online-title hosttitle history received accepted revised misc
    hostno avail datecit srchterm srchdate name last-name first-name middle-name prefix suffix orgname address
    addressbook rel-passage passage category rel-claims doc-number kind date country`,
  ),
  ...withRole('inline', 'patcit nplcit document-id'),
};

/** Roles of ST.36 elements inside text: p, claim-text, heading, abstract, titles, table cells. */
export const mixedContent: Vocabulary = {
  ...literature,
  ...mathMl,
  ...tables,
  ...withRole('inline', 'b i u o small smallcaps span sdose figref crossref bio-deposit chem ins del highlight'),
  ...withRole('word', 'bio-accno depositary term dtext doc-page'),
  ...withRole('block', 'p heading li dt dd dl ul ol pre claim-text abst-problem abst-solution'),
  br: 'break',
  sub: 'sub',
  sup: 'sup',
  sub2: 'sub',
  sup2: 'sup',
  'claim-ref': 'reference',
  maths: 'maths',
  chemistry: 'chemistry',
  img: 'image',
  'sequence-list': 'sequence',
};

/** Rule of any element that holds running text. */
export const mixed: ElementRule = block(mixedContent);
