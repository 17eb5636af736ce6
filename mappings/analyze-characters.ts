/**
 * What a character means to text analysis, one bit each, so that a scan needs one table look-up per UTF-16 unit.
 * `special` asks for a closer look: markup, marks, invisible characters, characters that NFKC expands, surrogates.
 */
export const characters = {
  /** a-z and 0-9: already folded. */
  plain: 1,
  /** A-Z. */
  upper: 2,
  /** Any other letter or digit; the word is folded as a whole. */
  letter: 4,
  word: 7,
  ideograph: 8,
  separator: 16,
  /** End of block or table cell. */
  gap: 32,
  special: 64,
  /** Combining mark. */
  mark: 128,
} as const;

// U+3006 (〆), U+30FC (ー), U+3031-3035 and U+FF70 belong to no single script but are written as characters of a run.
const ideograph =
  /^(?:(?=[\p{L}\p{N}])[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|[\u3006\u30fc\u3031-\u3035])$/u;
// U+02B9-02BF are apostrophes and primes by another name.
const wordCharacter = /^(?![\u02b9-\u02bf])[\p{L}\p{N}]$/u;
const mark = /^\p{M}$/u;
const invisible = /^(?!\u200b)[\p{Cf}\p{Variation_Selector}\u034f]$/u;
// Signs of a trade mark are punctuation like ® and ©, although NFKC spells them TM and SM: `Teflon™` is the word `teflon`.
const markSign = /^[\u2120\u2122]$/;
const jamo = /^[\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\ud7b0-\ud7ff\uffa0-\uffdc]$/;

function classifyNormalized(character: string): number {
  if (ideograph.test(character)) return characters.ideograph;
  if (wordCharacter.test(character)) return characters.letter;
  if (invisible.test(character)) return characters.special;
  if (mark.test(character)) return characters.mark | characters.special;
  return characters.separator;
}

function classify(code: number): number {
  const character = String.fromCharCode(code);
  if (/[a-z0-9]/.test(character)) return characters.plain;
  if (/[A-Z]/.test(character)) return characters.upper;
  if (/[\n\t\u2028\u2029]/.test(character)) return characters.gap;
  if (/[_^}]/.test(character)) return characters.special;
  if (code >= 0xd800 && code <= 0xdfff) return characters.special;
  if (jamo.test(character)) return characters.special;
  if (markSign.test(character)) return characters.separator;
  const normalized = character.normalize('NFKC');
  if (normalized === character) return classifyNormalized(character);
  const parts = new Set([...normalized].map((each) => classifyNormalized(each)));
  if (mark.test(character)) return characters.mark | characters.special;
  if (parts.size === 1) {
    if (parts.has(characters.separator)) return characters.separator;
    if (parts.has(characters.letter)) return characters.letter;
    if (parts.has(characters.mark | characters.special)) return characters.mark | characters.special;
  }
  return characters.special;
}

// Filled as characters are met: most texts use a few hundred of them, and start-up stays quick.
const known = new Uint8Array(0x10000);
for (let code = 0; code < 128; code++) known[code] = classify(code);

/** Class bits of a UTF-16 unit as it stands in text that is not yet normalised. */
export function characterClass(code: number): number {
  return known[code] || (known[code] = classify(code));
}

/** Class bits of one code point of NFKC text. */
export function normalizedClass(character: string): number {
  return classifyNormalized(character);
}

/** Whether the unit joins the ideograph before it when normalised: dakuten (wide and half width), Hangul vowels and finals. */
export function joinsIdeograph(code: number): boolean {
  if (code < 0x300) return false;
  if ((characterClass(code) & characters.mark) !== 0) return true;
  return (
    (code >= 0x1160 && code <= 0x11ff) ||
    (code >= 0x314f && code <= 0x3163) ||
    (code >= 0xd7b0 && code <= 0xd7ff) ||
    (code >= 0xffc2 && code <= 0xffdc)
  );
}
