/**
 * The query text with every character that is syntax in its ASCII form, same length, so that offsets stay those of the original:
 * full-width forms become ASCII, white space and control characters a space.
 */
export function unifySyntaxCharacters(text: string): string {
  return text.replace(/[\uff01-\uff5e]|[\s\u200b\p{Cc}]/gu, (character) => {
    const code = character.charCodeAt(0);
    return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : ' ';
  });
}

const closers: Readonly<Record<string, string>> = {
  '「': '」',
  '『': '』',
  '“': '”“"',
  '”': '”"',
  '„': '“”"',
  '"': '"”',
};

/** Characters that may close the quotation that `opener` opens; undefined when it opens none. */
export function closersOf(opener: string): string | undefined {
  return closers[opener];
}

const wideSeparators = '，、；。｡､';

/** Marks that part words as a space does. ASCII punctuation does not: it may stand inside a word (`1,2-dichloroethane`). */
export function isWideSeparator(original: string): boolean {
  return wideSeparators.includes(original);
}

/** Units at which a word may end, beside white space: brackets, relations, quotes and separators, full width too. */
export const mayEndWord: ReadonlySet<number> = new Set(
  [...'()=<>!:"（）＝＜＞！：＂≥≤≠', ...Object.keys(closers), ...wideSeparators].map((sign) => sign.charCodeAt(0)),
);

/** Two-character and foreign spellings of relations, longest first. */
export const relationSpellings: readonly (readonly [string, string])[] = [
  ['==', '=='],
  ['!=', '!='],
  ['<>', '!='],
  ['>=', '>='],
  ['=>', '>='],
  ['<=', '<='],
  ['=<', '<='],
  ['=', '='],
  ['>', '>'],
  ['<', '<'],
  ['≥', '>='],
  ['≤', '<='],
  ['≠', '!='],
];

/**
 * `阿里巴巴（中国）`: a full-width bracket written onto a word, with nothing but a word in it, is part of the word. Position behind the bracket that
 * closes the one at `at`, or -1. `unified` is `text` with its syntax in ASCII.
 */
export function embeddedBracketEnd(text: string, unified: string, at: number): number {
  for (let index = at + 1; index < unified.length; index++) {
    const character = unified.charAt(index);
    if (text[index] === '）') return index > at + 1 ? index + 1 : -1;
    if (' ()[]=<>:'.includes(character) || closersOf(character) || isWideSeparator(text.charAt(index))) return -1;
  }
  return -1;
}
