import type { DataFlag } from '../../../domain/record-base.js';
import type { ParseContext, Parsed, RawRecord } from '../../format.js';
import type { ElementRule } from '../../xml/element-rule.js';
import { readXml } from '../../xml/read-xml.js';
import { attribute } from '../../xml/xml-node.js';
import { buildSource, flagUnknownEntities } from '../st36/source.js';
import { mapDocument, type UsDocumentType } from './record.js';

/** Reads one US patent document. Throws XmlError or RecordError, see Format.parse. */
export function readDocument(
  raw: RawRecord,
  context: ParseContext,
  rules: Record<string, ElementRule>,
  type: UsDocumentType,
  reader: { name: string; parserVersion: number },
): Parsed {
  const { root, unlisted, unknownEntities } = readXml(raw.text, rules);
  const flags: DataFlag[] = [];
  flagUnknownEntities(unknownEntities, flags);
  const source = buildSource(raw, context, reader, attribute(root, 'dtd-version'));
  return { records: [mapDocument(root, type, source, flags)], unlisted, unknownEntities };
}
