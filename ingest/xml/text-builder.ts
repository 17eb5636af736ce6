/**
 * Builds the text of mixed content: white space collapsed, `\n` after blocks and rows, `\t` between cells,
 * `_{}` and `^{}` around subscripts and superscripts. Inline markup leaves no trace.
 */
export class TextBuilder {
  private out = '';
  private needsSpace = false;
  private cellDepth = 0;
  private cellsInRow: number[] = [];

  append(text: string): void {
    if (text === '') return;
    const collapsed = /[\t\r\n]| {2}/.test(text) ? text.replace(/[ \t\r\n]+/g, ' ') : text;
    const starts = collapsed.charCodeAt(0) === 32;
    if (starts) this.needsSpace = true;
    if (collapsed === ' ') return;
    const ends = collapsed.charCodeAt(collapsed.length - 1) === 32;
    const body = starts || ends ? collapsed.slice(starts ? 1 : 0, ends ? -1 : undefined) : collapsed;
    this.flushSpace();
    this.out += body;
    this.needsSpace = ends;
  }

  /** Start or end of a block; inside a table cell a block is only a space. */
  breakBlock(): void {
    if (this.cellDepth > 0) {
      this.needsSpace = true;
      return;
    }
    this.newLine();
  }

  /** Start or end of a word-like element: white space, unless a line or a cell begins here. */
  breakWord(): void {
    this.needsSpace = true;
  }

  openRow(): void {
    this.newLine();
    this.cellsInRow.push(0);
  }

  closeRow(): void {
    this.cellsInRow.pop();
    this.newLine();
  }

  openCell(): void {
    const row = this.cellsInRow.length - 1;
    const before = this.cellsInRow[row] ?? 0;
    this.needsSpace = false;
    if (before > 0) this.out += '\t';
    if (row >= 0) this.cellsInRow[row] = before + 1;
    this.cellDepth++;
  }

  closeCell(): void {
    this.cellDepth--;
    this.needsSpace = false;
  }

  openScript(mark: '_' | '^'): void {
    this.flushSpace();
    this.out += `${mark}{`;
  }

  closeScript(): void {
    if (this.out.endsWith('_{') || this.out.endsWith('^{')) this.out = this.out.slice(0, -2);
    else this.out += '}';
  }

  /** The finished text, without white space at either end. */
  finish(): string {
    return this.out.replace(/[ \n\t]+$/, '').replace(/^\n+/, '');
  }

  private newLine(): void {
    this.needsSpace = false;
    if (this.out !== '' && !this.out.endsWith('\n')) this.out += '\n';
  }

  private flushSpace(): void {
    if (this.needsSpace) {
      const last = this.out.charCodeAt(this.out.length - 1);
      if (this.out !== '' && last !== 10 && last !== 9) this.out += ' ';
      this.needsSpace = false;
    }
  }
}
