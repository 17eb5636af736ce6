import { formatLocarno, formatNationalClass, formatOldIpc } from './national-class.js';

describe('US national classes in fixed columns', () => {
  it.each([
    ['  2 52', '2/52'],
    [' 36103', '36/103'],
    ['361  3', '361/3'],
    ['435  71', '435/7.1'],
    ['435 69 1', '435/69.1'],
    ['4352872', '435/287.2'],
    ['600300000', '600/300'],
    ['435069100', '435/69.1'],
    ['D 2703', 'D2/703'],
    ['D02703000', 'D2/703'],
    ['D30160', 'D30/160'],
    ['D28  81', 'D28/8.1'],
    ['D 1100-199', 'D1/100-199'],
    ['426  3-  6', '426/3-6'],
    ['  2 46- 48', '2/46-48'],
    ['257E21001', '257/E21.001'],
    ['PLT226', 'PLT/226'],
    ['429DIG 1', '429/DIG 1'],
    [' 12142 E', '12/142E'],
  ])('%j is %s', (raw, symbol) => expect(formatNationalClass(raw)).toBe(symbol));

  it('keeps what it cannot read, trimmed', () => {
    expect(formatNationalClass('  89  14 5 ')).toBe('89  14 5');
    expect(formatNationalClass('unknown')).toBe('unknown');
    expect(formatNationalClass('')).toBe('');
  });
});

describe('IPC of editions 1 to 7', () => {
  it.each([
    ['A45F  504', 'A45F5/04'],
    ['A43B 1314', 'A43B13/14'],
    ['G06F 15173', 'G06F15/173'],
    ['C07D40114', 'C07D401/14'],
    ['A61B005/00', 'A61B5/00'],
    ['H01M', 'H01M'],
  ])('%j is %s', (raw, symbol) => expect(formatOldIpc(raw)).toBe(symbol));

  it('does not guess', () => expect(formatOldIpc('none')).toBeUndefined());
});

describe('Locarno', () => {
  it.each([
    ['0201', '02-01'],
    ['02-01', '02-01'],
    ['06-06 A', '06-06'],
  ])('%j is %s', (raw, symbol) => expect(formatLocarno(raw)).toBe(symbol));
  it('does not guess', () => expect(formatLocarno('furniture')).toBeUndefined());
});
