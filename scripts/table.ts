import stringWidth from 'string-width';

/**
 * A table in columns of terminal cells: a Chinese character takes two. The last column is cut at `width` cells when given.
 * Control characters from the data never reach the terminal.
 */
export function renderTable(headings: readonly string[], rows: readonly (readonly string[])[], width?: number): string {
  const clean = [headings, ...rows].map((row) => row.map(printable));
  const widths = headings.map((_, column) => Math.max(...clean.map((row) => stringWidth(row[column] ?? ''))));
  const last = headings.length - 1;
  const before = widths.slice(0, last).reduce((sum, each) => sum + each + 2, 0);
  const room = width === undefined ? Infinity : Math.max(10, width - before);
  return clean
    .map((row) =>
      row
        .map((cell, column) => (column === last ? cut(cell, room) : pad(cell, widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').trim();

const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - stringWidth(text)));

/** Text of at most `width` cells, with `…` where it was cut. */
export function cut(text: string, width: number): string {
  if (width === Infinity || stringWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const character of text) {
    used += stringWidth(character);
    if (used > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
