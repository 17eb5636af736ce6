import { fieldByName } from '../mappings/fields.js';
import { countPrintedParts } from './printed-number.js';

const joined = (field: string, text: string): string => {
  const [first = '', ...following] = text.split(' ');
  const count = countPrintedParts(fieldByName(field), first, following);
  return [first, ...following.slice(0, count)].join(' ');
};

describe('numbers and symbols printed with spaces are one value', () => {
  it.each([
    ['PN', 'US 9,876,543 B2'],
    ['PN', 'US 10,000,000 B2'],
    ['PN', 'US 10,000,000'],
    ['PN', 'US D656306 S1'],
    ['PN', 'US RE40,123 E'],
    ['PN', 'EP 1 234 567 A1'],
    ['PN', 'DE 10 2012 200 001 A1'],
    ['PN', 'WO 2012/123456 A1'],
    ['PN', 'JP 2012-123456 A'],
    ['PN', 'JP H10-123456'],
    ['AN', 'CN 202110991218.8'],
    ['IPC', 'H01M 10/0525'],
    ['IPC', 'H01M 10/05*'],
  ])('%s=%s', (field, text) => {
    expect(joined(field, text)).toBe(text);
    expect(joined(field, `${text} battery`)).toBe(text);
  });

  it.each([
    ['TI', 'US 9,876,543 B2', 'US'],
    ['PN', 'US9876543B2 2019', 'US9876543B2'],
    ['PN', 'US battery', 'US'],
    ['IPC', 'H01M battery', 'H01M'],
    ['IPC', 'H01M10/0525 2019', 'H01M10/0525'],
  ])('%s=%s is %s and further words', (field, text, value) => expect(joined(field, text)).toBe(value));
});
