import { reverseWord } from './term-key.js';
import { compareBytes, type TermWalk } from './term-walk.js';

/** Walk over the keys with a common prefix. */
export class PrefixWalk {
  private isStarted = false;

  constructor(
    readonly walk: TermWalk,
    private readonly prefix: Uint8Array,
  ) {}

  /** Moves to the next key with the prefix; false when there is none. */
  next(): boolean {
    const { walk, prefix } = this;
    while (walk.next()) {
      if (walk.startsWith(prefix)) {
        this.isStarted = true;
        return true;
      }
      if (this.isStarted || compareBytes(walk.key, 0, walk.keyLength, prefix, prefix.length) > 0) return false;
    }
    return false;
  }
}

/** Walk over the words with a common end. */
export class SuffixWalk {
  constructor(
    private readonly range: PrefixWalk,
    private readonly firstWord: number,
  ) {}

  /** Moves to the next word; false when there is none. */
  next(): boolean {
    return this.range.next();
  }

  /** Number of the word's key, for `entries`. */
  get ordinal(): number {
    return this.firstWord + this.range.walk.wordNumber;
  }

  word(): string {
    return reverseWord(this.range.walk.text(1));
  }
}
