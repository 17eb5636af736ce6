import { leaf, node, skip, verbatim, type ElementRule } from '../../xml/element-rule.js';
import { addressbook, addressbookChildren } from '../st36/addressbook.js';
import { citationChildren } from '../st36/citations.js';
import { classificationElement } from '../st36/classification-ipcr.js';
import { claims } from '../st36/claims.js';
import { description } from '../st36/description.js';
import { documentId, documentIdChildren, documentIdHolder } from '../st36/document-id.js';
import { mixed } from '../st36/vocabulary.js';

/** Rules shared by us-patent-grant v4.0-4.7 and us-patent-application v4.0-4.6: their DTDs differ in a few elements only. */

const dated = node({ date: leaf });
const country = node({ country: leaf });

const each = (names: string, rule: ElementRule): Record<string, ElementRule> =>
  Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, rule]),
  );

const national = node({
  country: leaf,
  edition: leaf,
  'main-classification': verbatim,
  'further-classification': verbatim,
  'additional-info': skip('says only that the symbol is a range (`unstructured`)'),
  text: leaf,
});
const ipcrs = node({ 'classification-ipcr': classificationElement });
const cpcs = node({
  'classification-cpc': classificationElement,
  'combination-set': node({
    'group-number': leaf,
    'combination-rank': node({ 'rank-number': leaf, 'classification-cpc': classificationElement }),
  }),
});

const classifications: Record<string, ElementRule> = {
  'classification-ipc': national,
  'classifications-ipcr': ipcrs,
  'classification-locarno': national,
  'classification-national': national,
  'classifications-cpc': node({ 'main-cpc': cpcs, 'further-cpc': cpcs }),
};

const fieldOfSearch = node({
  'classification-national': national,
  'classification-ipc': national,
  'classifications-ipcr': ipcrs,
  'us-classifications-ipcr': ipcrs,
  'classification-ipcr': classificationElement,
  ...each('classification-cpc-text classification-cpc-combination-text classification-locarno-text text', leaf),
});

const parentDoc: ElementRule = node({
  'document-id': documentId,
  'parent-status': leaf,
  'international-filing-date': dated,
  ...each('parent-grant-document parent-pct-document', documentIdHolder),
});

const relation = node({ 'parent-doc': parentDoc, 'child-doc': documentIdHolder });
const related = node({ relation, 'us-relation': relation, 'document-id': documentId });

const relatedDocuments = node({
  ...each(
    `addition division continuation continuation-in-part continuing-reissue reissue us-divisional-reissue reexamination
    us-reexamination-reissue-merger substitution utility-model-basis us-substitution`,
    related,
  ),
  'us-provisional-application': node({ 'document-id': documentId, 'us-provisional-application-status': leaf }),
  'related-publication': documentIdHolder,
  correction: node({
    'document-corrected': documentIdHolder,
    'document-id': documentId,
    'type-of-correction': leaf,
    'gazette-reference': node({ 'gazette-num': leaf, date: leaf, text: leaf }),
    text: leaf,
  }),
});

const partyRule = node({
  addressbook,
  // Assignees of some files have the address parts without an addressbook around them.
  ...addressbookChildren,
  'customer-number': leaf,
  nationality: country,
  residence: country,
  'us-rights': skip('US rights of an international applicant, always the designation attribute again'),
  'designated-states': skip('states that an international applicant is for; not given in US national documents'),
  'designated-states-as-inventor': skip('states that an international inventor is for; not given in US documents'),
});

const parties = node({
  applicants: node({ applicant: partyRule }),
  'us-applicants': node({ 'us-applicant': partyRule }),
  inventors: node({
    ...each('inventor deceased-inventor us-deceased-inventor', partyRule),
  }),
  agents: node({ agent: partyRule, 'customer-number': leaf }),
  'us-deceased-inventor': partyRule,
  'correspondence-address': partyRule,
});

