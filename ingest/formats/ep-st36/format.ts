import type { Format, ParseContext, Parsed, RawRecord } from '../../format.js';
import { readXml } from '../../xml/read-xml.js';
import { buildSource } from '../st36/source.js';
import { mapDocument } from './map-document.js';
import { rules } from './rules.js';

/**
 * European publications A1 to B9: ep-patent-document, ST.36 text with SDOBI bibliography (tags of ST.32), v1.0 to v1.5.1.
 * The table of contents of a package (`toc.xml`, Application-body) lists files and is no document of this format.
 */
export const format: Format = {
  name: 'ep-st36',
  parserVersion: 1,
  title: 'EPO ep-patent-document (ST.36 with SDOBI), v1.0 to v1.5.1',
  detects: ({ rootElement }) => rootElement === 'ep-patent-document',
  split: { kind: 'xml-elements', elements: ['ep-patent-document'], envelope: [] },
  rules,
  parse,
};

function parse(raw: RawRecord, context: ParseContext): Parsed {
  const { root, unlisted, unknownEntities } = readXml(raw.text, rules);
  const source = buildSource(raw, context, format, root.attributes['dtd-version']);
  return { records: [mapDocument(root, source, unknownEntities)], unlisted, unknownEntities };
}
