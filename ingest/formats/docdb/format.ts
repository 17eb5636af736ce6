import type { SourceReference } from '../../../domain/record-base.js';
import { RecordError, type Format, type ParseContext, type Parsed, type RawRecord } from '../../format.js';
import { readXml } from '../../xml/read-xml.js';
import { mapRecord } from './map-record.js';
import { rules } from './rules.js';

const parserVersion = 2;

/**
 * Files of deletions that are no deletions of documents: the number stays and the EPO's own key (doc-id) changes; `CreateDelete` files of the same week,
 * which may be read before them, hold the documents. Obeying would lose what they brought.
 */
const rekeyed = /DeleteRekey/i;

/**
 * EPO DOCDB: exchange-documents of many exchange-document, or one alone; with the prefix `exch:`, with another, or none.
 * Attributes about the exchange itself (doc-id, date-added-docdb, date-of-last-exchange, is-representative, originating
 * office) are no facts about the right and would make every redelivery look like a change: they stay in the raw bytes.
 */
export const format: Format = {
  name: 'docdb',
  parserVersion,
  title: 'EPO DOCDB exchange-documents, v1.x to v2.6',
  detects: ({ rootElement }) => rootElement === 'exchange-documents' || rootElement === 'exchange-document',
  split: { kind: 'xml-elements', elements: ['exchange-document'], envelope: ['exchange-documents'] },
  rules,
  parse,
};

function parse(raw: RawRecord, context: ParseContext): Parsed {
  const { root, unlisted, unknownEntities } = readXml(raw.text, rules);
  const schemaVersion = raw.rootAttributes['dtd-version'] ?? root.attributes['dtd-version'];
  const source: SourceReference = {
    format: format.name,
    ...(schemaVersion ? { schemaVersion } : {}),
    parserVersion,
    package: context.package,
    entry: raw.entry,
    offset: raw.offset,
    length: raw.bytes.length,
    hash: raw.hash,
  };
  const mapped = mapRecord(root, source, unknownEntities);
  if (!mapped.record && rekeyed.test(`${context.package}/${raw.entry}`))
    throw new RecordError(
      'rekey-deletion',
      `\`${mapped.id}\` only changes its key at the EPO: the same delivery brings it again under the same number`,
      mapped.id,
    );
  return mapped.record
    ? { records: [mapped.record], unlisted, unknownEntities }
    : { records: [], deletions: [mapped.id], unlisted, unknownEntities };
}
