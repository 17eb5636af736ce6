import { block, leaf, node, skip, type ElementRule } from '../../xml/element-rule.js';
import { citationRules } from './citation-rules.js';
import { ipcr, oldIpc, patentClassification } from './classification-rules.js';
import { documentId, referenceTo } from './reference-rules.js';
import { text } from './text-vocabulary.js';

const date = node({ date: leaf });

const address = node({
  text: leaf,
  'address-1': leaf,
  'address-2': leaf,
  'address-3': leaf,
  street: leaf,
  city: leaf,
  county: leaf,
  state: leaf,
  postcode: leaf,
  country: leaf,
});
const name = node({ name: leaf });

const party = (nameElement: string): ElementRule =>
  node({
    [nameElement]: name,
    name: leaf,
    residence: node({ country: leaf }),
    nationality: node({ country: leaf }),
    address,
    addressbook: node({ name: leaf, text: leaf, address }),
    'designated-states': skip('states per applicant repeat designation-of-states'),
  });

const stateList = node({ country: leaf });
const regional = node({
  region: node({ country: leaf }),
  country: leaf,
  'any-other-state': leaf,
  'protection-request': skip('kind of protection asked for, per state'),
});

const epcStates = {
  'contracting-states': stateList,
  'extension-states': stateList,
  'validation-states': stateList,
  'up-participating-states': stateList,
};
const designation = node({
  'designation-epc': node(epcStates),
  // Without the element around them until v2.4.
  ...epcStates,
  'designation-pct': node({
    national: regional,
    regional,
    'new-designation-country': leaf,
  }),
  'precautionary-designation-statement': skip('standard wording'),
  'exclusion-from-designation': node({ country: leaf, national: regional, regional }),
});

/** dates-of-public-availability: each is a date with, sometimes, a document or gazette number. */
const availability = node({
  'document-id': documentId,
  'gazette-num': leaf,
  date: leaf,
  text: leaf,
});
export const availabilityElements = [
  'gazette-reference',
  'gazette-pub-announcement',
  'abstract-reference',
  'supplemental-srep-reference',
  'supplemental-srep-pub',
  'unexamined-not-printed-without-grant',
  'examined-not-printed-without-grant',
  'unexamined-printed-without-grant',
  'examined-printed-without-grant',
  'printed-with-grant',
  'not-printed-with-grant',
  'claims-only-available',
  'invalidation-of-patent',
  'printed-as-amended',
  'modified-first-page-pub',
  'modified-complete-spec-pub',
  'request-for-examination',
  'limitation-date',
] as const;

const relatedDocument = node({
  relation: node({
    'parent-doc': node({
      'document-id': documentId,
      'parent-status': leaf,
      'parent-grant-document': node({ 'document-id': documentId }),
      'parent-pct-document': node({ 'document-id': documentId }),
    }),
    'child-doc': node({ 'document-id': documentId }),
  }),
  'parent-doc': node({ 'document-id': documentId, 'parent-status': leaf }),
  'child-doc': node({ 'document-id': documentId }),
  'document-id': documentId,
  text: leaf,
});
const relatedDocuments = Object.fromEntries(
  [
    'addition',
    'division',
    'continuation',
    'continuation-in-part',
    'continuing-reissue',
    'reissue',
    'divisional-reissue',
    'reexamination',
    'reexamination-reissue-merger',
    'substitution',
    'provisional-application',
    'utility-model-basis',
    'correction',
    'related-publication',
    'previously-published-document',
    'earlier-application',
  ].map((element) => [element, relatedDocument]),
);

/** ST.50 corrections: what was wrong, when and where it was announced. */
const republication = node({
  'republication-code': leaf,
  'cancelled-publication': node({ date: leaf, 'gazette-reference': availability, text: leaf }),
  'modified-bibliography': node({ 'inid-code': leaf }),
  'modified-part': node({ lang: leaf, sequence: leaf, 'modified-part-name': leaf }),
  'republication-notes': node({ 'republication-note': leaf }),
  'correction-notice': node({ date: leaf, 'gazette-reference': availability }),
});

const bibliographicData = node({
  'publication-reference': referenceTo,
  'application-reference': referenceTo,
  'classification-ipc': oldIpc,
  'classifications-ipcr': ipcr,
  'classification-national': oldIpc,
  'classification-ecla': node({ 'classification-symbol': leaf, 'additional-info': leaf, text: leaf }),
  'patent-classifications': node({
    'patent-classification': patentClassification,
    'combination-set': node({
      'group-number': leaf,
      'combination-rank': node({ 'rank-number': leaf, 'patent-classification': patentClassification }),
    }),
  }),
  'language-of-filing': leaf,
  'language-of-publication': leaf,
  'priority-claims': node({
    'priority-claim': node({
      'document-id': documentId,
      'priority-active-indicator': leaf,
      'priority-linkage-type': leaf,
      'office-of-filing': node({ country: leaf, region: node({ country: leaf }) }),
    }),
  }),
  parties: node({
    applicants: node({ applicant: party('applicant-name') }),
    inventors: node({ inventor: party('inventor-name') }),
    agents: node({ agent: party('agent-name') }),
  }),
  'designation-of-states': designation,
  'invention-title': block(text),
  'dates-of-public-availability': node(
    Object.fromEntries(availabilityElements.map((element) => [element, availability])),
  ),
  'references-cited': citationRules,
  'previously-filed-app': node({ text: leaf, 'document-id': documentId }),
  'preceding-publication-date': date,
  'date-of-coming-into-force': date,
  'extended-kind-code': leaf,
  'st50-republication': republication,
  'related-documents': node(relatedDocuments),
});

/** Every element of exchange-documents v1.x to v2.6 (`exch:` and no prefix alike). */
export const rules: Record<string, ElementRule> = {
  'exchange-document': node({
    'bibliographic-data': bibliographicData,
    'references-cited': citationRules,
    abstract: block(text),
    'patent-family': skip(
      'each member of the simple family is an exchange-document of its own with the same family-id, its abstract included',
    ),
  }),
};
