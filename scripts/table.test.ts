import { cut, renderTable } from './table.js';

describe('tables in terminal cells', () => {
  it('a Chinese character takes two cells', () => {
    expect(
      renderTable(
        ['a', 'b'],
        [
          ['电池', 'x'],
          ['ab', 'y'],
        ],
      ),
    ).toBe(['a     b', '电池  x', 'ab    y'].join('\n'));
  });
  it('the last column is cut to the width', () => {
    expect(renderTable(['a', 'b'], [['x', '固态电解质电池']], 13)).toBe(['a  b', 'x  固态电解…'].join('\n'));
    expect(cut('abc', 3)).toBe('abc');
  });
  it('control characters from the data never reach the terminal', () => {
    expect(renderTable(['a'], [['x\u001b[31my\n']])).toBe('a\nx [31my');
  });
});
