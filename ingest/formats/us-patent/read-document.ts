import type { DataFlag } from '../../../domain/record-base.js';
import type { ParseContext, Parsed, RawRecord } from '../../format.js';
import type { ElementRule } from '../../xml/element-rule.js';
import { readXml } from '../../xml/read-xml.js';
import { attribute, type XmlNode } from '../../xml/xml-node.js';
import { buildSource, flagUnknownEntities } from '../st36/source.js';
import { writeApplication } from '../us-legacy/write-pap.js';
import { writeGrant } from '../us-legacy/write-patdoc.js';
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
  const source = buildSource(raw, context, reader, readVersion(root, raw.prolog));
  const document = earlierSchemas[root.name]?.(root) ?? root;
  return { records: [mapDocument(document, type, source, flags)], unlisted, unknownEntities };
}

/** Version of the schema: an attribute of the root, or (PAP) the name of the DTD before it, `pap-v16-2002-01-01.dtd`. */
function readVersion(root: XmlNode, prolog: string): string | undefined {
  const [, major, minor] = /pap-v(\d)(\d)-/.exec(prolog) ?? [];
  const named = root.name === 'patent-application-publication' && major ? `${major}.${minor}` : undefined;
  return attribute(root, 'dtd-version') ?? attribute(root, 'DTD') ?? named;
}

/** Roots of the schemas of 2001 to 2004 -> how their documents are written in the elements of the later ones. */
const earlierSchemas: Readonly<Record<string, (root: XmlNode) => XmlNode>> = {
  PATDOC: writeGrant,
  'patent-application-publication': writeApplication,
};
