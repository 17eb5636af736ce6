import type { Format } from '../../format.js';
import { readDocument } from '../us-patent/read-document.js';
import { rules } from './rules.js';

const name = 'us-grant';
const parserVersion = 1;

/**
 * USPTO Red Book grants, us-patent-grant v4.0 (2005) to v4.7, full text and front pages, one document or many in a row.
 * Weekly files also hold `sequence-cwu` documents: sequence listings as roots of their own after the grant that they belong
 * to. They carry no bibliographic data and are not documents of the patent collection, so they are reported as unsupported.
 */
export const format: Format = {
  name,
  parserVersion,
  title: 'USPTO patent grants (Red Book, us-patent-grant v4.0-4.7)',
  detects: ({ rootElement }) => rootElement === 'us-patent-grant' || rootElement === 'us-patent-grants',
  split: { kind: 'xml-elements', elements: ['us-patent-grant'], envelope: ['us-patent-grants'] },
  rules,
  parse: (raw, context) => readDocument(raw, context, rules, 'grant', { name, parserVersion }),
};
