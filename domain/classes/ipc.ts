import type { Classification, ClassificationScheme } from '../classification.js';
import { parseDate } from '../day.js';

/**
 * Symbols of IPC and CPC (ST.8, Guide to the IPC): section, class, subclass, main group of up to four digits, slash, subgroup of two to six.
 * Canonical: `H01M10/0525`, no spaces, main group without leading zeros, subgroup as in the scheme (two digits at least, no padding behind).
 */
const symbolHead = /^([A-HY])\s?(\d\d)\s?([A-Z])/;

/** Editions before 2006 by the number that is printed before the symbol: `Int.Cl.7`, `5 H01L 21/00`, ` 7A 61K 9/16`. */
const editionPrefix = /^\s*(?:INT\.?\s*CL\.?\s*)?(?:[([]\s*)?([1-8])(?:\s*[)\]])?(?:\s*:)?\s*(?=[A-H]\s?\d\d\s?[A-Z])/i;

interface Tail {
  version?: string;
  level?: Classification['level'];
  position?: Classification['position'];
  value?: Classification['value'];
  actionDate?: string;
  status?: string;
  source?: string;
  office?: string;
}

const levels: Record<string, Classification['level']> = { C: 'core', A: 'advanced', S: 'subclass' };

const columnsPattern = /^(\d{8})?([CAS ])([FL ])([INA ])(\d{8}| {8})?\s*([BRVD ])?([HMG ])?([A-Z]{2})?$/;

/** ST.8 positions 20-50 after the symbol: `20100101AFI20190802BHEP`; a blank or either letter may be missing. */
function readColumns(rest: string): Tail | undefined {
  const match = columnsPattern.exec(rest);
  if (!match) return undefined;
  const [, version, level = '', position = '', value = '', action, status = ' ', source = ' ', office] = match;
  // Assigned one by one: this runs for every class of every record, and spreading a dozen objects costs more than the reading.
  const tail: Tail = {};
  if (version !== undefined) setDate(tail, 'version', version);
  if (levels[level] !== undefined) tail.level = levels[level];
  if (position !== ' ') tail.position = position === 'F' ? 'first' : 'later';
  if (value !== ' ') tail.value = value === 'I' ? 'inventive' : 'additional';
  if (action !== undefined && action.trim() !== '') setDate(tail, 'actionDate', action);
  if (status !== ' ') tail.status = status;
  if (source !== ' ') tail.source = source;
  if (office !== undefined) tail.office = office;
  return tail;
}

function setDate(tail: Tail, member: 'version' | 'actionDate', raw: string): void {
  const { date } = parseDate(raw);
  if (date !== undefined) tail[member] = date;
}

const readPosition = (letter: string): Tail =>
  letter === 'F' ? { position: 'first' } : letter === 'L' ? { position: 'later' } : {};
const readValue = (letter: string): Tail =>
  letter === 'I' ? { value: 'inventive' } : letter === 'A' || letter === 'N' ? { value: 'additional' } : {};

/** `(2006.01)`, `(2010.01)I`, `2006.01`, `(2019.01) N`, `FI (BHJP)`, `A`, `B`. */
function readTail(rest: string): Tail | undefined {
  const text = rest.trim();
  if (text === '' || text === '-') return {};
  const columns = readColumns(text);
  if (columns) return columns;
  const version = /^[([]?(\d{4})\.(\d\d)[)\]]?\s*([CAS])?([FL])?\s*([INA])?\s*(?:\(.*\))?$/i.exec(text);
  if (version) {
    const { date } = parseDate(`${version[1]}${version[2]}01`);
    const position = (version[4] ?? '').toUpperCase();
    const value = (version[5] ?? (version[4] === undefined ? (version[3] ?? '') : '')).toUpperCase();
    return date === undefined ? undefined : { version: date, ...readPosition(position), ...readValue(value) };
  }
  // EPO's pre-2006 columns: A marks the first symbol, B and later letters the others.
  if (/^[A-Z]$/.test(text)) return text === 'A' ? { position: 'first' } : { position: 'later' };
  if (/^[FL][INA]$/.test(text)) return { ...readPosition(text.charAt(0)), ...readValue(text.charAt(1)) };
  return undefined;
}

