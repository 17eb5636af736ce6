import { parseClassSymbol } from '../domain/class-symbol.js';
import { foldKeyword, foldWord } from '../mappings/analyze.js';
import { schemeOfField } from '../mappings/embedded.js';
import type { FieldSpec } from '../mappings/field.js';
import { assertFewSigns, assertPatternLength, type CheckContext } from './check-context.js';
import { readDays } from './days.js';
import { mendDay, mendList } from './mends.js';
import { shorten } from './query-error.js';
import { foldLiteral, readLiteral, type LiteralValue, type Truncated } from './quotation.js';
import { statusesOf, statusNames } from './statuses.js';
import { findNearest } from './suggest.js';
import type { OperandNode, Relation } from './syntax.js';
import type { CheckedNode, Span } from './tree.js';

type ValueNode = OperandNode & { kind: 'word' | 'quoted' };

/** A whole value folded as those of records are; undefined when it says nothing. */
export function foldWholeValue(literal: LiteralValue, span: Span, context: CheckContext): Truncated | undefined {
  const last = literal.parts.length - 1;
  assertFewSigns(literal.text, span, context);
  const folded = foldLiteral(literal, (part) => foldWord(part.toWellFormed()).replace(/\s+/g, ' '));
  if (literal.parts[0]?.isSigns !== true) folded.value = folded.value.trimStart();
  if (literal.parts[last]?.isSigns !== true) folded.value = folded.value.trimEnd();
  if (folded.match === 'pattern') assertPatternLength(folded.value, span, context);
  return folded.value === '' || folded.value === '*' ? undefined : folded;
}

/** Whole value of a `keyword` field. */
export function checkKeyword(node: ValueNode, field: FieldSpec, context: CheckContext): CheckedNode | undefined {
  const literal = readLiteral(node.text, node.kind === 'quoted');
  const { text } = literal;
  const list = node.kind === 'word' ? mendList(text) : undefined;
  if (list !== undefined) {
    const message = `\`${shorten(text)}\` is searched as one value; for any of them write \`${field.code}=${shorten(list)}\``;
    context.warn('list-as-value', message, node.span);
  }
  const folded = foldWholeValue(literal, node.span, context);
  return folded && { kind: 'keyword', field: field.code, ...folded, span: node.span };
}

const mainFields: Readonly<Record<string, string>> = { IPC: 'MIPC', CPC: 'MCPC', MIPC: 'MIPC', MCPC: 'MCPC' };

/** Symbol of a `class` field, with `/low` (the default), `/main` or `/first` behind it. */
export function checkClass(node: ValueNode, field: FieldSpec, relation: Relation, context: CheckContext): CheckedNode {
  const { text } = readLiteral(node.text, node.kind === 'quoted');
  const suffix = /\/(low|main|first)$/i.exec(text);
  const raw = suffix ? text.slice(0, suffix.index) : text;
  const isMain = suffix !== null && suffix[1]?.toLowerCase() !== 'low';
  const code = isMain ? mainFields[field.code] : field.code;
  if (code === undefined) {
    throw context.error('unknown-class', `${field.code} knows no main position`, node.span, { replacement: raw });
  }
  const { span } = node;
  if (/[*?]/.test(raw)) {
    const symbol = raw.normalize('NFKC').replace(/\s/g, '').toUpperCase();
    if (!/^(?=.*[\p{L}\p{N}])[\p{L}\p{N}./*?-]*$/u.test(symbol)) throw unknownClass(text, field, span, context);
    const { value, match } = foldLiteral(readLiteral(symbol, false), (part) => part);
    assertPatternLength(value, span, context);
    return { kind: 'class', field: code, symbol: value, match, span };
  }
  const scheme = schemeOfField(field.code);
  const isUsClass = scheme === 'us' && /^(?:D?\d{1,3}|PLT)$/i.test(raw.trim());
  const symbol = isUsClass ? raw.trim().toUpperCase() : parseClassSymbol(scheme, raw)?.symbol;
  if (symbol === undefined) throw unknownClass(text, field, span, context);
  const hasMainGroups = scheme === 'ipc' || scheme === 'cpc' || scheme === 'fi';
  if (relation === '==') {
    const isMainGroup = hasMainGroups && /^[A-Z]\d\d[A-Z]\d+$/.test(symbol);
    return { kind: 'class', field: code, symbol: isMainGroup ? `${symbol}/00` : symbol, match: 'exact', span };
  }
  // A main group is the head of all its subgroups: `H01M10/00` and `H01M10` ask for the same tree.
  return {
    kind: 'class',
    field: code,
    symbol: hasMainGroups ? symbol.replace(/\/00$/, '') : symbol,
    match: 'tree',
    span,
  };
}

function unknownClass(text: string, field: FieldSpec, span: Span, context: CheckContext): Error {
  const mended = [text.replace(/[/-]+$/, ''), text.replace('-', '/'), text.replace(/^([A-Z]\d\d[A-Z])\/(?=\d)/i, '$1')];
  const isSymbol = (symbol: string) =>
    symbol !== text && parseClassSymbol(schemeOfField(field.code), symbol) !== undefined;
  return context.error('unknown-class', `\`${shorten(text)}\` is no symbol of ${field.code} (${field.en})`, span, {
    replacement: text.length > 200 ? undefined : (mended.find(isSymbol) ?? mendList(text)),
    expected: [field.example.replace(/^\w+=+/, '')],
    hint: `for example \`${field.example}\``,
  });
}

/** `ST=in-force`, `ST=有效`, `ST=granted@20201231`. */
export function checkStatus(node: ValueNode, context: CheckContext): CheckedNode {
  const { text } = readLiteral(node.text, node.kind === 'quoted');
  const [, name = '', day] = /^([^@]*)(?:@(.*))?$/su.exec(text) ?? [];
  const folded = foldKeyword(name);
  const statuses = statusesOf(folded);
  if (!statuses) {
    const nearest = findNearest(folded, statusNames);
    const suffix = day === undefined ? '' : `@${day}`;
    throw context.error('unknown-status', `\`${shorten(name)}\` is no status`, node.span, {
      expected: [
        'pending',
        'published',
        'in-force',
        'refused',
        'withdrawn',
        'lapsed',
        'expired',
        'invalidated',
        'unknown',
      ],
      replacement: nearest === undefined ? undefined : nearest + suffix,
    });
  }
  if (day === undefined) return { kind: 'status', statuses: [...statuses], span: node.span };
  const days = readDays(day, context.today);
  if (days === undefined || days === 'impossible') {
    const mended = day === '' ? undefined : mendDay(day, context.today);
    throw context.error('impossible-date', `\`${shorten(day)}\` is not a day of the calendar`, node.span, {
      expected: ['in-force@2020-12-31', 'in-force@-2y'],
      replacement: mended === undefined ? name : `${name}@${mended}`,
    });
  }
  return { kind: 'status', statuses: [...statuses], on: days.to, span: node.span };
}
