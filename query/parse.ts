import { fieldByName } from '../mappings/fields.js';
import { lexQuery, queryLimits, type LexToken } from './lex.js';
import { refuseBareRange, refuseRelationInValue } from './misread-values.js';
import {
  emptyGroup,
  emptyQuery,
  missingOperand,
  missingValue,
  operatorAsValue,
  strayRelation,
  unclosedBracket,
  unopenedBracket,
} from './parse-errors.js';
import { warnAboutLostField, warnAboutMixture } from './parse-warnings.js';
import { countPrintedParts, mostPrintedParts, readWholeNumber } from './printed-number.js';
import { QueryError } from './query-error.js';
import { refuseReserved } from './reserved-words.js';
import type { FieldNode, SyntaxNode } from './syntax.js';
import { TokenCursor } from './token-cursor.js';
import type { Span } from './tree.js';
import { WarningList } from './warnings.js';

export interface ParsedQuery {
  syntax: SyntaxNode;
  warnings: WarningList;
}

/**
 * Reads a query text. Precedence without brackets: NOT, then AND (written or by standing side by side), then XOR, then OR.
 * @throws QueryError with the place of the mistake
 */
export function parseQuery(text: string): ParsedQuery {
  const tokens = lexQuery(text);
  if (tokens.length === 0) throw emptyQuery(text);
  return new Parser(text, tokens).run();
}

/** Which operators stand at one level of brackets. */
interface Level {
  hasAnd: boolean;
  hasOr: boolean;
}

class Parser {
  private readonly warnings = new WarningList();
  private readonly cursor: TokenCursor;
  private depth = 0;

  constructor(
    private readonly text: string,
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
    if (level.hasAnd && level.hasOr) warnAboutMixture(this.warnings, node);
    return node;
  }

  private chain(kind: 'or' | 'xor', operand: () => SyntaxNode, level: Level): SyntaxNode {
    const children = [operand()];
    while (this.cursor.operator() === kind) {
      this.cursor.skip();
      level.hasOr = true;
      children.push(operand());
    }
    return combine(kind, children);
  }

  private conjunction(level: Level): SyntaxNode {
    const children = [this.operand()];
    for (;;) {
      const operator = this.cursor.operator();
      const token = this.cursor.peek();
      if (operator === 'and') {
        this.cursor.skip();
        level.hasAnd = true;
        children.push(this.operand());
      } else if (operator === 'not' || (token && token.kind !== 'close' && operator === undefined)) {
        if (token?.kind === 'relation') throw strayRelation(this.text, token.span);
        warnAboutLostField(this.warnings, children[children.length - 1], this.cursor);
        level.hasAnd = true;
        children.push(this.operand());
      } else return combine('and', children);
    }
  }

  private operand(): SyntaxNode {
    const token = this.cursor.peek();
    const operator = this.cursor.operator();
    if (!token || token.kind === 'close' || (operator && operator !== 'not'))
      throw missingOperand(this.text, token, this.cursor.peek(-1));
    if (operator === 'not') {
      this.cursor.skip();
      const child = this.nested(token.span, () => this.operand());
      return { kind: 'not', child, span: { start: token.span.start, end: child.span.end } };
    }
    if (token.kind === 'relation') throw strayRelation(this.text, token.span);
    if (token.kind === 'word' && this.cursor.peek(1)?.kind === 'relation') return this.field(token.text, token.span);
    if (token.kind === 'open') return this.group(token.span);
    return this.simple();
  }

  /** @throws QueryError too-deep */
  private nested<T>(span: Span, read: () => T): T {
    if (++this.depth > queryLimits.depth) {
      throw new QueryError('too-deep', `brackets and NOT are nested more than ${queryLimits.depth} deep`, span);
    }
    const result = read();
    this.depth--;
    return result;
  }

