import { hintClasses } from './class-hints.js';

describe('a class symbol among the bare words of a query that finds nothing', () => {
  it.each([
    ['H01M', ['H01M']],
    ['h01m', ['H01M']],
    ['battery H01M10/0525', ['H01M10/0525']],
    ['H01M 10/0525', ['H01M10/0525']],
    ['H01M OR (G06F NOT x)', ['H01M', 'G06F']],
    ['A01B A01C A01D A01F', ['A01B', 'A01C', 'A01D']],
    ['battery', []],
    ['H', []],
    ['H01', []],
    ['IPC=H01M', []],
    ['TI=H01M', []],
    ['"H01M"', []],
    ['x1y2', []],
  ])('of %s is told as %j', (query, symbols) => {
    expect(hintClasses(query)).toEqual(
      symbols.map((symbol) => expect.stringContaining(`\`IPC=${symbol}\``) as unknown),
    );
  });
});
