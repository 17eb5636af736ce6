import { porterStem } from '../mappings/analyze.js';
import type { FieldWord } from './field-text.js';
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

/** Index of the first word of every place where the elements stand on consecutive positions. */
export function* findPhrase(elements: readonly PhraseElement[], words: readonly FieldWord[]): Generator<number> {
  for (let start = 0; start + elements.length <= words.length; start++) {
    const first = words[start]?.position ?? 0;
    const isMatch = elements.every((element, offset) => {
      const word = words[start + offset];
      return word?.position === first + offset && matchesElement(element, word.term);
    });
    if (isMatch) yield start;
  }
}
