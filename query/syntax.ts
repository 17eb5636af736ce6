import type { ProximityOperator } from './operator-words.js';
import type { Span } from './tree.js';

export type Relation = '=' | '==' | '>=' | '<=' | '>' | '<';

/**
 * What was typed, as a tree: operators and brackets resolved, names and values still text. `check.ts` gives it meaning,
 * `canonical.ts` writes it down again.
 */
export type SyntaxNode = OperatorNode | NotNode | ProximityNode | FieldNode | FrequencyNode | OperandNode | NumberNode;

/** AND, OR or XOR of two or more. Side by side is AND. */
export interface OperatorNode {
  kind: 'and' | 'or' | 'xor';
  children: SyntaxNode[];
  span: Span;
}

export interface NotNode {
  kind: 'not';
  child: SyntaxNode;
  span: Span;
}

/** `left ADJ3 right`. */
export interface ProximityNode {
  kind: 'proximity';
  operator: ProximityOperator;
  operatorSpan: Span;
  left: SyntaxNode;
  right: SyntaxNode;
  span: Span;
}

/** `FREQ(name,value) relation bound`; without name, the field around it counts. */
export interface FrequencyNode {
  kind: 'frequency';
  name?: string;
  nameSpan?: Span;
  value: SyntaxNode;
  relation: Relation;
  bound: OperandNode;
  span: Span;
}

/** `name relation value`; a bracketed value is any expression, each operand of which is meant in this field. */
export interface FieldNode {
  kind: 'field';
  name: string;
  nameSpan: Span;
  relation: Relation;
  value: SyntaxNode;
  span: Span;
}

export type OperandNode =
  /** A run without spaces. */
  | { kind: 'word'; text: string; span: Span }
  /** Text between quotes; `\` makes the next character literal. */
  | { kind: 'quoted'; text: string; span: Span }
  /** `stem:word` or `stem:"several words"`. */
  | { kind: 'stem'; text: string; isQuoted: boolean; span: Span }
  /** `[from TO to]` */
  | { kind: 'range'; from: string; to: string; span: Span };

/** The whole query is one document number; `words` is what it is when read as words. */
export interface NumberNode {
  kind: 'number';
  text: string;
  words: SyntaxNode;
  span: Span;
}
