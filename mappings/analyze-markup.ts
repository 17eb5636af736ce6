/** Balanced `_{...}` and `^{...}`: offset of each opener's mark and of its closing brace, both ways. */
export interface InlineMarkup {
  closerOf: Map<number, number>;
  openerOf: Map<number, number>;
}

/**
 * Finds the subscripts and superscripts of a text (domain/text.ts). Braces pair within one block or cell; an opener without its
 * closing brace, and a brace without opener, are plain punctuation and are not listed. Linear in the length of the text.
 */
export function findInlineMarkup(text: string): InlineMarkup {
  const closerOf = new Map<number, number>();
  const openerOf = new Map<number, number>();
  let open: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '{') {
      const before = text[index - 1];
      open.push(before === '_' || before === '^' ? index - 1 : -1);
    } else if (character === '}') {
      const opener = open.pop();
      if (opener !== undefined && opener >= 0) {
        closerOf.set(opener, index);
        openerOf.set(index, opener);
      }
    } else if (character === '\n' || character === '\t') open = [];
  }
  return { closerOf, openerOf };
}
