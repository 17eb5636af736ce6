import { parseDocumentId } from '../domain/document-id.js';
import type { FieldSpec } from '../mappings/field.js';
import { fieldByName } from '../mappings/fields.js';
import { writeCanonical } from './canonical.js';
import { isOperatorWord, lexQuery, queryLimits, type LexToken } from './lex.js';
import {
  emptyGroup,
  emptyQuery,
  missingOperand,
  missingValue,
  operatorAsValue,
  reservedWord,
  strayRelation,
  unclosedBracket,
  unopenedBracket,
} from './parse-errors.js';
import { QueryError, shorten } from './query-error.js';
import type { FieldNode, SyntaxNode } from './syntax.js';
import type { Span } from './tree.js';
import { WarningList } from './warnings.js';

export interface ParsedQuery {
  syntax: SyntaxNode;
  warnings: WarningList;
}

const relationalOperator = /^(?:adj|near|with|same)\d+$/i;
const functionName = /^(?:freq|count)$/i;
const capitalOperator = /^(?:ADJ|NEAR|WITH|SAME)$/;

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
  private at = 0;
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly tokens: LexToken[],
  ) {}

  run(): ParsedQuery {
    const syntax = this.expression();
    const rest = this.peek();
    if (rest?.kind === 'close') throw unopenedBracket(this.text, rest.span);
    return { syntax: this.wholeNumber(syntax) ?? syntax, warnings: this.warnings };
  }

  /** Nothing but words that together are one document number, as typed bare in the box. */
  private wholeNumber(words: SyntaxNode): SyntaxNode | undefined {
    // Brackets around a single word change nothing.
    const tokens = words.kind === 'word' ? this.tokens.filter((token) => token.kind === 'word') : this.tokens;
    if (tokens.length > 6 || !tokens.every((token) => token.kind === 'word' && !/[*?]/.test(token.text)))
      return undefined;
    const text = tokens.map((token) => (token.kind === 'word' ? token.text : '')).join(' ');
    if (!/\d/.test(text) || text.length > 60) return undefined;
    const candidates = parseDocumentId(text);
    // Several words that only might be a number are words: `GB/T 2260`.
    if (tokens.length === 1 ? candidates.length === 0 : !candidates[0]?.isCertain) return undefined;
    return { kind: 'number', text, words, span: words.span };
  }

  private peek(offset = 0): LexToken | undefined {
    return this.tokens[this.at + offset];
  }

  private operator(): 'and' | 'or' | 'xor' | 'not' | undefined {
    const token = this.peek();
    if (token?.kind !== 'word' || !isOperatorWord(token.text) || this.peek(1)?.kind === 'relation') return undefined;
    return token.text.toLowerCase() as 'and' | 'or' | 'xor' | 'not';
  }

  private expression(): SyntaxNode {
    const level: Level = { hasAnd: false, hasOr: false };
    const node = this.chain('or', () => this.chain('xor', () => this.conjunction(level), level), level);
    if (level.hasAnd && level.hasOr) {
      this.warnings.add(
        'mixed-operators',
        node.span,
        () =>
          `AND and OR stand side by side without brackets; this was read as \`${shorten(writeCanonical(node), 400)}\``,
      );
    }
    return node;
  }

  private chain(kind: 'or' | 'xor', operand: () => SyntaxNode, level: Level): SyntaxNode {
    const children = [operand()];
    while (this.operator() === kind) {
      this.at++;
      level.hasOr = true;
      children.push(operand());
    }
    return combine(kind, children);
  }

  private conjunction(level: Level): SyntaxNode {
    const children = [this.operand()];
    for (;;) {
      const operator = this.operator();
      const token = this.peek();
      if (operator === 'and') {
        this.at++;
        level.hasAnd = true;
        children.push(this.operand());
      } else if (operator === 'not' || (token && token.kind !== 'close' && operator === undefined)) {
        if (token?.kind === 'relation') throw strayRelation(this.text, token.span);
        if (token?.kind === 'word') this.warnAboutLostField(children[children.length - 1], token);
        level.hasAnd = true;
        children.push(this.operand());
      } else return combine('and', children);
    }
  }

  private operand(): SyntaxNode {
    const token = this.peek();
    const operator = this.operator();
    if (!token || token.kind === 'close' || (operator && operator !== 'not'))
      throw missingOperand(this.text, token, this.peek(-1));
    if (operator === 'not') {
      this.at++;
      const child = this.nested(token.span, () => this.operand());
      return { kind: 'not', child, span: { start: token.span.start, end: child.span.end } };
    }
    if (token.kind === 'relation') throw strayRelation(this.text, token.span);
    if (token.kind === 'word' && this.peek(1)?.kind === 'relation') return this.field(token.text, token.span);
    if (token.kind === 'open') return this.group();
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

  private group(): SyntaxNode {
    const open = this.peek();
    if (!open) throw missingOperand(this.text, undefined, this.peek(-1));
    this.at++;
    const first = this.peek();
    if (first?.kind === 'close') {
      throw emptyGroup(this.text, { start: open.span.start, end: first.span.end });
    }
    if (!first) throw unclosedBracket(this.text, open.span);
    const inner = this.nested(open.span, () => this.expression());
    const close = this.peek();
    if (close?.kind !== 'close') throw unclosedBracket(this.text, open.span);
    this.at++;
    return { ...inner, span: { start: open.span.start, end: close.span.end } };
  }

  private field(name: string, nameSpan: Span): SyntaxNode {
    const relation = this.peek(1);
    if (relation?.kind !== 'relation') throw missingOperand(this.text, relation, this.peek(-1));
    this.at += 2;
    const isStem = /^stem$/i.test(name) && relation.relation === '=';
    const value = isStem ? this.stem(nameSpan, relation.span) : this.value(name, nameSpan, relation.span);
    if (isStem) return value;
    const span = { start: nameSpan.start, end: value.span.end };
    const node = (kind: FieldNode['relation']): FieldNode => ({
      kind: 'field',
      name,
      nameSpan,
      relation: kind,
      value,
      span,
    });
    return relation.relation === '!=' ? { kind: 'not', child: node('='), span } : node(relation.relation);
  }

  private stem(nameSpan: Span, relationSpan: Span): SyntaxNode {
    const token = this.peek();
    if (token?.kind !== 'word' && token?.kind !== 'quoted') {
      throw missingValue(this.text, { start: nameSpan.start, end: relationSpan.end }, relationSpan);
    }
    this.at++;
    const span = { start: nameSpan.start, end: token.span.end };
    return { kind: 'stem', text: token.text, isQuoted: token.kind === 'quoted', span };
  }

  private value(name: string, nameSpan: Span, relationSpan: Span): SyntaxNode {
    const token = this.peek();
    if (token?.kind === 'open') return this.group();
    const isStem = token?.kind === 'word' && /^stem$/i.test(token.text) && this.peek(1)?.kind === 'relation';
    const isNextField = token?.kind === 'word' && this.isAttached(1) && !isStem;
    if (!token || token.kind === 'close' || token.kind === 'relation' || isNextField) {
      throw missingValue(this.text, { start: nameSpan.start, end: relationSpan.end }, relationSpan);
    }
    if (isStem) return this.field(token.text, token.span);
    if (this.operator()) throw operatorAsValue(this.text, token.span);
    const value = this.simple();
    return value.kind === 'word' ? this.joinValue(name, value) : value;
  }

  /** Whether nothing but the relation stands between the token at `offset - 1` and what follows it: `AB=b` in `TI=AB=b`. */
  private isAttached(offset: number): boolean {
    const [before, relation] = [this.peek(offset - 1), this.peek(offset)];
    return before !== undefined && relation?.kind === 'relation' && before.span.end === relation.span.start;
  }

  /** `IPC=H01M 10/0525` and `PN=US 9,876,543 B2`: symbols and numbers as they are printed, with spaces. */
  private joinValue(name: string, value: SyntaxNode & { kind: 'word' }): SyntaxNode {
    const type = (fieldByName(name) as FieldSpec | undefined)?.type;
    let joined = value;
    for (let next = this.peek(); next?.kind === 'word' && this.peek(1)?.kind !== 'relation'; next = this.peek()) {
      const text = `${joined.text} ${next.text}`;
      const isJoined =
        type === 'class'
          ? /^[A-HY]\d\d[A-Z] +\d{1,4}(?:\/\w*)?\*?$/i.test(text)
          : type === 'number' && /^(?:\d[\d,./-]*|[A-Z]\d?)$/i.test(next.text) && parseDocumentId(text)[0]?.isCertain;
      if (!isJoined) break;
      joined = { ...joined, text, span: { start: joined.span.start, end: next.span.end } };
      this.at++;
    }
    return joined;
  }

  /** A word, quotation or range. */
  private simple(): SyntaxNode {
    const token = this.peek();
    if (token?.kind !== 'word' && token?.kind !== 'quoted' && token?.kind !== 'range')
      throw missingOperand(this.text, token, this.peek(-1));
    if (token.kind === 'word') this.refuseReserved(token.text, token.span);
    this.at++;
    return { ...token };
  }

  /** @throws QueryError not-supported-yet, for operators that are reserved for later */
  private refuseReserved(word: string, span: Span): void {
    const [before, next] = [this.peek(-1), this.peek(1)];
    const isBetween = before?.kind !== 'open' && isOperand(before) && next?.kind !== 'close' && isOperand(next);
    const isFunction = functionName.test(word) && next?.kind === 'open' && next.span.start === span.end;
    if (isFunction || relationalOperator.test(word) || (capitalOperator.test(word) && isBetween)) {
      throw reservedWord(this.text, word, span, isFunction);
    }
    if (/^#\d+$/.test(word)) throw reservedWord(this.text, word, span, true);
  }

  private warnAboutLostField(before: SyntaxNode | undefined, next: LexToken & { kind: 'word' | 'quoted' }): void {
    if (before?.kind !== 'field' || before.value.kind !== 'word' || isOperatorWord(next.text)) return;
    if (this.peek(1)?.kind === 'relation') return;
    const field = fieldByName(before.name);
    if (!field || ('type' in field && field.type !== 'text' && field.type !== 'name')) return;
    const grouped = `${field.code}${before.relation}(${before.value.text} ${next.text})`;
    this.warnings.add(
      'field-covers-one-word',
      next.span,
      () =>
        `\`${shorten(next.text)}\` is searched in the default fields, not in ${field.code}; for both words in ${field.code} write \`${shorten(grouped)}\``,
    );
  }
}

function isOperand(token: LexToken | undefined): boolean {
  if (token?.kind === 'word') return !isOperatorWord(token.text);
  return token?.kind === 'quoted' || token?.kind === 'range' || token?.kind === 'close' || token?.kind === 'open';
}

function combine(kind: 'and' | 'or' | 'xor', children: SyntaxNode[]): SyntaxNode {
  const [first] = children;
  const last = children[children.length - 1];
  if (!first || !last || children.length === 1) return first as SyntaxNode;
  return { kind, children, span: { start: first.span.start, end: last.span.end } };
}
