import { porterStem } from '../../mappings/analyze.js';
import type { FieldWord } from '../../query/field-text.js';

/** Residues of the numbers of sentences and paragraphs that markers carry: distances up to one less can be asked. */
export const residues = 32;

/** Marks the end of a sentence or a paragraph whose number leaves this residue. No word begins with a full stop. */
export const sentenceMarker = (residue: number): string => `.s${residue}`;
export const paragraphMarker = (residue: number): string => `.p${residue}`;
/** A slot without a token. */
const hole = '_';
const holeBefore = `${hole} `;
/** Begins the stem that stands on the position of its word. */
const stemSign = '~';

// White space would part a term, and the three signs are ours. No folded word is known to hold any of them.
const unsafe = /[\s_~.]/g;
const privatePlane = 0xf0000;

/** A term as the index has it: one token, whatever its characters. */
export function encodeTerm(term: string): string {
  return term.replace(unsafe, (sign) => String.fromCodePoint(privatePlane + sign.charCodeAt(0)));
}

/** Token of a stem; it stands beside every word whose stem is not the word itself. */
export const encodeStem = (stem: string): string => stemSign + encodeTerm(stem);

/**
 * The words of a field as the text that the index is sent. Each position takes two slots: a word stands in the even one, and in the odd one behind it,
 * if it ends a sentence, the marker of that. So markers disturb no distance, and a phrase may cross them. The marker of a paragraph stands in the next even
 * slot, which is free: a paragraph end leaves a position empty (mappings/analyze-text.ts).
 */
export function streamTokens(words: readonly FieldWord[]): string {
  let stream = '';
  let slot = 0;
  let before: FieldWord | undefined;
  for (const word of words) {
    const target = 2 * word.position;
    if (before && before.sentence !== word.sentence) {
      stream += sentenceMarker(before.sentence % residues);
      stream += ' ';
      slot++;
    }
    if (before && before.paragraph !== word.paragraph) {
      stream += paragraphMarker(before.paragraph % residues);
      stream += ' ';
      slot++;
    }
    if (slot > target) throw new RangeError(`no room for a marker before position ${word.position}`);
    for (; slot < target; slot++) stream += holeBefore;
    // Two appends: a template would make a string of its own first, and a list to be joined takes longer too.
    stream += encodeWord(word.term);
    stream += ' ';
    slot++;
    before = word;
  }
  return stream.slice(0, -1);
}

/** Words come again and again; stemming them each time would take longer than all else. */
const encoded = new Map<string, string>();
const mostEncoded = 100_000;

function encodeWord(term: string): string {
  let token = encoded.get(term);
  if (token === undefined) {
    const stem = porterStem(term);
    token = stem === term ? encodeTerm(term) : encodeTerm(term) + encodeStem(stem);
    if (encoded.size >= mostEncoded) encoded.clear();
    encoded.set(term, token);
  }
  return token;
}

/** Text that asks for terms on consecutive positions. */
export const askForPhrase = (terms: readonly (string | undefined)[]): string =>
  terms.map((term) => (term === undefined ? hole : encodeTerm(term))).join(` ${hole} `);
