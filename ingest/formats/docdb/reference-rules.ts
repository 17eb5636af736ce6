import { leaf, node, type ElementRule } from '../../xml/element-rule.js';

/** document-id: the same in every place of the format. */
export const documentId: ElementRule = node({
  country: leaf,
  'doc-number': leaf,
  kind: leaf,
  name: leaf,
  date: leaf,
});

export const referenceTo: ElementRule = node({ 'document-id': documentId });
