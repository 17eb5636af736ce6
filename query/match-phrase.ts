import { porterStem, type Token } from '../mappings/analyze.js';
import { matchesPattern } from './match-pattern.js';
import type { PhraseElement } from './tree.js';

export function matchesElement(element: PhraseElement, term: string): boolean {
  switch (element.kind) {
    case 'term':
      return term === element.term;
    case 'prefix':
      return term.startsWith(element.prefix);
    case 'pattern':
      return matchesPattern(element.pattern, term);
    case 'stem':
      // Porter's rules change endings only; asking the first letter first spares nearly all the stemming.
      return term.charAt(0) === element.stem.charAt(0) && porterStem(term) === element.stem;
    case 'any':
      return true;
  }
}

/** Index of the first token of every place where the elements stand on consecutive positions. */
export function findPhrase(elements: readonly PhraseElement[], tokens: readonly Token[]): number[] {
  const starts: number[] = [];
  for (let start = 0; start + elements.length <= tokens.length; start++) {
    const first = tokens[start];
    const isMatch = elements.every((element, offset) => {
      const token = tokens[start + offset];
      return (
        token !== undefined &&
        first !== undefined &&
        token.position === first.position + offset &&
        matchesElement(element, token.term)
      );
    });
    if (isMatch) starts.push(start);
  }
  return starts;
}
