import { leaf, node, type ElementRule } from '../../xml/element-rule.js';

const date = node({ date: leaf });

const ipcSymbol: Record<string, ElementRule> = {
  section: leaf,
  class: leaf,
  subclass: leaf,
  'main-group': leaf,
  subgroup: leaf,
};

/** IPC before 2006, and the national classes. */
export const oldIpc = node({
  edition: leaf,
  country: leaf,
  'main-classification': leaf,
  'further-classification': leaf,
  'additional-info': leaf,
  'linked-indexing-code-group': node({ 'main-linked-indexing-code': leaf, 'sub-linked-indexing-code': leaf }),
  'unlinked-indexing-code': leaf,
  text: leaf,
});

export const ipcr = node({
  'classification-ipcr': node({
    text: leaf,
    ...ipcSymbol,
    'ipc-version-indicator': date,
    'classification-level': leaf,
    'symbol-position': leaf,
    'classification-value': leaf,
    'action-date': date,
    'classification-status': leaf,
    'classification-data-source': leaf,
    'generating-office': node({ country: leaf }),
  }),
});

/** CPC and the other schemes of v2.4 and later. */
export const patentClassification = node({
  'classification-scheme': date,
  'classification-symbol': leaf,
  ...ipcSymbol,
  'symbol-position': leaf,
  'classification-value': leaf,
  'classification-status': leaf,
  'classification-data-source': leaf,
  'generating-office': node({ country: leaf }),
  'action-date': date,
});
