import type { EmbeddedReference } from '../../../domain/text.js';
import { findAll, type XmlNode } from '../../xml/xml-node.js';
import { collectEmbedded } from '../st36/claims.js';

/** Parts of a document that hold formulas, tables and drawings -> name of the part. */
const parts: Readonly<Record<string, string>> = {
  abstract: 'abstract',
  drawings: 'drawings',
  description: 'description',
  claims: 'claims',
  'us-sequence-list-doc': 'description',
  'sequence-list-doc': 'description',
  'us-megatable-doc': 'description',
  'table-external-doc': 'description',
  'doc-page': 'document',
};

/** Every reference to something outside the text, and the source files of formulas and structures (NB, CDX, MOL). */
export function collectDocumentReferences(root: XmlNode): EmbeddedReference[] {
  const result: EmbeddedReference[] = [];
  for (const child of root.children) {
    if (child.name.startsWith('us-bibliographic-data')) {
      for (const title of findAll(child, 'invention-title')) collectEmbedded(title, 'title', result);
      continue;
    }
    const part = parts[child.name];
    if (part) collectEmbedded(child, part, result);
    else if (child.name === 'us-math') addFiles(child, 'maths', ['nb-file'], result);
    else if (child.name === 'us-chemistry') addFiles(child, 'chemistry', ['cdx-file', 'mol-file'], result);
  }
  return result;
}

function addFiles(
  source: XmlNode,
  kind: EmbeddedReference['kind'],
  attributes: readonly string[],
  into: EmbeddedReference[],
): void {
  const id = source.attributes['idrefs'] ?? source.attributes['idref'];
  collectEmbedded(source, 'source-files', into);
  for (const name of attributes) {
    const file = source.attributes[name];
    if (file) into.push({ kind, ...(id ? { id } : {}), file, part: 'source-files' });
  }
}
