import { isBlank } from './blanks.js';
import type { CodeUnits } from './code-units.js';

interface Row {
  cells: number;
  /** A row of a table inside a cell: its cells are separated by spaces, so that the outer row stays one line. */
  isInner: boolean;
}

/** Pieces after which a chain is made flat: a text of millions of pieces must not keep them all. */
const longestChain = 1_024;

/**
 * Builds the text of mixed content: white space collapsed, `\n` after blocks and rows, `\t` between cells,
 * `_{}` and `^{}` around subscripts and superscripts. Inline markup leaves no trace.
 * The text is a chain of slices of its source: most of it is never copied.
 */
export class TextBuilder {
  private text = '';
  /** Flat beginning of a text of very many pieces. */
  private before = '';
  private pieces = 0;
  /** Last character written, 0 at the start of the text or of a script. */
  private last = 0;
  /** A line ends here, which is written before what comes next: none ends a text. */
  private owesLine = false;
  private needsSpace = false;
  /** A formula begins or ends here: words on its two sides must not run together. */
  private isFormulaEdge = false;
  /** A word-like element begins or ends here. */
  private isWordEdge = false;
  private cellDepth = 0;
  private readonly rows: Row[] = [];
  /** Where open scripts began, to take an empty one back. */
  private readonly scripts: { text: string; last: number; owesLine: boolean }[] = [];

  /** Appends [from, to) of the source. */
  append(source: CodeUnits, from: number, to: number): void {
    const { units, text } = source;
    let at = from;
    while (at < to && isBlank(units[at] as number)) at++;
    if (at > from) this.needsSpace = true;
    if (at === to) return;
    this.flushSpace(units[at] as number);
    for (;;) {
      const start = at;
      // To the next white space that is more than one space between two words.
      for (; at < to; at++) {
        const code = units[at] as number;
        if (code > 32 || !isBlank(code)) continue;
        if (code !== 32 || at + 1 === to || isBlank(units[at + 1] as number)) break;
      }
      this.write(text.slice(start, at), units[at - 1] as number);
      if (at === to) return;
      while (at < to && isBlank(units[at] as number)) at++;
      if (at === to) {
        this.needsSpace = true;
        return;
      }
      this.write(' ', 32);
    }
  }

  /** Appends [from, to) of the source, of which the white space is single spaces. */
  appendPlain({ units, text }: CodeUnits, from: number, to: number): void {
    const start = units[from] === 32 ? from + 1 : from;
    if (start > from) this.needsSpace = true;
    if (start === to) return;
    this.flushSpace(units[start] as number);
    const end = units[to - 1] === 32 ? to - 1 : to;
    this.write(text.slice(start, end), units[end - 1] as number);
    if (end < to) this.needsSpace = true;
  }

  /** Start or end of a block; inside a table cell a block is only a space. */
  breakBlock(): void {
    if (this.cellDepth > 0) this.needsSpace = true;
    else this.newLine();
  }

  /** Start or end of a word-like element: white space, unless a line or a cell begins here, or punctuation closes up to the word. */
  breakWord(): void {
    this.isWordEdge = true;
  }

  /** Start or end of a formula or structure: white space where words would run together, none beside Chinese characters. */
  breakFormula(): void {
    this.isFormulaEdge = true;
  }

  openRow(): void {
    this.rows.push({ cells: 0, isInner: this.cellDepth > 0 });
    this.breakBlock();
  }

  closeRow(): void {
    this.rows.pop();
    this.breakBlock();
  }

  openCell(): void {
    const row = this.rows[this.rows.length - 1];
    this.cellDepth++;
    if (row?.isInner) {
      this.needsSpace = true;
      return;
    }
    this.needsSpace = this.isFormulaEdge = this.isWordEdge = false;
    if (row && row.cells++ > 0) this.write('\t', 9);
  }

  closeCell(): void {
    this.cellDepth--;
    this.needsSpace = this.cellDepth > 0;
  }

  openScript(mark: '_' | '^'): void {
    this.flushSpace(0);
    const { text, last, owesLine } = this;
    this.scripts.push({ text, last, owesLine });
    this.write(`${mark}{`, 0);
  }

  closeScript(): void {
    const start = this.scripts.pop();
    if (start && this.last === 0) {
      this.text = start.text;
      this.last = start.last;
      this.owesLine = start.owesLine;
    } else this.write('}', 125);
  }

  /** The finished text, without white space at its end. */
  finish(): string {
    const whole = this.before + this.text;
    if (this.last !== 9) return whole;
    let end = whole.length;
    for (let code; end > 0 && ((code = whole.charCodeAt(end - 1)) === 32 || code === 10 || code === 9);) end--;
    return whole.slice(0, end);
  }

  private write(piece: string, last: number): void {
    if (this.owesLine) {
      this.owesLine = false;
      this.text += '\n';
    }
    this.text += piece;
    this.last = last;
    // An open script may want its beginning back.
    if (++this.pieces > longestChain && this.scripts.length === 0) this.flatten();
  }

  private flatten(): void {
    this.pieces = 0;
    // A pattern is matched on a flat string only, and stays flat: `before` is a chain of long pieces.
    if (/^/.test(this.text)) this.before += this.text;
    this.text = '';
  }

  private newLine(): void {
    this.needsSpace = this.isFormulaEdge = this.isWordEdge = false;
    if (this.text.length > 0 || this.before.length > 0) this.owesLine = true;
  }

  /** What stands before the next character: 10 for a line that is owed. */
  private get previous(): number {
    return this.owesLine ? 10 : this.last;
  }

  /** Writes the white space that is due before a character (0 for a mark of ours). */
  private flushSpace(next: number): void {
    if (this.isFormulaEdge) {
      this.isFormulaEdge = false;
      if (standsApart(this.previous) && standsApart(next) && !closing.has(next)) this.needsSpace = true;
    }
    if (this.isWordEdge) {
      this.isWordEdge = false;
      if (!closing.has(next) && !opening.has(this.previous)) this.needsSpace = true;
    }
    if (!this.needsSpace) return;
    this.needsSpace = false;
    // Nothing to separate from at a start: of the text, a line, a cell or a script.
    const { previous } = this;
    if (previous === 0 || previous === 10 || previous === 9) return;
    this.write(' ', 32);
  }
}

/** Characters below the first CJK block: from there on words are not separated by spaces. */
const standsApart = (code: number): boolean => code > 0 && code < 0x2e80;

const closing: ReadonlySet<number> = new Set([...'.,;:!?)]}%'].map((sign) => sign.charCodeAt(0)));
const opening: ReadonlySet<number> = new Set([...'([{'].map((sign) => sign.charCodeAt(0)));
