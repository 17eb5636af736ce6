import { encodeKey } from '../index/term-key.js';

const anyRun = -1;
const anyCharacter = -2;

/** A pattern of query/match-pattern.ts over the bytes of dictionary keys: a walk over a million words makes no string. */
export class BytePattern {
  /** Bytes, `anyRun` and `anyCharacter`. */
  private readonly signs: Int16Array;
  /** Characters that are meant as they are. */
  readonly literals: string[] = [];
  /** Literal characters before the first sign and behind the last. */
  readonly head: string;
  readonly tail: string;

  constructor(readonly pattern: string) {
    const signs: number[] = [];
    let head: string | undefined;
    let tail = '';
    for (const [character] of pattern.matchAll(/\\?[^]/gu)) {
      if (character === '*' || character === '?') {
        signs.push(character === '*' ? anyRun : anyCharacter);
        head ??= tail;
        tail = '';
        continue;
      }
      const literal = character.length > 1 && character.startsWith('\\') ? character.slice(1) : character;
      this.literals.push(literal);
      tail += literal;
      for (const byte of encodeKey(literal)) signs.push(byte);
    }
    this.signs = Int16Array.from(signs);
    this.head = head ?? tail;
    this.tail = tail;
  }

  /** One `*` and what is behind it: every word with this end is covered. */
  get isSuffix(): boolean {
    return this.signs[0] === anyRun && !this.signs.subarray(1).some((sign) => sign < 0);
  }

  /** Whether the pattern covers bytes[start, end), which hold whole characters. */
  matches(bytes: Uint8Array, start: number, end: number): boolean {
    const { signs } = this;
    let at = start;
    let sign = 0;
    let behindRun = -1;
    let runEnd = start;
    while (at < end) {
      const wanted = signs[sign];
      const byte = bytes[at] ?? 0;
      if (wanted === anyRun) {
        behindRun = ++sign;
        runEnd = at;
      } else if (wanted === byte) {
        sign++;
        at++;
      } else if (wanted === anyCharacter && !isContinuation(byte)) {
        sign++;
        at++;
        while (at < end && isContinuation(bytes[at] ?? 0)) at++;
      } else if (behindRun >= 0) {
        sign = behindRun;
        at = ++runEnd;
      } else return false;
    }
    while (signs[sign] === anyRun) sign++;
    return sign === signs.length;
  }
}

const isContinuation = (byte: number): boolean => (byte & 0xc0) === 0x80;
