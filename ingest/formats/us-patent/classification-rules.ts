import { leaf, node, verbatim, type ElementRule } from '../../xml/element-rule.js';
import { classificationElement } from '../st36/classification-ipcr.js';
import { each } from './rule-pieces.js';

/** IPC up to the 7th edition, Locarno and US classes: symbols in fixed columns. */
const columns = node({
  country: leaf,
  edition: leaf,
  ...each('main-classification further-classification additional-info unlinked-indexing-code', verbatim),
  'linked-indexing-code-group': node(each('main-linked-indexing-code sub-linked-indexing-code', verbatim)),
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

/** Classes of the document, INID 51 and 52; also those beside a citation. */
export const classifications: Record<string, ElementRule> = {
  ...each('classification-ipc classification-locarno classification-national', columns),
  'classifications-ipcr': ipcrs,
  'classifications-cpc': node(each('main-cpc further-cpc', cpcs)),
};

/** INID 58. */
export const fieldOfSearch: ElementRule = node({
  ...each('classification-national classification-ipc', columns),
  ...each('classifications-ipcr us-classifications-ipcr', ipcrs),
  'classification-ipcr': classificationElement,
  ...each('classification-cpc-text classification-cpc-combination-text classification-locarno-text text', leaf),
});
