import { analyzeInto } from './analyze-text.js';
import { TokenBuffer } from './token-buffer.js';
import type { Boundary } from './token.js';

/** Abbreviations that never end a sentence, those of German and French texts of the EPO among them. */
const alwaysOpen = new Set(
  'fig figs eq eqs ref refs cf vs viz approx resp incl pat pats appl ser dr mr mrs ms prof st abb bzw vgl ggf env'.split(
    ' ',
  ),
);
/** Abbreviations only before a number: `No. 5`, but `the answer is no. 5 people ...` is too rare to matter. */
const openBeforeNumber = new Set(
  'no nos nr ex exs sec secs art p pp vol vols ch para paras col cols ca jan feb mar apr jun jul aug sep sept oct nov dec'.split(
    ' ',
  ),
);
/** Abbreviations that may stand at the end of a sentence: the next word decides by its capital. */
const openBeforeLowerCase = new Set(
  'etc al inc ltd co corp est max min temp wt vol mol usw in ft lb lbs oz hr hrs deg dia'.split(' '),
);

const paragraphEnd = /[\n\u2028\u2029]/;
const idealSentenceEnd = /[。；！？｡]/;
const wideFullStop = /^[\s}\])"'”’」』）】]*[.!?．]/;
// The mark, closing quotes and brackets, then white space.
const markThenSpace = /([.!?．])["'”’»)\]}」』）】]*\s/;
// No sentence begins so: `5 wt. % of nickel`.
const goesOn = /^\s*[%‰,;:)\]}]/;
const singleLetter = /^\p{L}$/u;

function isUpperCase(character: string | undefined): boolean {
  return character !== undefined && character !== character.toLowerCase();
}

/** Whether the full stop after token `index` belongs to an abbreviation. */
function isAbbreviation(text: string, tokens: TokenBuffer, index: number): boolean {
  const term = tokens.term(index);
  const start = tokens.starts[index] ?? 0;
  const nextCharacter = text[tokens.starts[index + 1] ?? 0];
  const isNextIdeograph = tokens.isIdeograph(index + 1);
  if (alwaysOpen.has(term)) return true;
  if (openBeforeNumber.has(term) && /\p{N}/u.test(nextCharacter ?? '')) return true;
  if (openBeforeLowerCase.has(term) && !isNextIdeograph) return !isUpperCase(nextCharacter);
  if (singleLetter.test(term)) {
    // `U.S.`, `e.g.`, `z. B.`, `J. R. Smith`
    if (
      isDotted(text, tokens, index) ||
      (isDotted(text, tokens, index + 1) && text[tokens.ends[index + 1] ?? 0] === '.')
    )
      return true;
    // `25° C. for two hours`
    return isUpperCase(text[start]) && !isNextIdeograph && !isUpperCase(nextCharacter);
  }
  return false;
}

/** Whether a letter stands behind another letter and its point: `B` in `A.B`, or in `A. B`. */
function isDotted(text: string, tokens: TokenBuffer, index: number): boolean {
  if (index < 1 || index >= tokens.count || tokens.isIdeograph(index)) return false;
  const end = tokens.ends[index - 1] ?? 0;
  const start = tokens.starts[index] ?? 0;
  return (
    start - end <= 2 &&
    /^\.\s?$/.test(text.slice(end, start)) &&
    singleLetter.test(tokens.term(index)) &&
    singleLetter.test(tokens.term(index - 1)) &&
    !tokens.isIdeograph(index - 1)
  );
}

function endsSentence(text: string, tokens: TokenBuffer, index: number, between: string): boolean {
  if (idealSentenceEnd.test(between)) return true;
  // `厚为.5毫米`
  const isDecimal = /[.．]$/.test(between) && /^\p{N}/u.test(tokens.term(index + 1));
  if (tokens.isIdeograph(index) && !isDecimal && wideFullStop.test(between)) return true;
  const mark = markThenSpace.exec(between);
  if (!mark || goesOn.test(between.slice(mark.index + mark[0].length))) return false;
  return (mark[1] !== '.' && mark[1] !== '．') || mark.index > 0 || !isAbbreviation(text, tokens, index);
}

/** Units without which nothing ends: the rest of what stands between two words is passed over without a closer look. */
const endings = new Set([...'\n\u2028\u2029。；！？｡.!?．'].map((character) => character.charCodeAt(0)));

function holdsEnding(text: string, start: number, end: number): boolean {
  for (let index = start; index < end; index++) if (endings.has(text.charCodeAt(index))) return true;
  return false;
}

/**
 * Ends of sentences and paragraphs between the positions of a text, ascending. A paragraph ends at `\n` and ends its sentence too; the
 * end of the text is not listed. A sentence ends at 。；！？, and at . ! ? before white space, but not after `Fig.`, `No.` with a number,
 * dotted letters (`e.g.`, `U.S.`, `z. B.`), `etc.` or `et al.` before a small letter, nor at a decimal point.
 * @param tokens the text analysed by `analyzeInto`, when the caller has it
 */
export function findBoundaries(text: string, tokens: TokenBuffer = analyzeInto(new TokenBuffer(), text)): Boundary[] {
  const boundaries: Boundary[] = [];
  const { starts, ends, count } = tokens;
  for (let index = 0; index + 1 < count; index++) {
    const end = ends[index] ?? 0;
    const start = starts[index + 1] ?? 0;
    if (start <= end || !holdsEnding(text, end, start)) continue;
    const between = text.slice(end, start);
    const position = tokens.positions[index + 1] ?? 0;
    if (paragraphEnd.test(between)) boundaries.push({ position, kind: 'paragraph' });
    else if (endsSentence(text, tokens, index, between)) boundaries.push({ position, kind: 'sentence' });
  }
  return boundaries;
}
