import { attribute, find, findAll, textAt } from '../../xml/xml-node.js';
import type { TrademarkRecord } from '../../../domain/trademark.js';
import type { Format, ParseContext, Parsed, RawRecord } from '../../format.js';
import { readXml } from '../../xml/read-xml.js';
import { flagUnknownEntities, buildSource } from '../st36/source.js';
import { identify, mapTrademark } from './map-trademark.js';
import { rules } from './rules.js';

/**
 * EUIPO EM-TM-TradeMark (V3-4 and before) and the WIPO ST.66 family that it belongs to (model V1.x, Madrid registrations of
 * the International Bureau in Romarin V1). A transaction is one piece however many marks it holds. The status files of the US office
 * (TSDR, `...-ST66.xml`) are claimed too: the same schema, with an extension in a namespace of its own and the applicants
 * beside TradeMarkDetails instead of in it; `us-trademark` remains the office's own format for the same records.
 * Designs (`DesignTransactionBody`) have the same root and are not claimed.
 */
export const format: Format = {
  name: 'euipo-trademark',
  parserVersion: 2,
  title: 'EUIPO EM-TM-TradeMark V3, WIPO ST.66 trademark transactions, Madrid registrations',
  detects: (sample) =>
    sample.rootElement === 'Transaction' && /<(?:\w+:)?TradeMarkTransactionBody[\s>]/.test(sample.head),
  split: {
    kind: 'xml-elements',
    elements: ['TransactionContentDetails'],
    envelope: [
      'Transaction',
      'TransactionHeader',
      'SenderDetails',
      'RequestProducerDateTime',
      'SenderIdentifier',
      'SenderName',
      'ReceiverDetails',
      'TradeMarkTransactionBody',
    ],
  },
  rules,
  parse,
};

function parse(raw: RawRecord, context: ParseContext): Parsed {
  const { root, unlisted, unknownEntities } = readXml(raw.text, rules);
  const source = buildSource(raw, context, format, readSchemaVersion(raw));
  const data = find(root, 'TransactionData');
  const trademarks = findAll(data, 'TradeMarkDetails', 'TradeMark');
  // The identifier of the transaction is the application number, where one mark makes a transaction.
  const fallback = trademarks.length === 1 ? textAt(root, 'TransactionIdentifier') : undefined;
  const records: TrademarkRecord[] = [];
  const deletions: string[] = [];
  for (const trademark of trademarks) {
    if (attribute(trademark, 'operationCode')?.toLowerCase() === 'delete') {
      deletions.push(identify(trademark, fallback).id);
      continue;
    }
    const record = mapTrademark(trademark, data, fallback, source);
    const flags = record.flags ?? [];
    flagUnknownEntities(unknownEntities, flags);
    if (flags.length > 0) record.flags = flags;
    records.push(record);
  }
  return { records, ...(deletions.length > 0 ? { deletions } : {}), unlisted, unknownEntities };
}

/** `EM-TM-TradeMark-V3-4` out of the schema location; the namespace where there is none. */
function readSchemaVersion(raw: RawRecord): string | undefined {
  const location = raw.rootAttributes['schemaLocation'];
  return location?.match(/([^/\s]+)\.xsd/)?.[1] ?? location;
}
