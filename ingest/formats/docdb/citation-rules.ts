import { block, leaf, node, skip, type ElementRule, type Vocabulary } from '../../xml/element-rule.js';
import { documentId } from './reference-rules.js';

/** Where in the cited document: pages, lines, figures ... beside words. */
const passage = node(
  Object.fromEntries(
    `pp ppf ppl column columnl colf coll para paraf paral line linef linel figure figuref figurel table tablel example
    examplel claim claiml formula formulal compound compoundl abstract sequence bookmark text`
      .split(/\s+/)
      .map((element) => [element, leaf]),
  ),
);

/**
 * Literature in parts (ST.36 article, book, online): read as one line of words, because `text` beside it says the same in
 * the office's own layout and only old records lack that.
 */
const parts: Vocabulary = Object.fromEntries(
  `text author subname name prefix last-name orgname first-name middle-name suffix addressbook atl online-title serial
  sertitle alttitle issue imprint address city country pubdate sdate edate date time descrip notes issn isbn coden doi vid
  ino cpyrt pubid book-title subtitle hosttitle hostno conference conftitle confdate confno confplace confsponsor series
  mst msn edition location pp ppf ppl column colf coll para paraf paral line linef linel figure figuref figurel chapter
  serpart sersect absno srchdate srchterm avail history received accepted revised misc class keyword datecit bookno refno
  artid article book b i u sub sup`
    .split(/\s+/)
    .map((element) => [element, 'word']),
);
const literature = block(parts);

const date = node({ date: leaf });
const npl: Record<string, ElementRule> = {
  text: leaf,
  article: literature,
  book: literature,
  online: literature,
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
      'document-id': documentId,
      refno: skip('number of another citation of the same report'),
      'rel-passage': node({ passage: passage, category: leaf, 'rel-claims': leaf, text: leaf }),
      passage: passage,
      category: leaf,
      'rel-claims': leaf,
      text: leaf,
    }),
    'date-limits': skip('priority and publication limits of the search, no fact about the cited document'),
    text: leaf,
  }),
});
