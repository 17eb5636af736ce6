import type { Classification, ClassificationScheme } from '../../../domain/classification.js';
import { find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { mapClassification } from '../st36/classification-ipcr.js';
import type { Mapping } from '../st36/flags.js';
import { formatLocarno, formatNationalClass, formatOldIpc } from './national-class.js';

/** All classes of a US document: IPC (both forms), CPC with combination sets, Locarno, US national. INID 51, 52. */
export function mapClassifications(bibliography: XmlNode, mapping: Mapping): Classification[] {
  const result: Classification[] = [];
  for (const child of bibliography.children) {
    if (child.name === 'classifications-ipcr') readElements(child, 'classification-ipcr', 'ipc', mapping, result);
    else if (child.name === 'classifications-cpc') mapCpc(child, mapping, result);
    else if (child.name === 'classification-ipc') mapColumns(child, 'ipc', formatOldIpc, mapping, result);
    else if (child.name === 'classification-locarno') mapColumns(child, 'locarno', formatLocarno, mapping, result);
    else if (child.name === 'classification-national') mapColumns(child, 'us', formatNationalClass, mapping, result);
  }
  return result;
}

function readElements(
  source: XmlNode,
  name: string,
  scheme: 'ipc' | 'cpc',
  mapping: Mapping,
  into: Classification[],
  combination?: Classification['combination'],
): void {
  for (const each of source.children) {
    if (each.name !== name) continue;
    const mapped = mapClassification(each, scheme, mapping);
    if (mapped) into.push(combination ? { ...mapped, combination } : mapped);
    else if (writeParts(each))
      mapping.flags.push({ code: 'unknown-class', member: `classifications.${scheme}`, raw: writeParts(each) });
  }
}

const writeParts = (source: XmlNode): string =>
  source.children
    .map((child) => child.text)
    .join(' ')
    .trim();

function mapCpc(source: XmlNode, mapping: Mapping, into: Classification[]): void {
  for (const group of source.children) {
    readElements(group, 'classification-cpc', 'cpc', mapping, into);
    for (const set of findAll(group, 'combination-set')) {
      const number = Number(textAt(set, 'group-number') ?? '');
      for (const member of findAll(set, 'combination-rank')) {
        const rank = Number(textAt(member, 'rank-number') ?? '');
        readElements(member, 'classification-cpc', 'cpc', mapping, into, { group: number, rank });
      }
    }
  }
}

/** Names of the columns -> what their symbols are: the main class first, indexing codes and additional information behind. */
const columnMarks: Readonly<Record<string, Partial<Classification>>> = {
  'main-classification': { position: 'first' },
  'further-classification': { position: 'later' },
  'additional-info': { value: 'additional' },
  'unlinked-indexing-code': { value: 'additional' },
  'main-linked-indexing-code': { value: 'additional' },
  'sub-linked-indexing-code': { value: 'additional' },
  text: {},
};

/** Classes in fixed columns, all with the edition that stands beside them. `unstructured` says only that a symbol is a range. */
function mapColumns(
  source: XmlNode,
  scheme: ClassificationScheme,
  format: (raw: string) => string | undefined,
  mapping: Mapping,
  into: Classification[],
): void {
  const edition = textAt(source, 'edition')?.replace(/^0+(?=\d)/, '');
  const read = ({ name, text, children }: XmlNode): void => {
    const marks = columnMarks[name];
    if (!marks) return children.forEach(read);
    if (text.trim() === '' || text.trim() === 'unstructured') return;
    const symbol = format(text);
    if (!symbol) {
      mapping.flags.push({ code: 'unknown-class', member: `classifications.${scheme}`, raw: text });
      return;
    }
    const each: Classification = { scheme, symbol, ...marks };
    if (edition) each.version = edition;
    if (symbol !== text.replace(/\s+/g, '')) each.original = text.trimEnd();
    into.push(each);
  };
  source.children.forEach(read);
}

/** Classes searched by the examiner (INID 58), each as one symbol, a range or a CPC text. */
export function mapFieldOfSearch(bibliography: XmlNode, mapping: Mapping): string[] {
  const source = find(bibliography, 'us-field-of-classification-search') ?? find(bibliography, 'field-of-search');
  const result: string[] = [];
  for (const child of source?.children ?? []) {
    const symbols: Classification[] = [];
    if (child.name === 'classification-national') mapColumns(child, 'us', formatNationalClass, mapping, symbols);
    else if (child.name === 'classification-ipc') mapColumns(child, 'ipc', formatOldIpc, mapping, symbols);
    else if (child.name === 'classification-ipcr') {
      const mapped = mapClassification(child, 'ipc', mapping);
      if (mapped) symbols.push(mapped);
    } else if (child.children.length > 0) readElements(child, 'classification-ipcr', 'ipc', mapping, symbols);
    else if (child.text !== '') result.push(child.text);
    for (const { symbol } of symbols) result.push(symbol);
  }
  return result;
}

/** Classes printed beside a citation: national, IPC of any form, CPC. Thousands per file: no intermediate records. */
export function mapCitationClasses(citation: XmlNode, mapping: Mapping): string[] {
  const symbols: string[] = [];
  for (const child of citation.children) {
    if (child.name === 'classification-cpc-text') symbols.push(child.text.replace(/\s+/g, ''));
    else if (child.name === 'classification-national') {
      for (const { name, text } of child.children)
        if (name.endsWith('-classification') && text !== '') symbols.push(formatNationalClass(text));
    } else if (child.name === 'classification-ipcr') {
      const mapped = mapClassification(child, 'ipc', mapping);
      if (mapped) symbols.push(mapped.symbol);
    } else if (child.name.startsWith('classification'))
      for (const { symbol } of mapClassifications({ ...citation, children: [child] }, mapping)) symbols.push(symbol);
  }
  return symbols.filter((symbol) => symbol !== '');
}
