import { parseClassSymbol } from '../../../domain/class-symbol.js';
import type { Classification, ClassificationScheme } from '../../../domain/classification.js';
import type { XmlNode } from '../../xml/xml-node.js';
import { attribute, find, findAll, textAt } from '../../xml/xml-node.js';
import type { Notes } from './reading.js';
import { compact, groupBySequence, present, readDate } from './reading.js';

function read(
  scheme: ClassificationScheme,
  raw: string | undefined,
  extra: Partial<Classification>,
  notes: Notes,
): Classification[] {
  const printed = present(raw);
  if (printed === undefined) return [];
  const parsed = parseClassSymbol(scheme, printed);
  if (parsed) return [compact(Object.assign(parsed, compact(extra)))];
  notes.flags.push({ code: 'unknown-class', member: `classifications.${scheme}`, raw: printed });
  return [compact({ scheme, symbol: printed.replace(/\s+/g, ''), ...compact(extra), original: printed })];
}

const values: Readonly<Record<string, Classification['value']>> = { I: 'inventive', N: 'additional', A: 'additional' };
const levels: Readonly<Record<string, Classification['level']>> = { C: 'core', A: 'advanced', S: 'subclass' };

/** IPC from the 8th edition on (ST.8): parts, version date, position, value, level, status, source. */
function readIpcr(node: XmlNode, index: number, notes: Notes): Classification[] {
  const part = (name: string) => textAt(node, name)?.trim() || undefined;
  const subclass = [part('Section'), part('MainClass'), part('Subclass')];
  const group = part('MainGroup');
  const symbol = subclass.every(Boolean)
    ? subclass.join('') + (group === undefined ? '' : `${group}/${part('Subgroup') ?? '00'}`)
    : textAt(node, 'Text');
  const position = part('SymbolPosition');
  return read(
    'ipc',
    symbol,
    {
      version: readDate(part('IPCVersionDate'), `classifications[${index}].version`, notes),
      position: position === 'F' || (position === undefined && index === 0) ? 'first' : 'later',
      value: values[part('ClassificationValue') ?? ''],
      level: levels[part('ClassificationLevel') ?? ''],
      actionDate: readDate(textAt(node, 'ActionDate', 'Date'), `classifications[${index}].actionDate`, notes),
      office: present(textAt(node, 'GeneratingOffice', 'WIPOST3Code')),
      status: part('ClassificationStatus'),
      source: part('ClassificationDataSource'),
    },
    notes,
  );
}

/** Main, further and indexing classes of ClassificationIPC, ClassificationNational and ClassificationLocarno. */
function readList(scheme: ClassificationScheme, node: XmlNode, notes: Notes): Classification[] {
  const version = present(textAt(node, 'EditionStatement'));
  const pick = (name: string, extra: Partial<Classification>) =>
    groupBySequence(findAll(node, name)).flatMap((group) => read(scheme, group[0]?.text, { version, ...extra }, notes));
  const indexing = [
    ...findAll(node, 'LinkedIndexingCodeGroup', 'MainLinkedIndexingCode'),
    ...findAll(node, 'LinkedIndexingCodeGroup', 'SubLinkedIndexingCode'),
    ...findAll(node, 'UnlinkedIndexingCode'),
  ];
  const listed = [
    ...pick('MainClassification', { position: 'first' }),
    ...pick('FurtherClassification', { position: 'later' }),
    ...indexing.flatMap(({ text }) => read(scheme, text, { version, value: 'additional' }, notes)),
  ];
  if (listed.length > 0) return listed;
  return (textAt(node, 'Text') ?? '').split(/[;；]/).flatMap((each) => read(scheme, each, { version }, notes));
}

const nationalSchemes: Readonly<Record<string, ClassificationScheme>> = { US: 'us', JP: 'fi', EP: 'ecla' };

/** INID 51 and 52: every scheme that the format carries. */
export function readClasses(bibliography: XmlNode | undefined, notes: Notes): Classification[] {
  const all = (...path: string[]) => findAll(bibliography, ...path);
  const national = all('ClassificationNational').flatMap((node) => {
    const scheme = nationalSchemes[textAt(node, 'WIPOST3Code') ?? ''];
    return scheme ? readList(scheme, node, notes) : [];
  });
  const other = all('OtherClassificationDetails').flatMap((node) => {
    const kind = (attribute(node, 'classificationKind') ?? attribute(node, 'type') ?? '').toLowerCase();
    const scheme = (['cpc', 'fi', 'f-term', 'ecla', 'ipc'] as const).find((each) => kind.includes(each));
    return scheme ? findAll(node, 'OtherClassification').flatMap(({ text }) => read(scheme, text, {}, notes)) : [];
  });
  return [
    ...all('ClassificationIPC').flatMap((node) => readList('ipc', node, notes)),
    ...all('ClassificationIPCRDetails', 'ClassificationIPCR').flatMap((node, index) => readIpcr(node, index, notes)),
    ...all('ClassificationLocarno').flatMap((node) => readList('locarno', node, notes)),
    ...national,
    ...other,
    ...all('ECLAClassificationScheme', 'ECLAClass').flatMap((node) =>
      read('ecla', attribute(node, 'symbol'), {}, notes),
    ),
    ...all('JPClassification', 'FI').flatMap(({ text }) => read('fi', text, {}, notes)),
    ...all('JPClassification', 'FClass').flatMap((node) =>
      read('f-term', `${textAt(node, 'Theme') ?? ''}${textAt(node, 'FTerm') ?? ''}`, {}, notes),
    ),
  ];
}

/** INID 58: classes and words of the field of search, as printed. */
export function readFieldOfSearch(bibliography: XmlNode | undefined): string[] {
  const field = find(bibliography, 'SearchField');
  const names = ['MainClassification', 'FurtherClassification', 'Text', 'OtherSearchField', 'FI'];
  const collect = (node: XmlNode): string[] => [
    ...(names.includes(node.name) && node.text ? [node.text] : []),
    ...node.children.flatMap(collect),
  ];
  return field ? collect(field) : [];
}
