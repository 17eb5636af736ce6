import type { FieldGroup, FieldSpec } from '../mappings/field.js';
import { fieldOf } from '../mappings/fields.js';
import { writeCanonical } from './canonical.js';
import { isGroup, phraseFieldsOf, type CheckContext, type Place } from './check-context.js';
import { resolveField } from './check-field.js';
import { checkElements } from './check-words.js';
import { findDivided, takeApart } from './divided-distances.js';
import { QueryError, replaceSpan, type FixIt } from './query-error.js';
import type { FieldNode, ProximityNode, SyntaxNode } from './syntax.js';
import { childrenOf } from './tree-height.js';
import type { CheckedNode, PositionNode, Span } from './tree.js';

/**
 * `left ADJ3 right` in one field: that of either side, else the one around it, else each of the default fields. Undefined when neither side holds a
 * word; a side alone stands for the whole.
 * @throws QueryError wrong-operand, different-fields, wrong-type, wrong-relation
 */
export function checkProximity(node: ProximityNode, place: Place, context: CheckContext): CheckedNode | undefined {
  // The mend of a distance that cannot be: both sides anywhere.
  const fixIt = replaceSpan(context.text, node.operatorSpan, 'AND');
  const { field } = placePositions(node, place, context, { whole: node, fixIt });
  const positions = checkPositions(node, { field, relation: '=' }, context);
  return positions && leafOf(positions, phraseFieldsOf(field));
}

/** What stands at positions as a query of its own. */
export function leafOf(node: PositionNode, fields: string[]): CheckedNode {
  const { span } = node;
  switch (node.kind) {
    case 'words':
      return { kind: 'phrase', fields, elements: node.elements, span };
    case 'any-of':
      return { kind: 'or', children: node.children.map((child) => leafOf(child, fields)), span };
    case 'distance':
    case 'within':
      return { kind: 'proximity', fields, node, span };
  }
}

/**
 * The one field in which all of `node` stands, undefined for the default fields. It holds nothing but words, phrases, OR groups and distances.
 * @param mend the part that an AND inside takes apart, and what mends a wrong field
 * @throws QueryError wrong-operand, different-fields, wrong-type, wrong-relation
 */
export function placePositions(
  node: SyntaxNode,
  place: Place,
  context: CheckContext,
  { whole, fixIt }: { whole: SyntaxNode; fixIt?: FixIt },
): { field: FieldSpec | FieldGroup | undefined } {
  const divided = findDivided(node);
  if (divided) throw dividedOperand(divided, whole, context);
  let { field } = place;
  if (field) assertWords(field, place.relation, node.span, fixIt);
  for (const each of fieldsIn(node)) {
    const named = resolveField(each, context);
    assertWords(named, each.relation, each.span, fixIt);
    field ??= named;
    if (named === field) continue;
    throw new QueryError('different-fields', 'a distance lies inside one field, and this is another', each.span, {
      expected: ['one field: `TI=(a ADJ3 b)`'],
      fixIt,
    });
  }
  return { field };
}

function fieldsIn(node: SyntaxNode): FieldNode[] {
  const below = childrenOf(node).flatMap(fieldsIn);
  return node.kind === 'field' ? [node, ...below] : below;
}

/** @throws QueryError wrong-type, wrong-relation */
function assertWords(field: FieldSpec | FieldGroup, relation: string, span: Span, fixIt: FixIt | undefined): void {
  const members = isGroup(field) ? field.members.map(fieldOf) : [field];
  if (members.some(({ type }) => type !== 'text' && type !== 'name')) {
    throw new QueryError('wrong-type', `${field.code} (${field.en}) holds no words that have a place in a text`, span, {
      expected: ['a field of words: `TI`, `AB`, `CL`, `DE`, `AP` ...'],
      fixIt,
    });
  }
  if (relation === '=') return;
  const message = '`==` asks for whole values, in which words have no distance';
  throw new QueryError('wrong-relation', message, span, { expected: ['='], hint: 'write `=`' });
}

/** AND, NOT, XOR, a range or a count where there must be words. */
function dividedOperand(divided: SyntaxNode, node: SyntaxNode, context: CheckContext): QueryError {
  const { text } = context;
  const { start, end } = node.span;
  const apart = end - start > longestApart ? undefined : takeApart(node);
  const written = apart && writeCanonical(apart);
  const isAlone = text.slice(0, start).trim() === '' && text.slice(end).trim() === '';
  const what = { range: 'a range', frequency: 'a count' }[divided.kind as string] ?? divided.kind.toUpperCase();
  return new QueryError('wrong-operand', `${what} does not stand inside a distance or a count`, divided.span, {
    expected: ['a word', 'a quoted phrase', 'an OR group', 'another distance'],
    fixIt: written === undefined ? undefined : replaceSpan(text, node.span, isAlone ? written : `(${written})`),
    hint: written === undefined ? 'write one distance for each and join them with AND' : undefined,
  });
}
const longestApart = 2_000;

/**
 * What stands at positions; undefined for what holds no word. `placePositions` has looked at it.
 * @throws QueryError wrong-truncation, too-many-terms
 */
export function checkPositions(node: SyntaxNode, place: Place, context: CheckContext): PositionNode | undefined {
  const { span } = node;
  switch (node.kind) {
    case 'word':
    case 'quoted':
    case 'stem': {
      const elements = checkElements(node, place, context);
      return elements && { kind: 'words', elements, span };
    }
    case 'field':
      return checkPositions(node.value, place, context);
    case 'or': {
      const children = node.children.flatMap((child) => checkPositions(child, place, context) ?? []);
      return children.length > 1 ? { kind: 'any-of', children, span } : children[0];
    }
    case 'proximity': {
      const left = checkPositions(node.left, place, context);
      const right = checkPositions(node.right, place, context);
      if (!left || !right) return left ?? right;
      const { name, distance } = node.operator;
      if (name === 'ADJ' || name === 'NEAR')
        return { kind: 'distance', isOrdered: name === 'ADJ', distance, left, right, span };
      return { kind: 'within', part: name === 'WITH' ? 'sentence' : 'paragraph', distance, left, right, span };
    }
    default:
      throw new Error(`\`${node.kind}\` stands inside a distance`);
  }
}
