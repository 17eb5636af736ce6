import { characterClass, characters, joinsIdeograph, normalizedClass } from './analyze-characters.js';
import { findInlineMarkup, type InlineMarkup } from './analyze-markup.js';
import { foldWord } from './fold.js';
import type { TokenBuffer } from './token-buffer.js';

/** Longest word in UTF-16 units; a longer one (sequence listings) is cut into consecutive positions. */
export const maximumWordLength = 255;

/**
 * The careful reading of one run without plain separators: markup, combining marks, invisible characters, characters that NFKC
 * expands, and code points outside the BMP. The quick loop in analyze-text.ts hands over whatever it does not take itself.
 */
export class WordScanner {
  private markup: InlineMarkup | undefined;
  private word = '';
  private wordStart = 0;
  private wordEnd = 0;
  /** Chain of markup openers directly before the word. */
  private leadStart = -1;
  private leadEnd = -1;

  constructor(
    private readonly text: string,
    private readonly list: TokenBuffer,
  ) {}

  /** Reads from `index` up to the next separator, adds its tokens, and returns the offset of that separator. */
  scan(index: number): number {
    const { text } = this;
    while (index < text.length) {
      const code = text.charCodeAt(index);
      const kind = characterClass(code);
      if (kind & (characters.separator | characters.gap)) break;
      if (kind & characters.word) {
        this.append(text.charAt(index), index, index + 1);
        index++;
      } else if (code === 0x5f || code === 0x5e) {
        if (!this.opensMarkup(index)) return (this.flush(), index + 1);
        if (!this.word && this.leadEnd !== index) this.leadStart = index;
        if (!this.word) this.leadEnd = index + 2;
        index += 2;
      } else if (code === 0x7d) {
        if (!this.closesMarkup(index)) return (this.flush(), index + 1);
        index++;
      } else index = this.cluster(index);
    }
    this.flush();
    return index;
  }

  private opensMarkup(index: number): boolean {
    if (this.text.charCodeAt(index + 1) !== 0x7b) return false;
    this.markup ??= findInlineMarkup(this.text);
    return this.markup.closerOf.has(index);
  }

  private closesMarkup(index: number): boolean {
    this.markup ??= findInlineMarkup(this.text);
    const opener = this.markup.openerOf.get(index);
    if (opener === undefined) return false;
    // The mark belongs to the word only when both of its ends do, so that a highlighted word is whole markup.
    const isLead = this.leadEnd === this.wordStart && opener >= this.leadStart;
    if (this.word && (opener >= this.wordStart || isLead)) {
      this.wordStart = Math.min(this.wordStart, opener);
      this.wordEnd = index + 1;
      if (isLead) this.leadEnd = this.wordStart;
    }
    return true;
  }

  /** One character with the marks that compose with it. */
  private cluster(index: number): number {
    const { text } = this;
    const first = String.fromCodePoint(text.codePointAt(index) ?? 0);
    let end = index + first.length;
    while (end < text.length && joinsIdeograph(text.charCodeAt(end))) end++;
    const normalized = text.slice(index, end).normalize('NFKC');
    const parts = [...normalized];
    // `5½` is not fifty-one: what opens into several words is apart from its neighbours.
    const isSeveral = parts.length > 1 && parts.some((each) => normalizedClass(each) & characters.separator);
    if (isSeveral) this.flush();
    for (const character of parts) {
      const kind = normalizedClass(character);
      if (kind & characters.ideograph) {
        this.flush();
        this.list.addIdeograph(character, index, end);
      } else if (kind & characters.word) this.append(character, index, end);
      else if (kind & characters.mark) {
        if (this.word) this.append(character, index, end);
      } else if (kind & characters.separator) this.flush();
    }
    if (isSeveral) this.flush();
    return end;
  }

  private append(characters: string, start: number, end: number): void {
    if (this.word.length + characters.length > maximumWordLength) this.flush();
    if (!this.word) this.wordStart = start;
    this.word += characters;
    this.wordEnd = end;
  }

  private flush(): void {
    if (!this.word) return;
    const term = foldWord(this.word);
    this.word = '';
    if (term) this.list.addFolded(term, this.wordStart, this.wordEnd);
  }
}
