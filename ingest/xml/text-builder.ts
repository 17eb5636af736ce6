import { isBlank } from './blanks.js';
import type { CodeUnits } from './code-units.js';
import { TextRoom } from './text-room.js';

interface Row {
  cells: number;
  /** A row of a table inside a cell: its cells are separated by spaces, so that the outer row stays one line. */
  isInner: boolean;
}

/** Shared: blocks do not nest, and a record is read without a pause. */
const room = new TextRoom();

/**
 * Builds the text of mixed content: white space collapsed, `\n` after blocks and rows, `\t` between cells,
 * `_{}` and `^{}` around subscripts and superscripts. Inline markup leaves no trace.
 * One builder at a time: the next one begins where its own text begins.
 */
export class TextBuilder {
  /** Last character written, 0 at the start of the text or of a script. */
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

  constructor() {
    room.clear();
  }

  /** Appends [from, to) of the source. */
  append(source: CodeUnits, from: number, to: number): void {
    const { units } = source;
    let at = from;
    while (at < to && isBlank(units[at] as number)) at++;
    if (at > from) this.needsSpace = true;
    if (at === to) return;
    this.flushSpace(units[at] as number);
    // An open script counts its place from the start of the room.
    if (this.scripts.length === 0) room.putAside();
    room.reserve(to - at);
    const out = room.units;
    let { length } = room;
    for (; at < to; at++) {
      const code = units[at] as number;
      if (code > 32 || !isBlank(code)) out[length++] = code;
      else if (out[length - 1] !== 32) out[length++] = 32;
    }
    const endsBlank = out[length - 1] === 32;
    if (endsBlank) length--;
    room.length = length;
    this.last = out[length - 1] as number;
    this.needsSpace = endsBlank;
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
      this.write(9);
    }
  }

  closeCell(): void {
    this.cellDepth--;
    this.needsSpace = this.cellDepth > 0;
  }

  openScript(mark: '_' | '^'): void {
    this.flushSpace(0);
    this.scripts.push({ length: room.length, last: this.last });
    this.write(mark === '_' ? 95 : 94);
    this.write(123);
    this.last = 0;
  }

  closeScript(): void {
    const start = this.scripts.pop();
    if (start && room.length === start.length + 2) {
      room.length = start.length;
      this.last = start.last;
    } else this.write(125);
  }

  /** The finished text, without white space at its end and without line breaks at its start. */
  finish(): string {
    const { units } = room;
    let end = room.length;
    for (let code; end > 0 && ((code = units[end - 1]) === 32 || code === 10 || code === 9);) end--;
    let start = 0;
    const long = room.joinAside(end);
    if (long !== undefined) return long;
    while (start < end && units[start] === 10) start++;
    return room.read(start, end);
  }

  private write(code: number): void {
    room.put(code);
    this.last = code;
  }

  private newLine(): void {
    this.needsSpace = this.isFormulaEdge = this.isWordEdge = false;
    if (room.length > 0 && this.last !== 10) this.write(10);
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
    this.write(32);
  }
}

/** Characters below the first CJK block: from there on words are not separated by spaces. */
const standsApart = (code: number): boolean => code > 0 && code < 0x2e80;

const closing: ReadonlySet<number> = new Set([...'.,;:!?)]}%'].map((sign) => sign.charCodeAt(0)));
const opening: ReadonlySet<number> = new Set([...'([{'].map((sign) => sign.charCodeAt(0)));
