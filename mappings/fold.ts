/** Letters that Unicode does not decompose but that people type without their stroke or ligature. Lower case only. */
const letterSpellings: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ĸ: 'k',
  ŋ: 'n',
  ŧ: 't',
  ƀ: 'b',
  ɨ: 'i',
  ʉ: 'u',
  ƶ: 'z',
  ς: 'σ',
};
const spelledLetters = /[ßæœøłđðþħıĸŋŧƀɨʉƶς]/g;
// U+0300-036F and the other blocks of Latin, Greek and Cyrillic marks, the points of Hebrew and Arabic; never U+3099 and U+309A, the
// dakuten of kana, and no vowel sign of the scripts of India.
const droppedMarks =
  /[\u0300-\u036f]|[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]|[\u064b-\u065f\u0670]|[\u1ab0-\u1aff]|[\u1dc0-\u1dff]|[\u20d0-\u20ff]|[\ufe20-\ufe2f]/g;
// Invisible characters that do not part a word: soft hyphen, joiners, direction marks, variation selectors. Zero-width space does.
const invisible = /(?!\u200b)[\p{Cf}\p{Variation_Selector}\u034f]/gu;
// eslint-disable-next-line no-control-regex
const nonAscii = /[^\x00-\x7f]/;

function foldOnce(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(droppedMarks, '')
    .replace(invisible, '')
    .replace(spelledLetters, (letter) => letterSpellings[letter] ?? letter)
    .normalize('NFC');
}

/**
 * Folded form of a word: NFKC (full width, ligatures, circled and raised digits), lower case, no Latin, Greek or Cyrillic diacritics.
 * Kana keep their dakuten. Folding twice changes nothing.
 */
export function foldWord(word: string): string {
  if (!nonAscii.test(word)) return word.toLowerCase();
  let folded = foldOnce(word);
  // Rare letters open up a second step (a capital that NFKC only reaches once it is lower case).
  for (let again = foldOnce(folded); again !== folded; again = foldOnce(folded)) folded = again;
  return folded;
}

/** Folded form of a whole value (a name, a code): `foldWord`, white space collapsed to one space and trimmed. */
export function foldKeyword(value: string): string {
  return foldWord(value).replace(/\s+/g, ' ').trim();
}
