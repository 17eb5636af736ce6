import {
  closersOf,
  embeddedBracketEnd,
  isWideSeparator,
  mayEndWord,
  relationSpellings,
  unifySyntaxCharacters,
} from './characters.js';
import { malformedRange, tooDeep, unclosedQuote, unclosedRange } from './lex-errors.js';
import { isOperatorWord } from './operator-words.js';
import { QueryError } from './query-error.js';
import { queryLimits } from './query-limits.js';
import type { Relation } from './syntax.js';
import type { Span } from './tree.js';

export type LexToken =
  | { kind: 'word' | 'quoted'; text: string; span: Span }
  | { kind: 'range'; from: string; to: string; span: Span }
  | { kind: 'relation'; relation: Relation | '!='; span: Span }
  /** `comma`: behind the field of `FREQ(TI,...)`. */
  | { kind: 'open' | 'close' | 'comma'; span: Span };

const space = 0x20;
const functionName = /^freq$/i;
const functionField = /^ *([^ (),"=<>:]{1,200}) *,/;
const fieldNameBeforeColon = /^\p{L}[\p{L}\p{N}_/-]*$/u;
const longestRange = 200;
const completeRange = /^\[[^[\]()"]*\sTO\s[^[\]()"]*\]/i;

/**
 * Splits a query text into words, quotations, ranges, relations and brackets with their spans. Full-width syntax counts as ASCII.
 * @throws QueryError query-too-long, too-many-terms, too-deep, unclosed-quote, unclosed-range, malformed-range
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
  private depth = 0;
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
    else if (character === '(') this.open();
    else if (character === ')') this.close();
    else if (closersOf(character)) this.quoted(closersOf(character) ?? '');
    else if (this.relation(at)) return;
    else if (character === '[' && (this.last()?.kind === 'relation' || this.startsRange())) this.range();
    else if (character === '{' && this.last()?.kind === 'relation') this.refuseBraces();
    else this.word();
  }

  private open(): void {
    const [before, span] = [this.last(), this.span(this.at + 1)];
    if (++this.depth > queryLimits.depth) throw tooDeep(span);
    this.push({ kind: 'open', span });
    if (before?.kind !== 'word' || !functionName.test(before.text) || before.span.end !== span.start) return;
    const name = functionField.exec(this.unified.slice(this.at, this.at + longestRange));
    if (!name?.[1]) return;
    this.at += name[0].indexOf(name[1]);
    this.push({ kind: 'word', text: name[1], span: this.span(this.at + name[1].length) });
    this.at = this.unified.indexOf(',', this.at);
    this.push({ kind: 'comma', span: this.span(this.at + 1) });
  }

  private close(): void {
    const end = this.at + 1;
    this.push({ kind: 'close', span: this.span(end) });
    // It closes nothing: whatever stands behind it, the query is none.
    if (--this.depth < 0) this.at = this.text.length;
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
      throw new QueryError('too-many-terms', `the query has more than ${queryLimits.terms} terms`, token.span, {
        hint: 'search in parts, each with a share of the terms',
      });
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
    let from = at;
    for (; index < unified.length; index++) {
      if (unified.charCodeAt(index) !== space && !mayEndWord.has(text.charCodeAt(index))) continue;
      const end = this.wordGoesOn(index, content + unified.slice(from, index));
      if (end < 0) break;
      if (end === index) continue;
      content += unified.slice(from, index) + text.slice(index, end);
      from = end;
      index = end - 1;
    }
    this.push({ kind: 'word', text: content + unified.slice(from, index), span: this.span(index) });
  }

  /** Where the word goes on that holds `content` so far and comes to a sign: behind its own brackets, at the sign, or not at all (-1). */
  private wordGoesOn(index: number, content: string): number {
    const { unified, text } = this;
    const [character, next] = [unified.charAt(index), unified.charAt(index + 1)];
    if (character === '!') return next === '=' ? -1 : index;
    if (character === ':') {
      return fieldNameBeforeColon.test(content) && !unified.startsWith('//', index + 1) ? -1 : index;
    }
    const isName = content === '' || isOperatorWord(content) || functionName.test(content);
    return text[index] === '（' && !isName ? embeddedBracketEnd(text, unified, index) : -1;
  }
}
