import { block, leaf, node, skip, type ElementRule } from '../../xml/element-rule.js';
import { mixedContent, withRole } from '../st36/vocabulary.js';
import { each } from '../us-patent/rule-pieces.js';

/** Running text of patent-application-publication: CALS tables and MathML as in the later schemas. */
const text = block({
  ...mixedContent,
  ...withRole(
    'inline',
    `highlight literal bold italic smallcaps uline duline cross-reference in-line-formula citation cited-patent-literature
    cited-non-patent-literature biological-deposit-citation markush-group grant-number contract-number us-agency footnote
    mathematica-file chemistry-chemdraw-file chemistry-mol-file`,
  ),
  ...withRole('block', 'lists list-item markush-item claim-text program-listing paragraph'),
  ...withRole(
    'word',
    `document-id doc-number kind-code document-date country-code party name given-name middle-name family-name name-prefix
    name-suffix organization-name relevant-section classification-ipc classification-us depository depository-name
    deposit-date deposit-term deposit-accession-number deposit-description drawing-reference-character`,
  ),
  'dependent-claim-reference': 'reference',
  subscript: 'sub',
  superscript: 'sup',
  'table-cwu': 'table',
  'math-cwu': 'maths',
  'chemistry-cwu': 'chemistry',
  chemistry: 'inline',
  ...withRole('image', 'image custom-character'),
  // The number of a paragraph repeats its id; tables and formulas are numbered throughout the document, not in print.
  number: 'skip',
});

const documentId = node(each('doc-number kind-code document-date country-code', leaf));
const holder = node({ 'document-id': documentId });
const number = node({ 'doc-number': leaf });

const name = node(each('name-prefix given-name middle-name family-name name-suffix', leaf));
const country = node({ 'country-code': leaf });
const address = node({
  ...each('military-address address-1 address-2 city state postalcode', leaf),
  country,
  ...each('email telephone fax', skip('telephone and electronic addresses')),
});
const residence = node({
  'military-service': leaf,
  ...each('residence-us residence-non-us', node(each('city state country-code', leaf))),
  citizenship: country,
});
const inventor = node({ name, address, residence, 'authority-applicant': leaf });

const ipc = node({ ipc: leaf });
const uspc = node({ uspc: node(each('class subclass', leaf)), 'uspc-freeform': leaf });
const ipcs = node({
  ...each('classification-ipc-primary classification-ipc-secondary', ipc),
  'classification-ipc-edition': leaf,
});
const uspcs = node(each('classification-us-primary classification-us-secondary', uspc));

const link = node({
  'parent-child': node({ ...each('child parent parent-patent', holder), 'parent-status': leaf }),
  'parent-pct': holder,
});

const bibliography = node({
  'document-id': documentId,
  'publication-filing-type': leaf,
  'domestic-filing-data': node({
    'application-number': number,
    'application-number-series-code': skip(
      'first digits of the serial number, which the application number already has',
    ),
    'filing-date': leaf,
    ...each('continued-prosecution-application continued-prosecution-application-flag rule-47-flag', leaf),
  }),
  'foreign-priority-data': node({ 'priority-application-number': number, ...each('filing-date country-code', leaf) }),
  'technical-information': node({
    'classification-ipc': ipcs,
    'classification-us': uspcs,
    'title-of-invention': text,
    botanic: node(each('latin-name variety', leaf)),
    citation: node({
      'cited-patent-literature': node({
        'document-id': documentId,
        party: node({ name, 'organization-name': leaf, address }),
        'classification-ipc': ipcs,
        'classification-us': uspcs,
      }),
      'cited-non-patent-literature': text,
      'relevant-section': leaf,
    }),
  }),
  'continuity-data': node({
    ...each('division-of a-371-of-international substitution-for reissue-of', link),
    continuations: node(each('continuation-of continuation-in-part-of continuing-reissue-of', link)),
    ...each('non-provisional-of-provisional corrected-republication-of', holder),
  }),
  'prior-publication': holder,
  inventors: node(each('first-named-inventor inventor', inventor)),
  assignee: node({ name, address, ...each('organization-name assignee-type', leaf) }),
  'correspondence-address': node({ ...each('name-1 name-2', leaf), address }),
  'international-conventions': node({
    ...each('pct-application pct-publication', holder),
    ...each('usc371c124-date usc371-date usc102e-date', leaf),
  }),
  'appendix-data': node({ 'object-reference': node(each('object-description object-id object-contents', leaf)) }),
});

const flat: Record<string, ElementRule> = {
  ...each('heading paragraph paragraph-federal-research-statement program-listing biological-deposit', text),
  number: skip('number of the listing'),
};
const section = (depth: number): ElementRule => node(depth === 0 ? flat : { ...flat, section: section(depth - 1) });

/** patent-application-publication, PAP v1.0 to v1.6: US applications of 2001 to 2004. */
export const papRules: Record<string, ElementRule> = {
  'patent-application-publication': node({
    'subdoc-bibliographic-information': bibliography,
    'subdoc-abstract': node({ heading: skip('says that this is the abstract'), paragraph: text }),
    'subdoc-description': node(
      each(
        `copyright-statement cross-reference-to-related-applications federal-research-statement background-of-invention
        summary-of-invention brief-description-of-drawings brief-description-of-sequences detailed-description
        program-listing-deposit`,
        section(6),
      ),
    ),
    'sequence-cwu': skip('sequences base by base are data, not text: later files keep them outside the document'),
    'subdoc-claims': node({ heading: skip('introductory phrase before the claims'), claim: text }),
    'subdoc-drawings': node({
      heading: skip('says that these are the drawings'),
      'representative-figure': skip('number of the figure on the front page'),
      figure: text,
    }),
  }),
};