  private group(open: Span): SyntaxNode {
    this.cursor.skip();
    const first = this.cursor.peek();
    if (first?.kind === 'close') throw emptyGroup(this.text, { start: open.start, end: first.span.end });
    if (!first) throw unclosedBracket(this.text, open);
    const inner = this.nested(open, () => this.expression());
    const close = this.cursor.peek();
    if (close?.kind !== 'close') throw unclosedBracket(this.text, open);
    this.cursor.skip();
    return { ...inner, span: { start: open.start, end: close.span.end } };
  }

  private field(name: string, nameSpan: Span): SyntaxNode {
    const relation = this.cursor.peek(1);
    if (relation?.kind !== 'relation') throw missingOperand(this.text, relation, this.cursor.peek(-1));
    this.cursor.skip(2);
    if (/^stem$/i.test(name) && relation.relation === '=') return this.stem(nameSpan, relation.span);
    const value = this.value(name, nameSpan, relation.span);
    const { relation: typed } = relation;
    const span = { start: nameSpan.start, end: value.span.end };
    const node: FieldNode = { kind: 'field', name, nameSpan, relation: typed === '!=' ? '=' : typed, value, span };
    return typed === '!=' ? { kind: 'not', child: node, span } : node;
  }

  private stem(nameSpan: Span, relationSpan: Span): SyntaxNode {
    const token = this.cursor.peek();
    if (token?.kind !== 'word' && token?.kind !== 'quoted') {
      throw missingValue(this.text, { start: nameSpan.start, end: relationSpan.end }, relationSpan);
    }
    this.cursor.skip();
    const span = { start: nameSpan.start, end: token.span.end };
    return { kind: 'stem', text: token.text, isQuoted: token.kind === 'quoted', span };
  }

  private value(name: string, nameSpan: Span, relationSpan: Span): SyntaxNode {
    const token = this.cursor.peek();
    if (token?.kind === 'open') return this.group(token.span);
    const isStem = token?.kind === 'word' && /^stem$/i.test(token.text) && this.cursor.peek(1)?.kind === 'relation';
    const isNextField = token?.kind === 'word' && this.cursor.isAttached(1) && !isStem;
    if (isNextField) refuseRelationInValue(this.text, this.cursor);
    if (!token || token.kind === 'close' || token.kind === 'relation' || isNextField) {
      throw missingValue(this.text, { start: nameSpan.start, end: relationSpan.end }, relationSpan);
    }
    if (isStem) return this.field(token.text, token.span);
    if (this.cursor.operator()) throw operatorAsValue(this.text, token.span);
    const value = this.simple();
    return value.kind === 'word' ? this.printedValue(fieldByName(name), value) : value;
  }

  /** A word with what is printed behind it as part of the same symbol or number. */
  private printedValue(field: ReturnType<typeof fieldByName>, word: SyntaxNode & { kind: 'word' }): SyntaxNode {
    refuseBareRange(this.text, field, word, this.cursor);
    const following = this.cursor.wordsAhead(mostPrintedParts).map((token) => token.text);
    const count = countPrintedParts(field, word.text, following);
    this.cursor.skip(count);
    const end = this.cursor.peek(-1)?.span.end ?? word.span.end;
    const text = [word.text, ...following.slice(0, count)].join(' ');
    return { ...word, text, span: { start: word.span.start, end } };
  }

  /** A word, quotation or range. */
  private simple(): SyntaxNode {
    const token = this.cursor.peek();
    if (token?.kind !== 'word' && token?.kind !== 'quoted' && token?.kind !== 'range')
      throw missingOperand(this.text, token, this.cursor.peek(-1));
    if (token.kind === 'word') refuseReserved(this.text, token, this.cursor);
    this.cursor.skip();
    return { ...token };
  }
}

function combine(kind: 'and' | 'or' | 'xor', children: SyntaxNode[]): SyntaxNode {
  const [first] = children;
  const last = children[children.length - 1];
  if (!first || !last || children.length === 1) return first as SyntaxNode;
  return { kind, children, span: { start: first.span.start, end: last.span.end } };
}
