import type { IsoDate } from '../domain/text.js';
import { parseDocumentId } from '../domain/document-id.js';
import { writeCanonical } from './canonical.js';
import { CheckContext, isGroup, type Place } from './check-context.js';
import { resolveField } from './check-field.js';
import { checkFrequency } from './check-frequency.js';
import { checkProximity } from './check-proximity.js';
import { checkDate, checkInteger } from './check-range.js';
import { anyOf, checkBareNumber, checkNumber } from './check-number.js';
import { checkClass, checkKeyword, checkStatus } from './check-values.js';
import { checkPhrase, checkWholeName } from './check-words.js';
import { parseQuery } from './parse.js';
import { shorten } from './query-error.js';
import type { FieldNode, OperandNode, SyntaxNode } from './syntax.js';
import type { CheckedNode } from './tree.js';
import type { QueryWarning } from './warnings.js';

export interface CompileOptions {
  /** Day that `today` and relative dates count from. */
  today: IsoDate;
}

export interface CompiledQuery {
  tree: CheckedNode;
  /** The query written in one way; compiling it gives the same tree. */
  canonical: string;
  warnings: QueryWarning[];
}

/**
 * Query text to the tree that engines execute.
 * @throws QueryError with place, what was expected and a fix-it, for any text that is no query
 */
export function compileQuery(text: string, options: CompileOptions): CompiledQuery {
  const { syntax, warnings } = parseQuery(text);
  const context = new CheckContext(text, options.today, warnings);
  const tree = checkNode(syntax, { relation: '=' }, context);
  if (!tree) {
    throw context.error('nothing-to-search', 'the query holds no word to search', syntax.span, {
      hint: 'only letters, digits and ideographs are searched; `*` finds all records',
    });
  }
  return { tree, canonical: writeCanonical(syntax), warnings: warnings.list() };
}

/** Undefined for what holds nothing to search (punctuation): the operator above goes on without it. */
function checkNode(node: SyntaxNode, place: Place, context: CheckContext): CheckedNode | undefined {
  switch (node.kind) {
    case 'and':
    case 'or':
    case 'xor': {
      const children = node.children.flatMap((child) => checkNode(child, place, context) ?? []);
      return children.length > 1 ? { kind: node.kind, children, span: node.span } : children[0];
    }
    case 'not': {
      const child = checkNode(node.child, place, context);
      return child && { kind: 'not', child, span: node.span };
    }
    case 'proximity':
      return checkProximity(node, place, context);
    case 'frequency':
      return checkFrequency(node, place, context);
    case 'field':
      return checkField(node, context);
    case 'number': {
      const words =
        node.words.kind === 'word' ? checkPhrase(node.words, place, context) : checkNode(node.words, place, context);
      if (!parseDocumentId(node.text)[0]?.isCertain) {
        context.warn(
          'read-as-number',
          `\`${shorten(node.text)}\` was read as a document number and as words`,
          node.span,
        );
      }
      return anyOf([...checkBareNumber(node.text, node.span), ...(words ? [words] : [])], node.span);
    }
    default:
      return checkOperand(node, place, context);
  }
}

function checkField(node: FieldNode, context: CheckContext): CheckedNode | undefined {
  const field = resolveField(node, context);
  return checkNode(node.value, { field, relation: node.relation }, context);
}

function checkOperand(node: OperandNode, place: Place, context: CheckContext): CheckedNode | undefined {
  const { field, relation } = place;
  if (node.kind === 'word' && /^\*+$/.test(node.text)) return checkExistence(node, place);
  if (!field) {
    if (node.kind === 'range') {
      throw context.error('missing-field', 'a range needs a field: `PD=[2012 TO 2014]`', node.span, {
        replacement: `PD=[${node.from} TO ${node.to}]`,
      });
    }
    return checkBare(node, place, context);
  }
  const type = isGroup(field) ? 'text' : field.type;
  if (!isGroup(field) && type === 'date') return checkDate(node, field, relation, context);
  if (!isGroup(field) && type === 'integer') return checkInteger(node, field, relation, context);
  if (node.kind === 'range') {
    throw context.error(
      'wrong-type',
      `${field.code} (${field.en}) has no order; a range needs a date or a number`,
      node.span,
      {
        hint: `for example \`PD=[${node.from} TO ${node.to}]\``,
      },
    );
  }
  if (type === 'text' || type === 'name') {
    return relation === '==' ? checkWholeName(node, place, context) : checkPhrase(node, place, context);
  }
  if (isGroup(field)) return undefined;
  if (node.kind === 'stem') {
    const message = `${field.code} (${field.en}) holds no words; \`stem:\` needs a text field`;
    throw context.error('wrong-type', message, node.span, { expected: [field.example], replacement: node.text });
  }
  if (type === 'keyword') return checkKeyword(node, field, context);
  if (type === 'class') return checkClass(node, field, relation, context);
  return type === 'number' ? checkNumber(node, field, context) : checkStatus(node, context);
}

/** `*`: all records, or those with a value in the field. */
function checkExistence(node: OperandNode, { field }: Place): CheckedNode {
  if (!field) return { kind: 'all' };
  if (!isGroup(field)) return { kind: 'exists', field: field.code, span: node.span };
  const children = field.members.map((member): CheckedNode => ({ kind: 'exists', field: member, span: node.span }));
  return { kind: 'or', children, span: node.span };
}

/** A word in the default fields; one that is certainly a document number is looked up as number too. */
function checkBare(
  node: Exclude<OperandNode, { kind: 'range' }>,
  place: Place,
  context: CheckContext,
): CheckedNode | undefined {
  const words = checkPhrase(node, place, context);
  if (node.kind !== 'word' || !/\d/.test(node.text) || node.text.length > 60 || /[*?]/.test(node.text)) return words;
  if (!parseDocumentId(node.text).some((candidate) => candidate.isCertain)) return words;
  return anyOf([...checkBareNumber(node.text, node.span), ...(words ? [words] : [])], node.span);
}
