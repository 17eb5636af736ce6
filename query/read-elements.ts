import { analyzeText, porterStem, type Token } from '../mappings/analyze.js';
import { normalizePattern } from './match-pattern.js';
import type { PhraseElement } from './tree.js';

/** Truncation that could not be read as typed: `inside` a run of characters it is an error, at its `edge` it adds nothing. */
export interface Misplaced {
  kind: 'inside' | 'edge';
  /** Offset of the sign in the text. */
  at: number;
}

export interface ReadElements {
  elements: PhraseElement[];
  misplaced?: Misplaced;
}

/** A word, an ideograph, or a run of signs with the words that it is written onto. */
interface Piece {
  /** Terms and signs in order. */
  pattern: string;
  start: number;
  end: number;
  isIdeograph: boolean;
  hasSigns: boolean;
  endsInSign: boolean;
}

/**
 * The positions of a text as typed: analysed words, in which `*` stands for any run of characters and `?` for one.
 *
 * - a sign written onto a word truncates it: `electro*`, `*ation`, `colo?r`
 * - `*` alone is any one word; `??` alone any word of two characters
 * - ideographs are words of their own: each `?` beside one is any one character; `*` beside one adds nothing, as runs are found in longer runs
 * @param isStem words without signs stand for their stem
 */
export function readElements(text: string, isStem: boolean): ReadElements {
  const tokens = analyzeText(text);
  if (!/[*?]/.test(text))
    return { elements: tokens.map((token) => plainElement(token.term, isStem && !token.isIdeograph)) };
  const pieces = joinPieces(tokens, text);
  let misplaced: Misplaced | undefined;
  const elements = pieces.flatMap((piece, index): PhraseElement[] => {
    if (!piece.hasSigns) return [plainElement(piece.pattern, isStem && !piece.isIdeograph)];
    if (/[^*?]/.test(piece.pattern)) return [truncation(piece.pattern)];
    const [before, after] = [pieces[index - 1], pieces[index + 1]];
    const isBehind = before?.isIdeograph === true && before.end === piece.start;
    const isBefore = after?.isIdeograph === true && after.start === piece.end;
    if (!isBehind && !isBefore) return [truncation(piece.pattern)];
    if (piece.pattern.includes('*')) {
      const kind = isBehind && isBefore ? 'inside' : 'edge';
      if (misplaced?.kind !== 'inside') misplaced = { kind, at: piece.start + piece.pattern.indexOf('*') };
    }
    return [...piece.pattern].flatMap((sign) => (sign === '?' ? [truncation('?')] : []));
  });
  return { elements, misplaced };
}

function plainElement(term: string, isStemmed: boolean): PhraseElement {
  return isStemmed ? { kind: 'stem', stem: porterStem(term) } : { kind: 'term', term };
}

function truncation(pattern: string): PhraseElement {
  const normalized = normalizePattern(pattern);
  if (normalized === '*') return { kind: 'any' };
  const prefix = /^([^*?]+)\*$/.exec(normalized)?.[1];
  return prefix === undefined ? { kind: 'pattern', pattern: normalized } : { kind: 'prefix', prefix };
}

function joinPieces(tokens: readonly Token[], text: string): Piece[] {
  const signs = [...text.matchAll(/[*?]+/g)].map((match) => ({ start: match.index, pattern: match[0] }));
  const pieces: Piece[] = [];
  let next = 0;
  const addSigns = (end: number): void => {
    for (let run = signs[next]; run && run.start < end; run = signs[++next]) {
      const last = pieces[pieces.length - 1];
      const piece = { start: run.start, end: run.start + run.pattern.length, pattern: run.pattern };
      if (last && last.end === run.start && !last.isIdeograph)
        Object.assign(last, { end: piece.end, pattern: last.pattern + run.pattern, hasSigns: true, endsInSign: true });
      else pieces.push({ ...piece, isIdeograph: false, hasSigns: true, endsInSign: true });
    }
  };
  for (const { term, start, end, isIdeograph } of tokens) {
    addSigns(start);
    const last = pieces[pieces.length - 1];
    if (last?.endsInSign && last.end === start && !isIdeograph)
      Object.assign(last, { end, pattern: last.pattern + term, endsInSign: false });
    else pieces.push({ pattern: term, start, end, isIdeograph, hasSigns: false, endsInSign: false });
  }
  addSigns(text.length);
  return pieces;
}
