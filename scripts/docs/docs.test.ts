import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { renderDataDictionary } from './data-dictionary.js';
import { renderFormatsPage } from './formats-page.js';
import { renewJobCatalogue } from './jobs-page.js';
import { renewOptionTable } from './option-table.js';

describe('generated pages are those of the code (run `npm run docs`)', () => {
  const read = (path: string): string => readFileSync(path, 'utf8');
  it('docs/data-dictionary.md', () => expect(read('docs/data-dictionary.md')).toBe(renderDataDictionary()));
  it('docs/formats.md', () => expect(read('docs/formats.md')).toBe(renderFormatsPage()));
  it('the catalogue of docs/jobs.md', () => {
    const page = read('docs/jobs.md');
    expect(renewJobCatalogue(page)).toBe(page);
  });
  it('the option table of README.md', () => {
    const readme = read('README.md');
    expect(renewOptionTable(readme)).toBe(readme);
  });
});

describe('docs/architecture.md', () => {
  const page = readFileSync('docs/architecture.md', 'utf8');

  it('has one row for each room, a room being a folder with TypeScript', () => {
    const rows = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, room]) => room);
    const isRoom = (name: string): boolean =>
      !name.startsWith('.') &&
      !['node_modules', 'dist', 'docs', 'data', 'demo-data', 'coverage'].includes(name) &&
      readdirSync(name, { recursive: true }).some((file) => String(file).endsWith('.ts'));
    const folders = readdirSync('.', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(rows.sort()).toEqual(
      folders
        .map(({ name }) => name)
        .filter(isRoom)
        .sort(),
    );
  });

  it('names only files that exist', () => {
    const named = [...page.matchAll(/`((?:[a-z-]+\/)+[a-z-]+\.ts)`/g)].map(([, path]) => path ?? '');
    expect(named.length).toBeGreaterThan(2);
    for (const path of named) expect({ path, exists: existsSync(path) }).toEqual({ path, exists: true });
  });
});

describe('links between pages', () => {
  it.each(['README.md', ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : []))])(
    '%s leads nowhere that is not there',
    (page) => {
      const folder = page.includes('/') ? 'docs/' : '';
      const targets = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)].map(([, to]) => to);
      for (const to of targets) expect({ to, exists: existsSync(`${folder}${to}`) }).toEqual({ to, exists: true });
    },
  );
});
