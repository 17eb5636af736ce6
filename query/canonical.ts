import { fieldByName } from '../mappings/fields.js';
import type { ProximityOperator } from './operator-words.js';
import type { ProximityNode, SyntaxNode } from './syntax.js';

/**
 * The query written in one way: operators in capitals, field codes, every mixture of operators in brackets, ASCII syntax.
 * `parseQuery(writeCanonical(tree))` is `tree` again, spans apart.
 */
export function writeCanonical(node: SyntaxNode): string {
  switch (node.kind) {
    case 'and':
    case 'or':
    case 'xor':
      return node.children.map(writeOperand).join(` ${node.kind.toUpperCase()} `);
    case 'not':
      return `NOT ${writeOperand(node.child)}`;
    case 'proximity':
      return `${writeLeft(node)} ${writeOperator(node.operator)} ${writeOperand(node.right)}`;
    case 'field':
      return `${writeName(node.name)}${node.relation}${writeValue(node.value)}`;
    case 'frequency': {
      const value = writeCanonical(node.value);
      // A comma in the first word would make a field of what stands before it.
      const bare = /^[^ (),"=<>:]*,/.test(value) ? `(${value})` : value;
      const counted = node.name === undefined ? bare : `${writeName(node.name)},${value}`;
      return `FREQ(${counted})${node.relation}${writeCanonical(node.bound)}`;
    }
    case 'quoted':
      return `"${node.text}"`;
    case 'stem':
      return node.isQuoted ? `stem:"${node.text}"` : `stem:${node.text}`;
    case 'range':
      return `[${node.from} TO ${node.to}]`;
    case 'word':
    case 'number':
      return node.text;
  }
}

function writeName(name: string): string {
  return fieldByName(name)?.code ?? name;
}

export function writeOperator({ name, distance }: ProximityOperator): string {
  return distance === 1 ? name : `${name}${distance}`;
}

/** Distances of one kind go from left to right without brackets. */
function writeLeft({ operator, left }: ProximityNode): string {
  const isSame = left.kind === 'proximity' && left.operator.name === operator.name;
  return isSame ? writeCanonical(left) : writeOperand(left);
}

function isOperation(node: SyntaxNode): boolean {
  return node.kind === 'and' || node.kind === 'or' || node.kind === 'xor' || node.kind === 'proximity';
}

function writeOperand(node: SyntaxNode): string {
  return isOperation(node) ? `(${writeCanonical(node)})` : writeCanonical(node);
}

function writeValue(node: SyntaxNode): string {
  return isOperation(node) || node.kind === 'not' || node.kind === 'field' || node.kind === 'frequency'
    ? `(${writeCanonical(node)})`
    : writeCanonical(node);
}
