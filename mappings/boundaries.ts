import { analyzeText } from './analyze-text.js';
import type { Boundary, Token } from './token.js';

/** Abbreviations that never end a sentence. */
const alwaysOpen = new Set(
  'fig figs eq eqs ref refs cf vs viz approx resp incl pat pats appl ser dr mr mrs ms prof'.split(' '),
);
/** Abbreviations only before a number: `No. 5`, but `the answer is no. 5 people ...` is too rare to matter. */
const openBeforeNumber = new Set('no nos ex exs sec secs art p pp vol vols ch para paras col cols ca'.split(' '));
/** Abbreviations that may stand at the end of a sentence: the next word decides by its capital. */
const openBeforeLowerCase = new Set('etc al inc ltd co corp est max min temp wt vol mol st'.split(' '));

const paragraphEnd = /[\n\u2028\u2029]/;
const idealSentenceEnd = /[。；！？｡]/;
const wideFullStop = /^[\s}\])"'”’」』）】]*[.!?．]/;
// The mark, closing quotes and brackets, then white space.
const markThenSpace = /([.!?．])["'”’»)\]}」』）】]*\s/;

function isUpperCase(character: string | undefined): boolean {
  return character !== undefined && character !== character.toLowerCase();
}

/** Whether the full stop after `tokens[index]` belongs to an abbreviation. */
function isAbbreviation(text: string, tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  const next = tokens[index + 1];
  if (!token || !next) return false;
  const { term } = token;
  const nextCharacter = text[next.start];
  if (alwaysOpen.has(term)) return true;
  if (openBeforeNumber.has(term) && /\p{N}/u.test(nextCharacter ?? '')) return true;
  if (openBeforeLowerCase.has(term) && !next.isIdeograph) return !isUpperCase(nextCharacter);
  if (/^\p{L}$/u.test(term)) {
    const before = tokens[index - 1];
    // `U.S.`, `e.g.`, `i.e.`
    const isDotted = before !== undefined && token.start === before.end + 1 && text[before.end] === '.';
    if (isDotted && /^\p{L}$/u.test(before.term)) return true;
    // `25° C. for two hours`
    return isUpperCase(text[token.start]) && !next.isIdeograph && !isUpperCase(nextCharacter);
  }
  return false;
}

function endsSentence(text: string, tokens: readonly Token[], index: number, between: string): boolean {
  if (idealSentenceEnd.test(between)) return true;
  if (tokens[index]?.isIdeograph && wideFullStop.test(between)) return true;
  const mark = markThenSpace.exec(between);
  if (!mark) return false;
  return (mark[1] !== '.' && mark[1] !== '．') || mark.index > 0 || !isAbbreviation(text, tokens, index);
}

/**
 * Ends of sentences and paragraphs between the positions of a text, ascending. A paragraph ends at `\n` and ends its sentence too; the
 * end of the text is not listed. A sentence ends at 。；！？, and at . ! ? before white space, but not after `Fig.`, `No.` with a number,
 * dotted letters (`e.g.`, `U.S.`), `etc.` or `et al.` before a small letter, nor at a decimal point.
 * @param tokens `analyzeText(text)`, when the caller has it
 */
export function findBoundaries(text: string, tokens: readonly Token[] = analyzeText(text)): Boundary[] {
  const boundaries: Boundary[] = [];
  for (let index = 0; index + 1 < tokens.length; index++) {
    const token = tokens[index];
    const next = tokens[index + 1];
    if (!token || !next || next.start <= token.end) continue;
    if (next.start === token.end + 1 && text.charCodeAt(token.end) === 0x20) continue;
    const between = text.slice(token.end, next.start);
    if (paragraphEnd.test(between)) boundaries.push({ position: next.position, kind: 'paragraph' });
    else if (endsSentence(text, tokens, index, between)) boundaries.push({ position: next.position, kind: 'sentence' });
  }
  return boundaries;
}