export function parseIpcSymbol(scheme: ClassificationScheme, text: string, raw: string): Classification | undefined {
  let rest = text.toUpperCase().trimStart();
  let head = symbolHead.exec(rest);
  let edition: string | undefined;
  if (!head) {
    rest = rest.replace(/^INT\.?\s*CL\.?\s*(?=[\dA-H(])/, '');
    const prefix = editionPrefix.exec(rest);
    edition = prefix?.[1];
    rest = rest.slice(prefix?.[0].length ?? 0).trimStart();
    head = symbolHead.exec(rest);
  }
  if (!head) return parseAboveSubclass(scheme, rest.trim());
  const base = `${head[1]}${head[2]}${head[3]}`;
  rest = rest.slice(head[0].length);
  const group = readGroup(rest);
  const tail = readTail(group.rest);
  if (tail === undefined) return undefined;
  const symbol = `${base}${group.symbol}`;
  // What follows the symbol is read into members: only a symbol that was spelled otherwise needs its original.
  const printed = (base + rest.slice(0, rest.length - group.rest.length)).replace(/\s/g, '');
  const found: Classification = { scheme, symbol };
  if (edition !== undefined) found.version = edition;
  Object.assign(found, tail);
  if (printed !== symbol) found.original = raw.trim();
  return found;
}

/** `H` and `H01`: searched for, and printed as main classes by some registers. */
function parseAboveSubclass(scheme: ClassificationScheme, text: string): Classification | undefined {
  return /^[A-HY](?:\d\d)?$/.test(text) ? { scheme, symbol: text } : undefined;
}

/** Main group and subgroup at the start of `text`, in any padding; `symbol` is empty where the text stops at the subclass. */
function readGroup(text: string): { symbol: string; rest: string } {
  const slashed = /^\s*0*(\d{1,4})\s*[/:]\s*(\d{2,6})(?!\d)/.exec(text); // OPS pads after the slash
  if (slashed)
    return { symbol: `${slashed[1]}/${trimSubgroup(slashed[2] ?? '')}`, rest: text.slice(slashed[0].length) };
  // WIPO's 14-character form: four digits of main group, six of subgroup, both padded.
  const packed = /^(\d{4})(\d{6})(?!\d)/.exec(text);
  if (packed) return { symbol: `${Number(packed[1])}/${trimSubgroup(packed[2] ?? '')}`, rest: text.slice(10) };
  // USPTO before 2006: three columns of main group, no slash: `H01L 21302`, `C07C24900`.
  const columns = /^( {2}\d| \d\d|\d{3})(\d{2,4})$/.exec(text);
  if (columns) return { symbol: `${Number(columns[1])}/${trimSubgroup(columns[2] ?? '')}`, rest: '' };
  const main = /^\s*0*(\d{1,4})(?![\d.])/.exec(text);
  if (main && !/^\s*\d{8}/.test(text)) return { symbol: main[1] ?? '', rest: text.slice(main[0].length) };
  return { symbol: '', rest: text };
}

/** Subgroups are decimals of two digits at least: `052500` is `0525`, `000000` is `00`. */
const trimSubgroup = (digits: string): string => digits.slice(0, 2) + digits.slice(2).replace(/0+$/, '');

export function ipcAncestors(symbol: string): string[] {
  const match = /^([A-HY])(?:(\d\d)(?:([A-Z])(?:(\d{1,4})(?:\/(\d{2,6}))?)?)?)?$/.exec(symbol);
  if (!match) return [symbol];
  const [, section = '', mainClass, subclass, group, subgroup] = match;
  const chain = [section];
  if (mainClass !== undefined) chain.push(`${section}${mainClass}`);
  if (subclass !== undefined) chain.push(`${section}${mainClass}${subclass}`);
  if (group !== undefined) chain.push(`${section}${mainClass}${subclass}${group}`);
  if (subgroup !== undefined) chain.push(symbol);
  return chain;
}

/** Order of the scheme: letters, then class, then main group as a number, then subgroup as a decimal. */
export function compareIpcSymbols(a: string, b: string): number {
  const [left, right] = [splitSymbol(a), splitSymbol(b)];
  if (left === undefined || right === undefined)
    return left === right ? compareText(a, b) : left === undefined ? 1 : -1;
  return (
    compareText(left.base, right.base) ||
    left.group - right.group ||
    compareText(left.subgroup, right.subgroup) ||
    compareText(a, b)
  );
}

function splitSymbol(symbol: string): { base: string; group: number; subgroup: string } | undefined {
  const match = /^([A-HY](?:\d\d[A-Z]?)?)(\d{1,4})?(?:\/(\d{2,6}))?$/.exec(symbol);
  return match ? { base: match[1] ?? '', group: Number(match[2] ?? -1), subgroup: match[3] ?? '' } : undefined;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
