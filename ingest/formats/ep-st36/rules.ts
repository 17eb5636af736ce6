import { leaf, node, skip, type ElementRule } from '../../xml/element-rule.js';
import { citationChildren } from '../st36/citations.js';
import { claimsChildren } from '../st36/claims.js';
import { classificationElement } from '../st36/classification-ipcr.js';
import { description } from '../st36/description.js';
import { mixed } from '../st36/vocabulary.js';
import { sdobi } from './sdobi-rules.js';
import { date, each } from './sdobi-pieces.js';

/** An element without content: its attributes say what file it stands for. */
const page: ElementRule = node({});
const statement = node({ 'claims-statement': mixed, heading: mixed, p: mixed });

const searchClasses: Record<string, ElementRule> = {
  'classification-ipc': node(each(leaf, 'edition main-classification further-classification text')),
  'classifications-ipcr': node({ 'classification-ipcr': classificationElement }),
  'classification-national': node(each(leaf, 'country main-classification further-classification text')),
};
const notInReport = skip('form text of the search report, printed by style sheet');

/** The published search report. The EPO delivers page images (doc-page); the structured form is in the DTD since v1.0. */
const searchReportForPublication = node({
  'doc-page': page,
  ...searchClasses,
  'srep-fields-searched': node({
    'minimum-documentation': node(searchClasses),
    'other-documentation': leaf,
    'database-searched': mixed,
  }),
  'srep-citations': node({ text: leaf, citation: node(citationChildren) }),
  ...each(notInReport, 'incomplete-search srep-incomplete-search srep-declaration'),
  'srep-admin': node({
    examiners: node(each(mixed, 'primary-examiner assistant-examiner authorized-officer')),
    'srep-office': mixed,
    'date-search-completed': date,
    'date-search-report-mailed': date,
  }),
  'srep-patent-family': skip('families of the cited documents, held by DOCDB'),
  'srep-earlier-search': notInReport,
});

const searchReport = node({
  'doc-page': page,
  'srep-info': skip('covering sheet of the search report: repeats the bibliographic data'),
  'srep-for-pub': searchReportForPublication,
  ...each(skip('opinion to the applicant, not part of the publication'), 'srep-search-opinion srep-written-opinion'),
});

/** Documents that the description names, listed by the EPO for convenience. */
const referenceList = node({
  heading: skip('standard wording'),
  p: node({
    ...each(skip('standard wording'), 'b i u o sup sub smallcaps br'),
    ul: node({ li: node({ ...citationChildren, ...each(leaf, 'crossref b i u o sup sub smallcaps br') }) }),
    ...citationChildren,
  }),
});

/** Every element of ep-patent-document v1.0 to v1.5.1. */
export const rules: Record<string, ElementRule> = {
  'ep-patent-document': node({
    'bibliographic-data': skip('allowed by the DTD, replaced by SDOBI in every document of the EPO'),
    SDOBI: sdobi,
    abstract: mixed,
    description,
    claims: node(claimsChildren),
    'amended-claims': node({ ...claimsChildren, heading: mixed, 'amended-claims-statement': statement }),
    'amended-claims-statement': statement,
    drawings: node({ figure: node({ img: page, 'doc-page': page }), 'doc-page': page }),
    'search-report-data': searchReport,
    'ep-reference-list': referenceList,
    'doc-page': page,
  }),
};
