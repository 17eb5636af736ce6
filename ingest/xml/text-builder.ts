import { collapseRange, isBlank } from './blanks.js';
import type { CodeUnits } from './code-units.js';

interface Row {
  cells: number;
  /** A row of a table inside a cell: its cells are separated by spaces, so that the outer row stays one line. */
  isInner: boolean;
}

/**
 * Builds the text of mixed content: white space collapsed, `\n` after blocks and rows, `\t` between cells,
 * `_{}` and `^{}` around subscripts and superscripts. Inline markup leaves no trace.
 */
export class TextBuilder {
  private out = '';
  /** Last character of `out`; reading it from a growing string would copy the string each time. */
  private last = 0;
  private needsSpace = false;
  /** A formula begins or ends here: words on its two sides must not run together. */
  private isFormulaEdge = false;
  /** A word-like element begins or ends here. */
  private isWordEdge = false;
  private cellDepth = 0;
  private readonly rows: Row[] = [];
  /** Where open scripts began, to take an empty one back. */
  private readonly scripts: { length: number; last: number }[] = [];

  /** Appends [from, to) of the source. */
  append(source: CodeUnits, from: number, to: number): void {
    const { units } = source;
    let at = from;
    while (at < to && isBlank(units[at] as number)) at++;
    if (at > from) this.needsSpace = true;
    if (at === to) return;
    this.flushSpace(units[at] as number);
    let end = to;
    while (isBlank(units[end - 1] as number)) end--;
    this.out += collapseRange(source, at, end);
    this.last = units[end - 1] as number;
    this.needsSpace = end < to;
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
    if (row && row.cells++ > 0) {
      this.out += '\t';
      this.last = 9;
    }
  }

  closeCell(): void {
    this.cellDepth--;
    this.needsSpace = this.cellDepth > 0;
  }

  openScript(mark: '_' | '^'): void {
    this.flushSpace(0);
    this.scripts.push({ length: this.out.length, last: this.last });
    this.out += `${mark}{`;
    this.last = 0;
  }

  closeScript(): void {
    const start = this.scripts.pop();
    if (start && this.out.length === start.length + 2) {
      this.out = this.out.slice(0, start.length);
      this.last = start.last;
    } else {
      this.out += '}';
      this.last = 125;
    }
  }

  /** The finished text, without white space at its end and without line breaks at its start. */
  finish(): string {
    const { out } = this;
    let end = out.length;
    for (let code; end > 0 && ((code = out.charCodeAt(end - 1)) === 32 || code === 10 || code === 9);) end--;
    let start = 0;
    while (start < end && out.charCodeAt(start) === 10) start++;
    return start > 0 || end < out.length ? out.slice(start, end) : out;
  }

  private newLine(): void {
    this.needsSpace = this.isFormulaEdge = this.isWordEdge = false;
    if (this.out === '' || this.last === 10) return;
    this.out += '\n';
    this.last = 10;
  }

  /** Writes the white space that is due before a character (0 for a mark of ours). */
  private flushSpace(next: number): void {
    if (this.isFormulaEdge) {
      this.isFormulaEdge = false;
      if (standsApart(this.last) && standsApart(next) && !closing.has(next)) this.needsSpace = true;
    }
    if (this.isWordEdge) {
      this.isWordEdge = false;
      if (!closing.has(next) && !opening.has(this.last)) this.needsSpace = true;
    }
    if (!this.needsSpace) return;
    this.needsSpace = false;
    // Nothing to separate from at a start: of the text, a line, a cell or a script.
    if (this.last === 0 || this.last === 10 || this.last === 9) return;
    this.out += ' ';
    this.last = 32;
  }
}

/** Characters below the first CJK block: from there on words are not separated by spaces. */
const standsApart = (code: number): boolean => code > 0 && code < 0x2e80;

const closing: ReadonlySet<number> = new Set([...'.,;:!?)]}%'].map((sign) => sign.charCodeAt(0)));
const opening: ReadonlySet<number> = new Set([...'([{'].map((sign) => sign.charCodeAt(0)));
