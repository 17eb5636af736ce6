import { parseDocumentId } from '../domain/document-id.js';
import { isOfficeCode } from '../domain/place.js';
import type { FieldSpec } from '../mappings/field.js';
import { fields } from '../mappings/fields.js';
import { assertPatternLength, type CheckContext } from './check-context.js';
import { mendList } from './mends.js';
import { shorten } from './query-error.js';
import { foldLiteral, readLiteral } from './quotation.js';
import type { OperandNode } from './syntax.js';
import type { CheckedNode, NumberLeaf, Span } from './tree.js';

type ValueNode = OperandNode & { kind: 'word' | 'quoted' };

const foldNumber = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Document number of a `number` field, in any spelling. */
export function checkNumber(node: ValueNode, field: FieldSpec, context: CheckContext): CheckedNode {
  const literal = readLiteral(node.text, node.kind === 'quoted');
  const { text, hasSigns } = literal;
  const folded = foldNumber(text);
  const { span } = node;
  if (folded === '' || folded.length > 100 || (!hasSigns && !/\p{N}/u.test(folded))) {
    throw context.error('unknown-number', `\`${shorten(text)}\` is no document number`, span, {
      expected: ['a document number in any spelling', '*'],
      hint: isOfficeCode(folded)
        ? `for all documents of an office write \`CC=${folded}\``
        : `for example \`${field.example}\``,
    });
  }
  refuseNumberList(node, text, context);
  if (hasSigns) {
    const { value, match } = foldLiteral(literal, foldNumber);
    assertPatternLength(value, span, context);
    return { kind: 'number', fields: [field.code], keys: [value], match, span };
  }
  warnAboutCheckDigit(text, span, context);
  return anyOf(numberLeaves(text, [field.code], span), span);
}

/** `PN=US9876543B2,US9876544B2` would be one long number that nobody has. */
function refuseNumberList(node: ValueNode, text: string, context: CheckContext): void {
  const list = node.kind === 'word' ? mendList(text) : undefined;
  const isSeveral = list !== undefined && text.split(/[,;|+]/).every((each) => parseDocumentId(each)[0]?.isCertain);
  if (!isSeveral) return;
  throw context.error('unknown-number', `\`${shorten(text)}\` is several document numbers`, node.span, {
    expected: ['one number, or `(A OR B)`'],
    replacement: list,
  });
}

/** Says that a typed application number has the wrong check digit: it is looked up all the same, as misprints are on file. */
function warnAboutCheckDigit(text: string, span: Span, context: CheckContext): void {
  const candidates = parseDocumentId(text);
  const [first] = candidates;
  if (!first || candidates.some(({ isCertain }) => isCertain) || !first.reason.includes('check digit should be'))
    return;
  context.warn('check-digit', `\`${shorten(text)}\`: ${first.reason}`, span);
}

/** Fields that a number typed bare in the box is looked up in: all but the numbers that a record only cites. */
const bareNumberFields: readonly string[] = fields
  .filter((field) => field.type === 'number' && field.code !== 'REF')
  .map((field) => field.code);

/** Fields that hold numbers of applications. */
const applicationFields: ReadonlySet<string> = new Set(['AN', 'PRN', 'REL']);

/** A number typed bare in the box: one of these is enough. */
export const checkBareNumber = (text: string, span: Span): NumberLeaf[] => numberLeaves(text, bareNumberFields, span);

/**
 * The number in each of the fields; in those of applications under their keys too, where these are others: what is certainly a publication
 * may be the number of an application as well (`DE102006031298A`).
 */
function numberLeaves(text: string, codes: readonly string[], span: Span): NumberLeaf[] {
  const { keys, applicationKeys } = numberKeysOf(text);
  const leaf = (among: readonly string[], wanted: string[]): NumberLeaf => ({
    kind: 'number',
    fields: [...among],
    keys: wanted,
    match: 'exact',
    span,
  });
  if (applicationKeys.length === 0) return [leaf(codes, keys)];
  const ofApplications = codes.filter((code) => applicationFields.has(code));
  const others = codes.filter((code) => !applicationFields.has(code));
  return [
    ...(others.length > 0 ? [leaf(others, keys)] : []),
    ...(ofApplications.length > 0 ? [leaf(ofApplications, [...keys, ...applicationKeys])] : []),
  ];
}

/** One of the nodes, of which there is at least one. */
export function anyOf(nodes: readonly CheckedNode[], span: Span): CheckedNode {
  return nodes.length === 1 ? (nodes[0] as CheckedNode) : { kind: 'or', children: [...nodes], span };
}

/**
 * Keys of a typed number: of its certain readings when there are any, else of every reading and of the text itself. `applicationKeys`: those
 * that the same number of the same office has as an application besides.
 */
function numberKeysOf(text: string): { keys: string[]; applicationKeys: string[] } {
  const candidates = parseDocumentId(text);
  const certain = candidates.filter(({ isCertain }) => isCertain);
  if (certain.length === 0) {
    const all = candidates.flatMap(({ keys }) => keys);
    return { keys: [...new Set([...all, foldNumber(text)])], applicationKeys: [] };
  }
  const keys = new Set(certain.flatMap((candidate) => candidate.keys));
  const further = candidates
    .filter(({ role, office }) => role === 'application' && certain.some((each) => each.office === office))
    .flatMap((candidate) => candidate.keys)
    .filter((key) => !keys.has(key));
  return { keys: [...keys], applicationKeys: [...new Set(further)] };
}
