import { readFileSync } from 'node:fs';
import { renderDataDictionary } from './data-dictionary.js';
import { renderFormatsPage } from './formats-page.js';
import { renewOptionTable } from './option-table.js';

describe('generated pages are those of the code (run `npm run docs`)', () => {
  const read = (path: string): string => readFileSync(path, 'utf8');
  it('docs/data-dictionary.md', () => expect(read('docs/data-dictionary.md')).toBe(renderDataDictionary()));
  it('docs/formats.md', () => expect(read('docs/formats.md')).toBe(renderFormatsPage()));
  it('the option table of README.md', () => {
    const readme = read('README.md');
    expect(renewOptionTable(readme)).toBe(readme);
  });
});
