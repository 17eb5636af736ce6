import { lexQuery, type LexToken } from './lex.js';
import { tooDeep } from './lex-errors.js';
import { bindingOf, mostDistance, type ProximityOperator } from './operator-words.js';
import {
  emptyGroup,
  emptyQuery,
  missingOperand,
  notInDistance,
  strayRelation,
  unclosedBracket,
  unopenedBracket,
  wrongDistance,
} from './parse-errors.js';
import { readField, type OperandReader } from './parse-field.js';
import { isFrequency, readFrequency } from './parse-frequency.js';
import {
  warnAboutLostField,
  warnAboutMixedDistances,
  warnAboutMixture,
  warnAboutWordAsOperator,
} from './parse-warnings.js';
import { readWholeNumber } from './printed-number.js';
import { queryLimits } from './query-limits.js';
import { refuseReserved } from './reserved-words.js';
import type { SyntaxNode } from './syntax.js';
import { TokenCursor } from './token-cursor.js';
import { joinNodes, measureHeight } from './tree-height.js';
import type { Span } from './tree.js';
import { WarningList } from './warnings.js';

export interface ParsedQuery {
  syntax: SyntaxNode;
  warnings: WarningList;
}

/**
 * Reads a query text. Precedence without brackets: ADJ and NEAR, then WITH, then SAME, then NOT, then AND (written or by standing side by side),
 * then XOR, then OR; proximity operators of one kind from left to right.
 * @throws QueryError with the place of the mistake
 */
export function parseQuery(text: string): ParsedQuery {
  const tokens = lexQuery(text);
  if (tokens.length === 0) throw emptyQuery(text);
  return new Parser(text, tokens).run();
}

const tightest = 2;

/** Which operators stand at one level of brackets. */
interface Level {
  hasAnd: boolean;
  hasOr: boolean;
}

class Parser implements OperandReader {
  private readonly warnings = new WarningList();
  readonly cursor: TokenCursor;
  /** Nodes that stand in brackets of their own. */
  private readonly bracketed = new WeakSet<SyntaxNode>();
  private depth = 0;

  constructor(
    readonly text: string,
    tokens: readonly LexToken[],
  ) {
    this.cursor = new TokenCursor(tokens);
  }

  run(): ParsedQuery {
    const syntax = this.expression();
    const rest = this.cursor.peek();
    if (rest?.kind === 'close') throw unopenedBracket(this.text, rest.span);
    return { syntax: readWholeNumber(syntax, this.cursor.tokens) ?? syntax, warnings: this.warnings };
  }

  private expression(): SyntaxNode {
    const level: Level = { hasAnd: false, hasOr: false };
    const node = this.chain('or', () => this.chain('xor', () => this.conjunction(level), level), level);
    if (level.hasAnd && level.hasOr) warnAboutMixture(this.warnings, node, 'AND and OR');
    return node;
  }

  private chain(kind: 'or' | 'xor', operand: () => SyntaxNode, level: Level): SyntaxNode {
    const children = [operand()];
    while (this.cursor.operator() === kind) {
      this.cursor.skip();
      level.hasOr = true;
      children.push(operand());
    }
    return joinNodes(kind, children);
  }

  private conjunction(level: Level): SyntaxNode {
    const children = [this.negation()];
    for (;;) {
      const operator = this.cursor.operator();
      const token = this.cursor.peek();
      if (operator === 'and') {
        this.cursor.skip();
        level.hasAnd = true;
        children.push(this.negation());
      } else if (operator === 'not' || (token && token.kind !== 'close' && operator === undefined)) {
        if (token?.kind === 'relation') throw strayRelation(this.text, token.span);
        const last = children[children.length - 1];
        warnAboutLostField(this.warnings, last, this.cursor);
        level.hasAnd = true;
        const apart = operator === 'not' ? this.cursor.proximity(1) : undefined;
        children.push(last && apart ? this.apart(last, apart) : this.negation());
      } else return joinNodes('and', children);
    }
  }

