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

/**
 * MathML 2 content markup: identifiers and numbers are words, the elements around them leave no trace, and the empty
 * elements that stand for operators have no text.
 */
const contentMathMl: Vocabulary = {
  ...withRole('word', 'ci cn csymbol sep'),
  ...withRole(
    'inline',
    `apply reln fn lambda condition declare interval list matrix matrixrow set vector piecewise piece otherwise lowlimit
    uplimit bvar degree logbase momentabout domainofapplication integers reals rationals naturalnumbers complexes primes
    exponentiale imaginaryi notanumber true false emptyset pi eulergamma infinity inverse ident domain codomain image abs
    conjugate exp factorial arg real imaginary floor ceiling not ln sin cos tan sec csc cot sinh cosh tanh sech csch coth
    arcsin arccos arctan arccosh arccot arccoth arccsc arccsch arcsec arcsech arcsinh arctanh determinant transpose card
    quotient divide power rem implies vectorproduct scalarproduct outerproduct setdiff compose plus times max min gcd lcm
    and or xor union intersect cartesianproduct mean sdev variance median mode selector root minus log int diff
    partialdiff divergence grad curl laplacian sum product limit moment exists forall neq factorof in notin notsubset
    notprsubset tendsto eq leq lt geq gt equivalent approx subset prsubset`,
  ),
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
    addressbook rel-passage passage category rel-claims doc-number kind date country time doi first-last-name
    second-last-name iid role department synonym registered-number phone fax email url ead address-1 address-2 address-3
    address-4 address-5 mailcode pobox room address-floor building street city county state postcode`,
  ),
  ...withRole('inline', 'patcit nplcit document-id'),
};

/** Roles of ST.36 elements inside text: p, claim-text, heading, abstract, titles, table cells. */
export const mixedContent: Vocabulary = {
  ...literature,
  ...contentMathMl,
  ...mathMl,
  ...tables,
  ...withRole(
    'inline',
    'b i u o small smallcaps span sdose figref crossref bio-deposit chem formula-text ins del highlight',
  ),
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