const internationalData = node({
  'document-id': documentId,
  ...each('us-371c124-date us-371c12-date date-pct-article-22-39-fulfilled', dated),
  'gazette-reference': node({ 'gazette-num': leaf, date: leaf, text: leaf }),
  language: leaf,
});

const publicationFilingTypes = `us-amended-publication us-corrected-publication us-original-publication us-original-publication-amended
  us-original-publication-redacted us-original-publication-voluntary us-original-publication-corrected
  us-previously-filed-application us-republication us-republication-amended us-republication-corrected
  us-republication-redacted us-republication-voluntary us-voluntary-publication us-amended-application
  us-redacted-publication`;

const examiner = node({ ...addressbookChildren, addressbook });

/** us-bibliographic-data-grant and us-bibliographic-data-application. */
const bibliographicData = node({
  'publication-reference': documentIdHolder,
  'application-reference': documentIdHolder,
  'us-application-series-code': skip('first digits of the serial number, which the application number already has'),
  'us-publication-filing-type': node(each(publicationFilingTypes, leaf)),
  'us-issued-on-continued-prosecution-application': leaf,
  'us-publication-of-continued-prosecution-application': leaf,
  'rule-47-flag': leaf,
  'us-sir-flag': leaf,
  'us-term-of-grant': node({
    'length-of-grant': leaf,
    'us-term-extension': leaf,
    ...each('disclaimer us-disclaimer', node({ text: leaf, date: leaf, 'document-id': documentId })),
    'lapse-of-patent': node({ 'document-id': documentId, text: leaf, date: leaf }),
    text: leaf,
  }),
  'priority-claims': node({
    'priority-claim': node({
      ...documentIdChildren,
      region: country,
      'office-of-filing': node({ country: leaf, region: country }),
      'priority-doc-requested': skip('request for a copy of the priority document, an office-internal step'),
      'priority-doc-attached': skip('presence of a copy of the priority document, an office-internal step'),
    }),
  }),
  ...classifications,
  'invention-title': mixed,
  ...each(
    'references-cited us-references-cited',
    node({
      ...each(
        'citation us-citation',
        node({
          ...citationChildren,
          ...classifications,
          'classification-cpc-text': leaf,
          'classification-ipcr': classificationElement,
        }),
      ),
    }),
  ),
  'number-of-claims': leaf,
  'us-exemplary-claim': leaf,
  ...each('field-of-search us-field-of-classification-search', fieldOfSearch),
  figures: node({ 'number-of-drawing-sheets': leaf, 'number-of-figures': leaf }),
  'us-microform-quantity': skip('sheets of microfiche of an appendix that is not in the file'),
  'us-botanic': node({ 'latin-name': mixed, variety: mixed }),
  'us-related-documents': relatedDocuments,
  ...each('parties us-parties', parties),
  'us-deceased-inventor': partyRule,
  assignees: node({ assignee: partyRule }),
  examiners: node(each('primary-examiner assistant-examiner authorized-officer', examiner)),
  ...each('pct-or-regional-filing-data pct-or-regional-publishing-data', internationalData),
  'hague-agreement-data': node({
    ...each(
      `international-filing-date international-registration-date international-registration-publication-date
      hague-registration-date hague-filing-date hague-publication-date hague-registration-pub-date`,
      dated,
    ),
    ...each('international-registration-number hague-international-registration-number', leaf),
  }),
});

const sequenceListDocument = node({ p: mixed, heading: mixed, 'sequence-list': mixed });

/** Children of the root in both formats. */
export const documentChildren: Record<string, ElementRule> = {
  ...each('us-bibliographic-data-grant us-bibliographic-data-application', bibliographicData),
  abstract: mixed,
  drawings: node({ figure: mixed }),
  description,
  'us-sequence-list-doc': sequenceListDocument,
  'us-megatable-doc': mixed,
  'table-external-doc': mixed,
  'us-claim-statement': skip('introductory phrase before the claims (`What is claimed is:`)'),
  claims,
  'us-math': mixed,
  'us-chemistry': mixed,
};