  private negation(): SyntaxNode {
    const token = this.cursor.peek();
    if (this.cursor.operator() !== 'not' || !token) return this.distances();
    this.cursor.skip();
    const child = this.nested(token.span, () => this.negation());
    return measureHeight({ kind: 'not', child, span: { start: token.span.start, end: child.span.end } });
  }

  /** `left NOT NEAR right`: `left` AND NOT (`left` NEAR `right`), as PPUBS has it. */
  private apart(left: SyntaxNode, operator: ProximityOperator): SyntaxNode {
    const not = this.cursor.peek()?.span ?? left.span;
    this.cursor.skip();
    const child = this.distance(left, operator, 0);
    return measureHeight({ kind: 'not', child, span: { start: not.start, end: child.span.end } });
  }

  /** Operands joined by proximity operators, or one operand alone. */
  private distances(): SyntaxNode {
    const node = this.proximity(0);
    warnAboutMixedDistances(this.warnings, node, this.bracketed);
    return node;
  }

  /** Operands joined by proximity operators that bind at least as tightly as `binding`. */
  private proximity(binding: number): SyntaxNode {
    if (binding > tightest) return this.operand();
    let node = this.proximity(binding + 1);
    for (let operator = this.cursor.proximity(); operator; operator = this.cursor.proximity()) {
      if (bindingOf(operator) !== binding) break;
      node = this.distance(node, operator, binding + 1);
    }
    return node;
  }

  /** The operator under the cursor with what stands on its right. */
  private distance(left: SyntaxNode, operator: ProximityOperator, binding: number): SyntaxNode {
    const operatorSpan = this.cursor.peek()?.span ?? left.span;
    if (operator.distance < 1 || operator.distance > mostDistance)
      throw wrongDistance(this.text, operator, operatorSpan);
    warnAboutWordAsOperator(this.warnings, this.text, operatorSpan);
    this.cursor.skip();
    const not = this.cursor.operator() === 'not' ? this.cursor.peek() : undefined;
    if (not) throw notInDistance(this.text, operatorSpan, not.span);
    const right = this.proximity(binding);
    const span = { start: left.span.start, end: right.span.end };
    return measureHeight({ kind: 'proximity', operator, operatorSpan, left, right, span });
  }

  private operand(): SyntaxNode {
    const token = this.cursor.peek();
    if (!token || token.kind === 'close' || this.cursor.operator() || this.cursor.proximity())
      throw missingOperand(this.text, token, this.cursor.peek(-1));
    if (token.kind === 'relation') throw strayRelation(this.text, token.span);
    if (token.kind === 'word' && this.cursor.peek(1)?.kind === 'relation')
      return readField(this, token.text, token.span);
    if (token.kind === 'open') return this.group(token.span);
    if (isFrequency(this.cursor)) return this.frequency();
    return this.simple();
  }

  /** @throws QueryError too-deep */
  private nested<T>(span: Span, read: () => T): T {
    if (++this.depth > queryLimits.depth) throw tooDeep(span);
    const result = read();
    this.depth--;
    return result;
  }

  /** What stands in brackets; the opening one is under the cursor. */
  group(open: Span): SyntaxNode {
    this.cursor.skip();
    const first = this.cursor.peek();
    if (first?.kind === 'close') throw emptyGroup(this.text, { start: open.start, end: first.span.end });
    if (!first) throw unclosedBracket(this.text, open);
    const inner = this.nested(open, () => this.expression());
    const close = this.cursor.peek();
    if (close?.kind !== 'close') throw unclosedBracket(this.text, open);
    this.cursor.skip();
    inner.span = { start: open.start, end: close.span.end };
    this.bracketed.add(inner);
    return inner;
  }

  private frequency(): SyntaxNode {
    const counted = readFrequency(this.text, this.cursor, (open) => this.nested(open, () => this.expression()));
    return measureHeight(counted);
  }

  /** A word, quotation or range. */
  simple(): SyntaxNode {
    const token = this.cursor.peek();
    if (token?.kind !== 'word' && token?.kind !== 'quoted' && token?.kind !== 'range')
      throw missingOperand(this.text, token, this.cursor.peek(-1));
    if (token.kind === 'word') refuseReserved(this.text, token, this.cursor);
    this.cursor.skip();
    return { ...token };
  }
}
