import { leaf, node, skip, type ElementRule } from '../../xml/element-rule.js';
import { documentId } from './reference-rules.js';

/** Where in the cited document: pages, lines, figures ... beside words. */
const passage = node(
  Object.fromEntries(
    `pp ppf ppl column columnl colf coll para paraf paral line linef linel figure figuref figurel table tablel example
    examplel claim claiml formula formulal compound compoundl abstract sequence text`
      .split(/\s+/)
      .map((element) => [element, leaf]),
  ),
);

const date = node({ date: leaf });
const pages = node({ ppf: leaf, ppl: leaf, text: leaf });
const range = (first: string, last: string) => node({ [first]: leaf, [last]: leaf, text: leaf });
const location = node({
  pp: pages,
  column: range('colf', 'coll'),
  para: range('paraf', 'paral'),
  line: range('linef', 'linel'),
  figure: range('figuref', 'figurel'),
  chapter: leaf,
  serpart: leaf,
  sersect: leaf,
  absno: leaf,
  text: leaf,
});
const publicationDate = node({ sdate: leaf, edate: leaf, date: leaf, time: leaf, text: leaf });
const person = node({
  name: leaf,
  prefix: leaf,
  'last-name': leaf,
  orgname: leaf,
  'first-name': leaf,
  'middle-name': leaf,
  suffix: leaf,
  text: leaf,
});
const publisher = node({
  name: leaf,
  text: leaf,
  orgname: leaf,
  address: node({ text: leaf, city: leaf, country: leaf }),
});
const serial = node({
  sertitle: leaf,
  alttitle: leaf,
  subname: person,
  issue: leaf,
  imprint: publisher,
  pubdate: publicationDate,
  descrip: leaf,
  notes: leaf,
  issn: leaf,
  isbn: leaf,
  coden: leaf,
  doi: leaf,
  vid: leaf,
  ino: leaf,
  cpyrt: leaf,
});
const common: Record<string, ElementRule> = {
  author: person,
  subname: person,
  'online-title': leaf,
  atl: leaf,
  serial,
  'book-title': leaf,
  subtitle: leaf,
  hosttitle: leaf,
  hostno: leaf,
  conference: node({
    conftitle: leaf,
    confdate: publicationDate,
    confno: leaf,
    confplace: node({ text: leaf }),
    confsponsor: leaf,
  }),
  series: node({ mst: leaf, msn: leaf, issn: leaf }),
  imprint: publisher,
  pubdate: publicationDate,
  edition: leaf,
  vid: leaf,
  ino: leaf,
  isbn: leaf,
  doi: leaf,
  location,
  srchdate: node({ date: leaf, text: leaf }),
  avail: leaf,
  history: node({ received: date, accepted: date, revised: date, misc: leaf }),
  hosttitle2: leaf,
  class: leaf,
  keyword: leaf,
  notes: leaf,
  absno: leaf,
  datecit: date,
  bookno: leaf,
  refno: leaf,
  artid: leaf,
};
const npl: Record<string, ElementRule> = {
  text: leaf,
  article: node(common),
  book: node(common),
  online: node(common),
  othercit: leaf,
  'source-doc': node({ 'document-id': documentId, text: leaf }),
};
const patentCitation = node({
  'document-id': documentId,
  text: leaf,
  'application-date': date,
  'rel-passage': skip('repeats the rel-passage of the citation'),
});

/** references-cited/citation, rich citations of v2.5 included. */
export const citationRules: ElementRule = node({
  text: leaf,
  citation: node({
    patcit: patentCitation,
    nplcit: node(npl),
    'rel-passage': node({ passage: passage, category: leaf, 'rel-claims': leaf, text: leaf }),
    passage: passage,
    category: leaf,
    'rel-claims': leaf,
    'classification-ipc': node({
      edition: leaf,
      'main-classification': leaf,
      'further-classification': leaf,
      text: leaf,
    }),
    'classification-ipcr': node({ text: leaf }),
    'classifications-ipcr': node({ 'classification-ipcr': node({ text: leaf }) }),
    'classification-national': node({ country: leaf, 'main-classification': leaf, text: leaf }),
    'corresponding-docs': node({
      patcit: patentCitation,
      nplcit: node(npl),
      'rel-passage': node({ passage: passage, category: leaf, 'rel-claims': leaf }),
      passage: passage,
      category: leaf,
      'rel-claims': leaf,
      text: leaf,
    }),
    'date-limits': skip('priority and publication limits of the search, no fact about the cited document'),
    text: leaf,
  }),
});
