import { readFileSync } from 'node:fs';

interface LockEntry {
  gypfile?: boolean;
  optional?: boolean;
  engines?: { node?: string };
}

// Two lines of package-lock.json are written by hand. npm keeps neither fact when it writes a lock, but `npm ci` reads both there: after an
// `npm install` of whatever package, write again what these tests miss.
describe('package-lock.json', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, LockEntry> };

  it('has `"gypfile": false` for better-sqlite3, as its package.json: else `npm ci` wants Python and make for what is built already', () => {
    expect(packages['node_modules/better-sqlite3']).toMatchObject({ gypfile: false });
    expect(packages['node_modules/better-sqlite3']).not.toHaveProperty('optional');
  });

  it('has `"engines": { "node": "<22.14 || 23.0 - 23.5" }` for better-sqlite3-12: else it is compiled where nobody loads it', () => {
    expect(packages['node_modules/better-sqlite3-12']).toMatchObject({
      optional: true,
      engines: { node: '<22.14 || 23.0 - 23.5' },
    });
  });
});
