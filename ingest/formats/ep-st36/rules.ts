import { leaf, node, skip, type ElementRule } from '../../xml/element-rule.js';
import { citationChildren } from '../st36/citations.js';
import { claimsChildren } from '../st36/claims.js';
import { description } from '../st36/description.js';
import { mixed } from '../st36/vocabulary.js';
import { each } from './sdobi-pieces.js';
import { sdobi } from './sdobi-rules.js';
import { page, searchReport } from './search-report-rules.js';

const statement = node({ 'claims-statement': mixed, heading: mixed, p: mixed });

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
    'amended-claims': node({
      ...claimsChildren,
      heading: skip('says that the claims are amended, which their numbers say'),
      'amended-claims-statement': statement,
    }),
    'amended-claims-statement': statement,
    drawings: node({ figure: node({ img: page, 'doc-page': page }), 'doc-page': page }),
    'search-report-data': searchReport,
    'ep-reference-list': referenceList,
    'doc-page': page,
  }),
};
