import { parseClassSymbol } from '../../../domain/class-symbol.js';
import type { Classification, ClassificationScheme } from '../../../domain/classification.js';
import { attribute, find, textAt, type XmlNode } from '../../xml/xml-node.js';
import type { FlagCollector } from './flag-collector.js';
import { readFixedColumns } from './ipcr-text.js';

/** All classes of a record: IPC of both kinds, CPC with combination sets, and what DOCDB carries of other schemes. */
export function mapClassifications(bibliography: XmlNode, office: string, flags: FlagCollector): Classification[] {
  const mapped: Classification[] = [];
  const add = (classification: Classification | undefined) => {
    if (classification) mapped.push(classification);
  };
  for (const child of bibliography.children) {
    if (child.name === 'classifications-ipcr') {
      for (const each of child.children) add(mapIpcr(each, flags));
    } else if (child.name === 'classification-ipc') mapOldIpc(child, flags).forEach(add);
    else if (child.name === 'patent-classifications') {
      for (const each of child.children) {
        if (each.name === 'combination-set') mapCombinationSet(each, flags).forEach(add);
        else add(mapPatentClassification(each, flags));
      }
    } else if (child.name === 'classification-national') mapNational(child, office, flags).forEach(add);
    else if (child.name === 'classification-ecla') {
      const symbol = textAt(child, 'classification-symbol') ?? textAt(child, 'text');
      if (symbol) add(readSymbol('ecla', symbol, flags));
    }
  }
  return mapped;
}

const plainSymbol = /^([A-HY]\d\d[A-Z])\s*(\d{1,4})\s*\/\s*(\d{2,6})$/;

function readSymbol(scheme: ClassificationScheme, raw: string, flags: FlagCollector): Classification | undefined {
  if (scheme === 'cpc' || scheme === 'ipc') {
    const match = plainSymbol.exec(raw);
    if (match) return { scheme, symbol: `${match[1]}${Number(match[2])}/${match[3]}` };
  }
  // ECLA and its like continue a group with letters and digits that no other scheme has: `B60K31/00D2`.
  if (scheme === 'ecla') return parseClassSymbol(scheme, raw) ?? { scheme, symbol: raw.replace(/\s+/g, '') };
  const parsed = parseClassSymbol(scheme, raw);
  if (parsed) return parsed;
  // Schemes of single offices (FI, F-terms) are kept as written; an IPC or CPC symbol of no known shape is damaged.
  if (scheme !== 'ipc' && scheme !== 'cpc') return { scheme, symbol: raw };
  flags.add('unknown-class', 'classifications', raw);
  return undefined;
}

function structuredSymbol(element: XmlNode): string | undefined {
  const subclass = textAt(element, 'subclass');
  if (!subclass) return undefined;
  const group = textAt(element, 'main-group');
  const front = `${textAt(element, 'section') ?? ''}${textAt(element, 'class') ?? ''}${subclass}`;
  return group ? `${front}${group}/${textAt(element, 'subgroup') ?? '00'}` : front;
}

function mapIpcr(element: XmlNode, flags: FlagCollector): Classification | undefined {
  const text = textAt(element, 'text');
  if (text) return readFixedColumns(text, flags);
  const symbol = structuredSymbol(element);
  if (!symbol) return undefined;
  const parsed = readSymbol('ipc', symbol, flags);
  if (!parsed) return undefined;
  const version = flags.day(textAt(element, 'ipc-version-indicator', 'date'), 'classifications.version');
  if (version) parsed.version = version;
  const level = textAt(element, 'classification-level');
  if (level) parsed.level = level === 'C' ? 'core' : level === 'S' ? 'subclass' : 'advanced';
  addMarks(parsed, element, flags);
  return parsed;
}

/** What is said about the symbol, put on the classification. */
function addMarks(result: Classification, element: XmlNode, flags: FlagCollector): void {
  for (const child of element.children) {
    const { name, text } = child;
    if (name === 'symbol-position') {
      if (text) result.position = text === 'F' ? 'first' : 'later';
    } else if (name === 'classification-value') {
      if (text) result.value = text === 'I' ? 'inventive' : 'additional';
    } else if (name === 'classification-status') {
      if (text) result.status = text;
    } else if (name === 'classification-data-source') {
      if (text) result.source = text;
    } else if (name === 'generating-office') {
      const office = text || child.children[0]?.text;
      if (office) result.office = office;
    } else if (name === 'action-date') {
      const day = flags.day(child.children[0]?.text, 'classifications.actionDate');
      if (day) result.actionDate = day;
    }
  }
}

