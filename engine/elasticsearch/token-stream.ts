import { analyzeInto, findBoundaries, porterStem, TokenBuffer, tokenKinds } from '../../mappings/analyze.js';
import { copyOf } from './known-forms.js';

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

/** For one text after the other: making one costs more than the tokens of a short text. */
const tokens = new TokenBuffer();

/**
 * The words of a field as the text that the index is sent, and their number. Positions, sentences and paragraphs are those of query/field-text.ts. Each
 * position takes two slots: a word stands in the even one, and in the odd one behind it, if it ends a sentence, the marker of that. So markers disturb no
 * distance, and a phrase may cross them. The marker of a paragraph stands in the next even slot, which is free: a paragraph end leaves a position empty
 * (mappings/analyze-text.ts).
 * @param values well-formed
 */
export function streamField(values: readonly string[]): { stream: string; words: number } {
  let stream = '';
  let words = 0;
  let [sentence, paragraph, last] = [0, 0, -1];
  for (const text of values) {
    analyzeInto(tokens, text);
    const { count, positions } = tokens;
    if (count === 0) continue;
    const boundaries = findBoundaries(text, tokens);
    const start = words > 0 ? last + 2 : 0;
    // A value ends the sentence and the paragraph of the one before.
    let [newSentence, newParagraph] = words > 0 ? [sentence + 1, paragraph + 1] : [0, 0];
    let next = 0;
    for (let index = 0; index < count; index++) {
      const own = positions[index] ?? 0;
      for (let at = boundaries[next]; at && at.position <= own; at = boundaries[++next]) {
        newSentence++;
        if (at.kind === 'paragraph') newParagraph++;
      }
      const position = start + own;
      if (newSentence === sentence && position === last + 1 && last >= 0) stream += holeBefore;
      else {
        stream += markersBetween(last, position, sentence, newSentence, paragraph, newParagraph);
        [sentence, paragraph] = [newSentence, newParagraph];
      }
      // Several appends: a template would make a string of its own first, and a list to be joined takes longer too.
      stream += encodeToken(text, index);
      last = position;
    }
    words += count;
  }
  return { stream: stream.slice(0, -1), words };
}

/** What stands in the slots between two words: markers of what ends there, and holes. @param last position of the first of them, -1 where there is none */
function markersBetween(
  last: number,
  position: number,
  sentence: number,
  newSentence: number,
  paragraph: number,
  newParagraph: number,
): string {
  let between = '';
  let slot = last < 0 ? 0 : 2 * last + 1;
  if (newSentence !== sentence) {
    between += `${sentenceMarker(sentence % residues)} `;
    slot++;
  }
  if (newParagraph !== paragraph) {
    between += `${paragraphMarker(paragraph % residues)} `;
    slot++;
  }
  if (slot > 2 * position) throw new RangeError(`no room for a marker before position ${position}`);
  return between + holeBefore.repeat(2 * position - slot);
}

/** Slots of the words met last, by their hash: a word that comes again is compared where it stands, and no string is made of it. A power of two. */
const recentSize = 1 << 15;
const recentTerms = new Array<string>(recentSize).fill('');
const recentPieces = new Array<string>(recentSize).fill('');
/** By code: an ideograph is its own stem. */
const ideographPieces: string[] = [];

/** The word of the token buffer as a token, with the space behind it. */
function encodeToken(text: string, index: number): string {
  const code = tokens.codes[index] ?? 0;
  const kind = tokens.kinds[index];
  if (kind === tokenKinds.ideograph) {
    if (code > 0xffff) return `${encodeWord(tokens.term(index))} `;
    return (ideographPieces[code] ??= `${encodeWord(tokens.term(index))} `);
  }
  const slot = (code ^ (code >>> 15)) & (recentSize - 1);
  const recent = recentTerms[slot] ?? '';
  if (kind === tokenKinds.folded ? tokens.term(index) === recent : isSpelled(recent, text, index))
    return recentPieces[slot] ?? '';
  const term = copyOf(tokens.term(index));
  recentTerms[slot] = term;
  return (recentPieces[slot] = `${encodeWord(term)} `);
}

/** Whether the ASCII word at a place of the token buffer is this term. */
function isSpelled(term: string, text: string, index: number): boolean {
  const start = tokens.starts[index] ?? 0;
  const length = (tokens.ends[index] ?? 0) - start;
  if (term.length !== length) return false;
  // The bit tells capitals from small letters, and digits have it.
  for (let at = 0; at < length; at++) if ((text.charCodeAt(start + at) | 0x20) !== term.charCodeAt(at)) return false;
  return true;
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
