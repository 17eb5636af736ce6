import { fieldByName } from '../mappings/fields.js';
import type { SyntaxNode } from './syntax.js';

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
    case 'field':
      return `${fieldByName(node.name)?.code ?? node.name}${node.relation}${writeValue(node.value)}`;
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

function isOperation(node: SyntaxNode): boolean {
  return node.kind === 'and' || node.kind === 'or' || node.kind === 'xor';
}

function writeOperand(node: SyntaxNode): string {
  return isOperation(node) ? `(${writeCanonical(node)})` : writeCanonical(node);
}

function writeValue(node: SyntaxNode): string {
  return isOperation(node) || node.kind === 'not' || node.kind === 'field'
    ? `(${writeCanonical(node)})`
    : writeCanonical(node);
}
