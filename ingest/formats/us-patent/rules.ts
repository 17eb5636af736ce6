import { node, skip, type ElementRule } from '../../xml/element-rule.js';
import { claims } from '../st36/claims.js';
import { description } from '../st36/description.js';
import { mixed } from '../st36/vocabulary.js';
import { bibliographicData } from './bibliography-rules.js';
import { each } from './rule-pieces.js';

/** An element without content: its attributes say what file it stands for. */
const page = node({});
const sequenceListDocument = node({ p: mixed, heading: mixed, 'sequence-list': mixed, 'doc-page': page });

/** Children of the root of us-patent-grant v4.0-4.7 and us-patent-application v4.0-4.6. */
export const documentChildren: Record<string, ElementRule> = {
  ...each('us-bibliographic-data-grant us-bibliographic-data-application', bibliographicData),
  abstract: mixed,
  drawings: node({ figure: mixed, 'doc-page': page }),
  description,
  ...each('us-sequence-list-doc sequence-list-doc', sequenceListDocument),
  'us-megatable-doc': mixed,
  'table-external-doc': mixed,
  'us-claim-statement': skip('introductory phrase before the claims (`What is claimed is:`)'),
  claims,
  'us-math': mixed,
  'us-chemistry': mixed,
  'doc-page': page,
};
