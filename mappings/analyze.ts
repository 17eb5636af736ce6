/** Text analysis, defined once for every index, query, highlight and alert. */
export { analyzeInto, analyzeText } from './analyze-text.js';
export { findBoundaries } from './boundaries.js';
export { foldKeyword, foldWord } from './fold.js';
export { porterStem } from './stem.js';
export { hashSeed, hashUnit, TokenBuffer, tokenKinds } from './token-buffer.js';
export type { Boundary, Token } from './token.js';
