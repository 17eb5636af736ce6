import type { Format } from '../../format.js';
import { readDocument } from '../us-patent/read-document.js';
import { rules } from './rules.js';

const name = 'us-grant';
const parserVersion = 1;

/**
 * USPTO Red Book grants: PATDOC v2.2 to v2.5 (2001 to 2004) and us-patent-grant v4.0 (2005) to v4.7, full text and front
 * pages, one document or many in a row.
 * Weekly files also hold `sequence-cwu` documents: sequence listings as roots of their own after the grant that they belong
 * to. They carry no bibliographic data and are not documents of the patent collection, so they are reported as unsupported.
 */
export const format: Format = {
  name,
  parserVersion,
  title: 'USPTO patent grants (Red Book, PATDOC v2.2-2.5, us-patent-grant v4.0-4.7)',
  detects: ({ rootElement }) => ['us-patent-grant', 'us-patent-grants', 'PATDOC'].includes(rootElement ?? ''),
  split: { kind: 'xml-elements', elements: ['us-patent-grant', 'PATDOC'], envelope: ['us-patent-grants'] },
  rules,
  parse: (raw, context) => readDocument(raw, context, rules, 'grant', { name, parserVersion }),
};
