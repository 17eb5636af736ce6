import { parseClassSymbol } from '../../../domain/class-symbol.js';
import type { Classification, ClassificationScheme } from '../../../domain/classification.js';
import { find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { mapClassification } from '../st36/classification-ipcr.js';
import type { Mapping } from '../st36/flags.js';

/**
 * B510 (IPC up to the 7th edition), B510EP (IPC since 2006), B520 (national), B520EP (CPC); and the classes of a search
 * report in text, where the bibliography has none (A3).
 */
export function mapClasses(document: XmlNode, mapping: Mapping): Classification[] {
  const b500 = find(document, 'SDOBI', 'B500');
  const mapped = [
    ...findAll(b500, 'B510').flatMap((element) => mapOldIpc(element, mapping)),
    ...findAll(b500, 'B510EP', 'classification-ipcr').flatMap((each) => mapSt8(each, 'ipc', mapping)),
    ...findAll(b500, 'B520EP', 'classifications-cpc', 'classification-cpc').flatMap((each) =>
      mapSt8(each, 'cpc', mapping),
    ),
    ...findAll(b500, 'B520').flatMap((element) => mapNational(element, mapping)),
  ];
  if (mapped.length > 0) return mapped;
  return findAll(document, 'search-report-data', 'srep-for-pub', 'classifications-ipcr', 'classification-ipcr').flatMap(
    (each) => mapSt8(each, 'ipc', mapping),
  );
}

/** ST.8 as one text of fixed columns, or in elements. */
export function mapSt8(element: XmlNode, scheme: 'ipc' | 'cpc', mapping: Mapping): Classification[] {
  const text = textAt(element, 'text');
  const parsed = text ? read(scheme, text, mapping) : mapClassification(element, scheme, mapping);
  if (!parsed) return [];
  // The columns are all taken apart: the text would only repeat them.
  delete parsed.original;
  return [parsed];
}

function read(scheme: ClassificationScheme, raw: string, mapping: Mapping): Classification | undefined {
  const parsed = parseClassSymbol(scheme, raw);
  if (!parsed) mapping.flags.push({ code: 'unknown-class', member: `classifications.${scheme}`, raw });
  return parsed;
}

/** Tags of B510: `7C 07C  29/44   A`; the 2nd to 4th editions end with a dash, indexing codes start with `//` or `;`. */
const ipcMarks: Readonly<Record<string, Partial<Classification>>> = {
  B511: { position: 'first' },
  B512: { position: 'later' },
  B513: { value: 'additional' },
  B514: { value: 'additional' },
  B515: { value: 'additional' },
  B517EP: { value: 'additional' },
};

function mapOldIpc(element: XmlNode, mapping: Mapping): Classification[] {
  const edition = textAt(element, 'B516');
  return element.children.flatMap(({ name, text }) => {
    const marks = ipcMarks[name];
    if (!marks || !text) return [];
    const parsed = read('ipc', text.replace(/^[/;,\s]+/, '').replace(/\s+-$/, ''), mapping);
    if (!parsed) return [];
    return [
      { ...parsed, ...(parsed.version === undefined && edition ? { version: edition } : {}), ...marks, original: text },
    ];
  });
}

function mapNational(element: XmlNode, mapping: Mapping): Classification[] {
  const country = textAt(element, 'B527') ?? '';
  return element.children.flatMap(({ name, text }) => {
    if (!text || name === 'B526' || name === 'B527') return [];
    if (country === 'US') {
      const parsed = read('us', text, mapping);
      return parsed ? [{ ...parsed, ...(name === 'B521' ? { position: 'first' as const } : {}) }] : [];
    }
    mapping.flags.push({ code: 'unknown-class', member: 'classifications', raw: `${country} ${text}` });
    return [];
  });
}
