import type { Format } from '../../format.js';
import { readDocument } from '../us-patent/read-document.js';
import { rules } from './rules.js';

const name = 'us-application';
const parserVersion = 1;

/** USPTO published applications, us-patent-application v4.0 (2005) to v4.6, one document or many in a row. */
export const format: Format = {
  name,
  parserVersion,
  title: 'USPTO published applications (us-patent-application v4.0-4.6)',
  detects: ({ rootElement }) => rootElement === 'us-patent-application' || rootElement === 'us-patent-applications',
  split: { kind: 'xml-elements', elements: ['us-patent-application'], envelope: ['us-patent-applications'] },
  rules,
  parse: (raw, context) => readDocument(raw, context, rules, 'application', { name, parserVersion }),
};
