import type { Token } from './token.js';

/** What a token of a TokenBuffer is. */
export const tokenKinds = {
  /** Word of a-z and 0-9: its term is the text from start to end. */
  plain: 0,
  /** Word of ASCII letters and digits: its term is the text in lower case. */
  ascii: 1,
  /** Word whose term is kept beside it. */
  folded: 2,
  ideograph: 3,
} as const;

/** First value of a word's hash (FNV-1a over the UTF-16 units of the term). */
export const hashSeed = -2128831035;

/** The hash with one more unit. */
export function hashUnit(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 16777619);
}

function hashTerm(term: string): number {
  let hash = hashSeed;
  for (let index = 0; index < term.length; index++) hash = hashUnit(hash, term.charCodeAt(index));
  return hash;
}

/**
 * The tokens of one text in parallel arrays that are used again for the next text: indexing makes no object and, for plain words, no string per token.
 * Members mean what those of `Token` mean.
 */
export class TokenBuffer {
  count = 0;
  positions = new Int32Array(1024);
  starts = new Int32Array(1024);
  ends = new Int32Array(1024);
  /** Hash of a word's term; code point of an ideograph. */
  codes = new Int32Array(1024);
  kinds = new Uint8Array(1024);
  private readonly foldedTerms: string[] = [];
  private text = '';
  private position = 0;
  private hasGap = false;

  /** Starts over on another text. */
  reset(text: string): void {
    this.text = text;
    this.count = 0;
    this.position = 0;
    this.hasGap = false;
  }

  /** The next token stands in another block or cell. */
  gap(): void {
    this.hasGap = true;
  }

  /** Adds a token as the three methods below do. */
  push(kind: number, code: number, start: number, end: number): void {
    if (this.hasGap) {
      if (this.position > 0) this.position++;
      this.hasGap = false;
    }
    const at = this.count++;
    if (at === this.kinds.length) this.grow();
    this.positions[at] = this.position++;
    this.starts[at] = start;
    this.ends[at] = end;
    this.codes[at] = code;
    this.kinds[at] = kind;
  }

  addFolded(term: string, start: number, end: number): void {
    this.foldedTerms[this.count] = term;
    this.push(tokenKinds.folded, hashTerm(term), start, end);
  }

  addIdeograph(ideograph: string, start: number, end: number): void {
    this.push(tokenKinds.ideograph, ideograph.codePointAt(0) ?? 0, start, end);
  }

  private grow(): void {
    const size = this.kinds.length * 2;
    const copy = (old: Int32Array<ArrayBuffer>) => {
      const grown = new Int32Array(size);
      grown.set(old);
      return grown;
    };
    this.positions = copy(this.positions);
    this.starts = copy(this.starts);
    this.ends = copy(this.ends);
    this.codes = copy(this.codes);
    const kinds = new Uint8Array(size);
    kinds.set(this.kinds);
    this.kinds = kinds;
  }

  /** Position of the last token; -1 when there is none. */
  get lastPosition(): number {
    return this.count === 0 ? -1 : (this.positions[this.count - 1] ?? 0);
  }

  isIdeograph(index: number): boolean {
    return this.kinds[index] === tokenKinds.ideograph;
  }

  term(index: number): string {
    switch (this.kinds[index]) {
      case tokenKinds.ideograph:
        return ideographTerm(this.codes[index] ?? 0);
      case tokenKinds.folded:
        return this.foldedTerms[index] ?? '';
      case tokenKinds.ascii:
        return this.text.slice(this.starts[index], this.ends[index]).toLowerCase();
      default:
        return this.text.slice(this.starts[index], this.ends[index]);
    }
  }

  tokens(): Token[] {
    const tokens: Token[] = new Array<Token>(this.count);
    for (let index = 0; index < this.count; index++)
      tokens[index] = {
        term: this.term(index),
        position: this.positions[index] ?? 0,
        start: this.starts[index] ?? 0,
        end: this.ends[index] ?? 0,
        isIdeograph: this.isIdeograph(index),
      };
    return tokens;
  }
}

/** Strings of the ideographs met, made once. */
const ideographTerms: string[] = [];

function ideographTerm(code: number): string {
  if (code > 0xffff) return String.fromCodePoint(code);
  return (ideographTerms[code] ??= String.fromCharCode(code));
}
