import type { Format } from '../../format.js';
import { RecordError } from '../../format.js';
import { readXml } from '../../xml/read-xml.js';
import { attribute } from '../../xml/xml-node.js';
import { mapDocument } from './map-document.js';
import { rules } from './rules.js';

const root = 'PatentDocumentAndRelated';

/** CNIPA standardised patent documents (`business:PatentDocumentAndRelated`, XSD V2.2.1), one document per file as a rule. */
export const format: Format = {
  name: 'cnipa-business',
  parserVersion: 2,
  title: 'CNIPA patent documents, business XML V2.2.1',
  detects: (sample) =>
    sample.rootElement === root || (sample.rootElement === undefined && sample.head.includes(`business:${root}`)),
  split: { kind: 'xml-elements', elements: [root], envelope: ['PatentDocuments', 'PatentDocumentDetails'] },
  rules,
  parse(raw, context) {
    const { root: document, unlisted, unknownEntities } = readXml(raw.text, rules);
    if (document.name !== root)
      throw new RecordError('wrong-root', `element \`${document.name}\` is no patent document`);
    const record = mapDocument(document, {
      format: 'cnipa-business',
      schemaVersion: attribute(document, 'xsdVersion'),
      parserVersion: 2,
      package: context.package,
      entry: raw.entry,
      offset: raw.offset,
      length: raw.bytes.length,
      hash: raw.hash,
    });
    return { records: [record], unlisted, unknownEntities };
  },
};
