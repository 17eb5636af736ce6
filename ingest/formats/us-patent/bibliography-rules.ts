import { leaf, node, skip, type ElementRule } from '../../xml/element-rule.js';
import { addressbook, addressbookChildren } from '../st36/addressbook.js';
import { citationChildren } from '../st36/citations.js';
import { classificationElement } from '../st36/classification-ipcr.js';
import { documentId, documentIdChildren, documentIdHolder } from '../st36/document-id.js';
import { mixed } from '../st36/vocabulary.js';
import { classifications, fieldOfSearch } from './classification-rules.js';
import { examiners, parties, party } from './party-rules.js';
import { country, dated, each } from './rule-pieces.js';

const unpublished = skip('not used in publication, says the DTD');
const gazette = node({ 'gazette-num': leaf, date: leaf, text: leaf });

const parentDoc = node({
  'document-id': documentId,
  'parent-status': leaf,
  'international-filing-date': dated,
  ...each('parent-grant-document parent-pct-document', documentIdHolder),
});
const childDoc = node({ 'document-id': documentId, 'international-filing-date': dated });
const relation = node({ 'parent-doc': parentDoc, 'child-doc': childDoc });
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
    'gazette-reference': gazette,
    text: leaf,
  }),
});

const publicationFilingTypes = `us-amended-publication us-corrected-publication us-original-publication us-original-publication-amended
  us-original-publication-redacted us-original-publication-voluntary us-original-publication-corrected
  us-previously-filed-application us-republication us-republication-amended us-republication-corrected
  us-republication-redacted us-republication-voluntary us-voluntary-publication us-amended-application
  us-redacted-publication`;

const termOfGrant = node({
  'length-of-grant': leaf,
  'us-term-extension': leaf,
  ...each('disclaimer us-disclaimer', node({ text: leaf, date: leaf, 'document-id': documentId })),
  'lapse-of-patent': node({ 'document-id': documentId, text: leaf, date: leaf }),
  'prior-disclosure-affidavit-filed': leaf,
  text: leaf,
});

const priorityClaims = node({
  'priority-claim': node({
    ...documentIdChildren,
    region: country,
    'office-of-filing': node({ country: leaf, region: country }),
    'priority-doc-requested': skip('request for a copy of the priority document, an office-internal step'),
    'priority-doc-attached': skip('presence of a copy of the priority document, an office-internal step'),
  }),
});

const referencesCited = node({
  ...each(
    'citation us-citation',
    node({
      ...citationChildren,
      ...classifications,
      'classification-cpc-text': leaf,
      'classification-ipcr': classificationElement,
    }),
  ),
  text: leaf,
  searcher: node({ ...addressbookChildren, addressbook }),
  ...each(
    'date-search-completed date-search-report-mailed place-of-search search-report-publication',
    skip('of an international search report: not used in publication, says the DTD'),
  ),
});

const internationalData = node({
  'document-id': documentId,
  ...each('us-371c124-date us-371c12-date date-pct-article-22-39-fulfilled', dated),
  'gazette-reference': gazette,
  language: leaf,
});

const hagueData = node({
  ...each(
    `international-filing-date international-registration-date international-registration-publication-date
    hague-registration-date hague-filing-date hague-publication-date hague-registration-pub-date`,
    dated,
  ),
  ...each('international-registration-number hague-international-registration-number', leaf),
});

/** us-bibliographic-data-grant and us-bibliographic-data-application: their DTDs differ in a few elements only. */
export const bibliographicData: ElementRule = node({
  'publication-reference': documentIdHolder,
  'application-reference': documentIdHolder,
  'us-application-series-code': skip('first digits of the serial number, which the application number already has'),
  'us-publication-filing-type': node(each(publicationFilingTypes, leaf)),
  'us-issued-on-continued-prosecution-application': leaf,
  'us-publication-of-continued-prosecution-application': leaf,
  'rule-47-flag': leaf,
  'us-sir-flag': leaf,
  'us-term-of-grant': termOfGrant,
  'priority-claims': priorityClaims,
  ...classifications,
  'invention-title': mixed,
  ...each('references-cited us-references-cited', referencesCited),
  'number-of-claims': leaf,
  'us-exemplary-claim': leaf,
  ...each('field-of-search us-field-of-classification-search', fieldOfSearch),
  figures: node({ 'number-of-drawing-sheets': leaf, 'number-of-figures': leaf, 'figure-to-publish': unpublished }),
  'us-microform-quantity': skip('sheets of microfiche of an appendix that is not in the file'),
  'us-appendix-data': node({ 'object-reference': node(each('object-description object-id object-contents', leaf)) }),
  'us-botanic': node({ 'latin-name': mixed, variety: mixed }),
  'us-related-documents': relatedDocuments,
  ...each('parties us-parties', parties),
  'us-deceased-inventor': party,
  assignees: node({ assignee: party }),
  examiners,
  ...each('pct-or-regional-filing-data pct-or-regional-publishing-data', internationalData),
  'hague-agreement-data': hagueData,
  'patent-family': node({ ...each('priority-application family-member', documentIdHolder), text: leaf }),
  'bio-deposit': mixed,
  ...each('text dtext', leaf),
});
