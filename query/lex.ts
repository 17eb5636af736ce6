import { closersOf, isWideSeparator, relationSpellings, unifySyntaxCharacters } from './characters.js';
import { malformedRange, unclosedQuote, unclosedRange } from './lex-errors.js';
import { QueryError } from './query-error.js';
import type { Relation } from './syntax.js';
import type { Span } from './tree.js';

export type LexToken =
  | { kind: 'word' | 'quoted'; text: string; span: Span }
  | { kind: 'range'; from: string; to: string; span: Span }
  | { kind: 'relation'; relation: Relation | '!='; span: Span }
  | { kind: 'open' | 'close'; span: Span };

/** Longest query text, in UTF-16 units; most words in it, levels of brackets, and positions of one phrase. */
export const queryLimits = { length: 1_000_000, terms: 100_000, depth: 200, phrase: 10_000 } as const;

const operator = /^(?:and|or|not|xor)$/i;

export function isOperatorWord(text: string): boolean {
  return operator.test(text);
}

const fieldNameBeforeColon = /^\p{L}[\p{L}\p{N}_/-]*$/u;
const longestRange = 200;
const completeRange = /^\[[^[\]()"]*\sTO\s[^[\]()"]*\]/i;

/**
 * Splits a query text into words, quotations, ranges, relations and brackets with their spans. Full-width syntax counts as ASCII.
 * @throws QueryError query-too-long, too-many-terms, unclosed-quote, unclosed-range, malformed-range
 */
export function lexQuery(text: string): LexToken[] {
  if (text.length > queryLimits.length) {
    throw new QueryError('query-too-long', `the query has ${text.length} characters, ${queryLimits.length} are taken`, {
      start: queryLimits.length,
      end: text.length,
    });
  }
  return new Lexer(text).run();
}

class Lexer {
  private readonly unified: string;
  private readonly tokens: LexToken[] = [];
  private terms = 0;
  private at = 0;

  constructor(private readonly text: string) {
    this.unified = unifySyntaxCharacters(text);
  }

  run(): LexToken[] {
    while (this.at < this.text.length) this.next();
    return this.tokens;
  }

  private next(): void {
    const { at, unified } = this;
    const character = unified.charAt(at);
    if (character === ' ' || isWideSeparator(this.text.charAt(at))) this.at++;
    else if (character === '(' || character === ')')
      this.push({ kind: character === '(' ? 'open' : 'close', span: this.span(at + 1) });
    else if (closersOf(character)) this.quoted(closersOf(character) ?? '');
    else if (this.relation(at)) return;
    else if (character === '[' && (this.last()?.kind === 'relation' || this.startsRange())) this.range();
    else if (character === '{' && this.last()?.kind === 'relation') this.refuseBraces();
    else this.word();
  }

  private last(): LexToken | undefined {
    return this.tokens[this.tokens.length - 1];
  }

  private span(end: number): Span {
    return { start: this.at, end };
  }

  private push(token: LexToken): void {
    if (token.kind === 'relation')
      this.terms = Math.max(0, this.terms - 1); // what stands before it is a name
    else if (
      token.kind === 'quoted' ||
      token.kind === 'range' ||
      (token.kind === 'word' && !isOperatorWord(token.text))
    ) {
      this.terms++;
    }
    if (this.terms > queryLimits.terms) {
      throw new QueryError('too-many-terms', `the query has more than ${queryLimits.terms} terms`, token.span);
    }
    this.tokens.push(token);
    this.at = token.span.end;
  }

  private relation(at: number): boolean {
    const spelled = relationSpellings.find(([spelling]) => this.unified.startsWith(spelling, at));
    // `TI : battery` and `"a" : b`: a colon after white space is a relation only behind a word.
    const last = this.last();
    const isColon = this.unified[at] === ':' && last?.kind === 'word' && !isOperatorWord(last.text);
    if (!spelled && !isColon) return false;
    const [spelling, relation] = spelled ?? [':', '='];
    this.push({ kind: 'relation', relation: relation as Relation | '!=', span: this.span(at + spelling.length) });
    return true;
  }

  private quoted(closing: string): void {
    const { at, unified, text } = this;
    let content = '';
    for (let index = at + 1; index < unified.length; index++) {
      const character = unified.charAt(index);
      if (closing.includes(character)) {
        const isTruncated = unified[index + 1] === '*';
        this.push({
          kind: 'quoted',
          text: isTruncated ? `${content}*` : content,
          span: this.span(index + (isTruncated ? 2 : 1)),
        });
        return;
      }
      if (character === '\\' && index + 1 < unified.length) content += character + unified.charAt(++index);
      // Other quotation marks inside are kept, written so that the canonical text reads them back.
      else content += closersOf(character) ? `\\${character}` : character;
    }
    throw unclosedQuote(text, this.span(at + 1), closing.charAt(0));
  }

  private startsRange(): boolean {
    const head = this.unified.slice(this.at, this.at + longestRange);
    return completeRange.test(head.slice(0, head.indexOf(']') + 1));
  }

  /** Exclusive ends of other languages: `{2012 TO 2015}`. */
  private refuseBraces(): void {
    const range = /^\{([^{}[\]]*\sTO\s[^{}[\]]*)[}\]]/i.exec(this.unified.slice(this.at, this.at + longestRange));
    if (range) throw malformedRange(this.text, this.span(this.at + range[0].length), range[1] ?? '');
    this.word();
  }

  private range(): void {
    const { at, unified, text } = this;
    const end = unified.indexOf(']', at);
    if (end < 0) throw unclosedRange(text, this.span(at + 1), unified.slice(at, at + longestRange));
    const span = this.span(end + 1);
    const content = unified.slice(at + 1, Math.min(end, at + longestRange)).trim();
    const parts = /^(\S+) +(?:TO|至) +(\S+)$/i.exec(content);
    if (!parts) throw malformedRange(text, span, content);
    this.push({ kind: 'range', from: parts[1] ?? '', to: parts[2] ?? '', span });
  }

  private word(): void {
    const { at, unified, text } = this;
    let content = '';
    let index = at;
    while (index < unified.length) {
      const character = unified.charAt(index);
      if (character === '(' && text[index] === '（' && content && !isOperatorWord(content)) {
        const end = this.embeddedBracketEnd(index);
        if (end < 0) break;
        content += text.slice(index, end);
        index = end;
        continue;
      }
      if (' ()=<>≥≤≠'.includes(character) || closersOf(character) || isWideSeparator(text.charAt(index))) break;
      if (character === '!' && unified[index + 1] === '=') break;
      if (character === ':' && fieldNameBeforeColon.test(content) && !unified.startsWith('//', index + 1)) break;
      content += character;
      index++;
    }
    this.push({ kind: 'word', text: content, span: this.span(index) });
  }

  /** `阿里巴巴（中国）`: a full-width bracket written onto a word, with nothing but a word in it, is part of the word. */
  private embeddedBracketEnd(at: number): number {
    for (let index = at + 1; index < this.unified.length; index++) {
      const character = this.unified.charAt(index);
      if (this.text[index] === '）') return index > at + 1 ? index + 1 : -1;
      if (' ()[]=<>:'.includes(character) || closersOf(character) || isWideSeparator(this.text.charAt(index)))
        return -1;
    }
    return -1;
  }
}
