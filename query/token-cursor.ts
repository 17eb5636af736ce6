import type { LexToken } from './lex.js';
import {
  readBooleanOperator,
  readProximityOperator,
  type BooleanOperator,
  type ProximityOperator,
} from './operator-words.js';

/** A place in the tokens of a query. */
export class TokenCursor {
  private at = 0;

  constructor(readonly tokens: readonly LexToken[]) {}

  /** The token `offset` places ahead; -1 is the one just read. */
  peek(offset = 0): LexToken | undefined {
    return this.tokens[this.at + offset];
  }

  skip(count = 1): void {
    this.at += count;
  }

  /** The Boolean operator that stands here; the name of a field (`and=`) is none. */
  operator(): BooleanOperator | undefined {
    const word = this.operatorWord(0);
    return word === undefined ? undefined : readBooleanOperator(word);
  }

  /** The proximity operator that stands `offset` places ahead. */
  proximity(offset = 0): ProximityOperator | undefined {
    const word = this.operatorWord(offset);
    return word === undefined ? undefined : readProximityOperator(word);
  }

  private operatorWord(offset: number): string | undefined {
    const token = this.peek(offset);
    return token?.kind === 'word' && this.peek(offset + 1)?.kind !== 'relation' ? token.text : undefined;
  }

  /** Whether nothing but the relation stands between the token at `offset - 1` and what follows it: `AB=b` in `TI=AB=b`. */
  isAttached(offset: number): boolean {
    const [before, relation] = [this.peek(offset - 1), this.peek(offset)];
    return before !== undefined && relation?.kind === 'relation' && before.span.end === relation.span.start;
  }

  /** At most `most` words from here on, up to one that names a field. */
  wordsAhead(most: number): (LexToken & { kind: 'word' | 'quoted' })[] {
    const words: (LexToken & { kind: 'word' | 'quoted' })[] = [];
    for (let token = this.peek(); token?.kind === 'word' && words.length < most; token = this.peek(words.length)) {
      if (this.peek(words.length + 1)?.kind === 'relation') break;
      words.push(token);
    }
    return words;
  }
}