/** IPC before the 8th edition: ` 7A 61K   9/16   A`, the edition apart or in front. */
function mapOldIpc(element: XmlNode, flags: FlagCollector): Classification[] {
  const edition = textAt(element, 'edition');
  const mapped: Classification[] = [];
  const add = (raw: string, marks: Partial<Classification>) => {
    const parsed = parseClassSymbol('ipc', raw);
    if (!parsed) flags.add('unknown-class', 'classifications', raw);
    else mapped.push({ ...parsed, ...(parsed.version === undefined && edition ? { version: edition } : {}), ...marks });
  };
  for (const child of element.children) {
    if (child.name === 'main-classification' && child.text) add(child.text, { position: 'first' });
    else if (child.name === 'further-classification' && child.text) add(child.text, { position: 'later' });
    else if (child.name === 'text' && child.text) add(child.text, {});
    else if (child.name === 'linked-indexing-code-group') {
      for (const code of child.children) if (code.text) add(code.text, { value: 'additional' });
    } else if (child.name !== 'edition' && child.text) add(child.text, { value: 'additional' });
  }
  return mapped;
}

/** Scheme names of patent-classification: CPCI, CPCA (inventive, additional), CPCNO, FI, FTERM, UC, ICO, ECLA, DEKLA ... */
function schemeOf(printed: string): ClassificationScheme | undefined {
  if (printed.startsWith('CPC')) return 'cpc';
  if (printed === 'FI') return 'fi';
  if (printed.startsWith('FT') || printed === 'F-TERM') return 'f-term';
  if (['DOCUS', 'UC', 'UPC', 'USPC'].includes(printed)) return 'us';
  if (printed.startsWith('IPC')) return 'ipc';
  if (['EC', 'ECLA', 'ECNO', 'ICO', 'ICONO', 'IDT'].includes(printed) || printed.startsWith('DEKLA')) return 'ecla';
  return undefined;
}

function mapPatentClassification(element: XmlNode, flags: FlagCollector): Classification | undefined {
  let printed = 'CPCI';
  let raw = '';
  let versionText: string | undefined;
  for (const child of element.children) {
    if (child.name === 'classification-symbol') raw = child.text;
    else if (child.name === 'classification-scheme') {
      printed = child.attributes['scheme'] ?? printed;
      versionText = child.children[0]?.text;
    }
  }
  raw ||= structuredSymbol(element) ?? '';
  if (!raw) return undefined;
  const scheme = schemeOf(printed);
  if (!scheme) {
    flags.add('unknown-class', 'classifications', `${printed} ${raw}`);
    return undefined;
  }
  const result = readSymbol(scheme, raw, flags);
  if (!result) return undefined;
  const version = flags.day(versionText, 'classifications.version');
  if (version) result.version = version;
  addMarks(result, element, flags);
  if (result.value === undefined && printed === 'CPCA') result.value = 'additional';
  // The contract has one name for the EPO's and DPMA's in-house schemes: which one it was stays readable.
  if (scheme === 'ecla' && !printed.startsWith('EC')) result.original = `${printed} ${raw}`;
  return result;
}

function mapCombinationSet(set: XmlNode, flags: FlagCollector): Classification[] {
  const group = Number(
    textAt(set, 'group-number') ?? attribute(set, 'group-number') ?? attribute(set, 'sequence') ?? 1,
  );
  const mapped: Classification[] = [];
  for (const ranked of set.children) {
    const element = find(ranked, 'patent-classification');
    const parsed = element && mapPatentClassification(element, flags);
    if (!parsed) continue;
    parsed.combination = {
      group,
      rank: Number(textAt(ranked, 'rank-number') ?? attribute(ranked, 'rank-number') ?? 1),
    };
    mapped.push(parsed);
  }
  return mapped;
}

/** Classes of the office that the element names, else of the one that published. */
function mapNational(element: XmlNode, office: string, flags: FlagCollector): Classification[] {
  const country = textAt(element, 'country') ?? attribute(element, 'country') ?? office;
  const mapped: Classification[] = [];
  for (const { name, text } of element.children) {
    if (!text || name === 'country' || name === 'edition') continue;
    const parsed = country === 'US' ? parseClassSymbol('us', text) : undefined;
    if (parsed) mapped.push({ ...parsed, ...(name === 'main-classification' ? { position: 'first' as const } : {}) });
    else flags.add('unknown-class', 'classifications', `${country} ${text}`);
  }
  return mapped;
}
