import { block, leaf, node, skip, type ElementRule } from '../../xml/element-rule.js';
import { citationChildren } from '../st36/citations.js';
import { classificationElement } from '../st36/classification-ipcr.js';
import { mixed, mixedContent, withRole } from '../st36/vocabulary.js';
import { date, each } from './sdobi-pieces.js';

/** An element without content: its attributes say what file it stands for. */
export const page: ElementRule = node({});

const searchClasses: Record<string, ElementRule> = {
  'classification-ipc': node(each(leaf, 'edition main-classification further-classification text')),
  'classifications-ipcr': node({ 'classification-ipcr': classificationElement }),
  'classification-national': node(each(leaf, 'country main-classification further-classification text')),
};
const formText = skip('form text of the search report, printed by style sheet');
/** Reasons of the examiner in running text: claims left out, inventions told apart. */
const reasons = block({
  ...mixedContent,
  ...withRole(
    'block',
    `limitation-of-search claims-searched claims-searched-incompletely claims-not-searched reason-limited-search
    srep-claims-not-searched claim-num claim-remark`,
  ),
  ...withRole(
    'skip',
    `srep-search-fees ep-srep-suppl-unity-invention search-fee-protest srep-declaration-subject-matter srep-declaration-part
    srep-declaration-sequence-listing`,
  ),
  'additional-info': 'block',
});

/** Covering sheet. What repeats the bibliographic data, or is a box to be ticked, is left out. */
const searchInfo = node({
  ...each(
    skip('repeats the bibliographic data'),
    `correspondence-address file-reference-id application-reference date-of-earliest-priority applicant-name
    srep-invention-title srep-abstract srep-figure-to-publish`,
  ),
  ...each(
    formText,
    `srep-established srep-protest-fees srep-request-date srep-request-number srep-prior-art-docs srep-basis
    srep-other-info text doc-page`,
  ),
  ...each(reasons, 'srep-claims-info srep-unity-of-invention'),
  'srep-info-admin': node({
    ...each(formText, 'authorized-officer srep-office date-opinion-completed'),
    'date-search-report-mailed': date,
  }),
});

const citation = node({ ...citationChildren, ...searchClasses, doi: leaf });

/** The published search report: page images (doc-page), and since about 2021 the structured form beside them. */
const searchReportForPublication = node({
  'doc-page': page,
  ...searchClasses,
  'srep-fields-searched': node({
    'minimum-documentation': node(searchClasses),
    'other-documentation': leaf,
    'database-searched': mixed,
  }),
  'srep-citations': node({ text: skip('says that no document was found'), citation }),
  ...each(reasons, 'incomplete-search srep-incomplete-search srep-declaration'),
  'srep-admin': node({
    examiners: node(each(mixed, 'primary-examiner assistant-examiner authorized-officer')),
    'srep-office': mixed,
    'date-search-completed': date,
    'date-search-report-mailed': date,
  }),
  'srep-patent-family': skip('families of the cited documents, held by DOCDB'),
  'srep-earlier-search': skip('application whose search was taken over'),
});

export const searchReport: ElementRule = node({
  'doc-page': page,
  'srep-info': searchInfo,
  'srep-for-pub': searchReportForPublication,
  ...each(skip('opinion to the applicant, not part of the publication'), 'srep-search-opinion srep-written-opinion'),
});
