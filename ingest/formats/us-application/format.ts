import type { Format } from '../../format.js';
import { readDocument } from '../us-patent/read-document.js';
import { rules } from './rules.js';

const name = 'us-application';
const parserVersion = 1;

/**
 * USPTO published applications: patent-application-publication v1.4 to v1.6 (2001 to 2004) and us-patent-application v4.0
 * (2005) to v4.6, one document or many in a row.
 */
export const format: Format = {
  name,
  parserVersion,
  title: 'USPTO published applications (patent-application-publication v1.4-1.6, us-patent-application v4.0-4.6)',
  detects: ({ rootElement }) =>
    ['us-patent-application', 'us-patent-applications', 'patent-application-publication'].includes(rootElement ?? ''),
  split: {
    kind: 'xml-elements',
    elements: ['us-patent-application', 'patent-application-publication'],
    envelope: ['us-patent-applications'],
  },
  rules,
  parse: (raw, context) => readDocument(raw, context, rules, 'application', { name, parserVersion }),
};
