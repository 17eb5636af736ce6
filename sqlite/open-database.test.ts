import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runIpradar } from '../scripts/run-ipradar.js';
import { bindingFor, loadBinding, openDatabase, SqliteUnavailable } from './open-database.js';

const thrownBy = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('the SQLite binding', () => {
  it.each([
    ['20.19', '9', 'better-sqlite3-12'],
    ['22.13', '9', 'better-sqlite3-12'],
    ['22.14', '10', 'better-sqlite3'],
    ['24.21', '10', 'better-sqlite3'],
    ['a later one', '11', 'better-sqlite3'],
  ])('of Node %s, which has Node-API %s, is %s', (_node, nodeApi, binding) => {
    expect(bindingFor(nodeApi)).toBe(binding);
  });

  it('of this Node opens a database and outlives the collection of its statements', () => {
    const database = openDatabase(':memory:');
    database.exec('CREATE TABLE t (a)');
    for (let n = 0; n < 20_000; n++) database.prepare(`INSERT INTO t VALUES (${n})`).run();
    expect(database.prepare('SELECT count(*) AS n, max(a) AS last FROM t').get()).toEqual({ n: 20_000, last: 19_999 });
    database.close();
  });

  it('of this Node is the version that its name says', () => {
    const name = bindingFor(process.versions.napi);
    const { version } = createRequire(import.meta.url)(`${name}/package.json`) as { version: string };
    expect(version.split('.')[0]).toBe(name === 'better-sqlite3' ? '13' : '12');
  });

  it.each([
    ['is missing', 'Cannot find module', 'better-sqlite3-12', /compiler/],
    ['is missing', 'Cannot find module', 'better-sqlite3', /npm ci/],
    ['was compiled for another Node', 'NODE_MODULE_VERSION 115', 'better-sqlite3-12', /npm ci/],
  ] as const)('that %s (%s) is told with what to do: %s', (_why, reason, binding, hint) => {
    const told = thrownBy(() =>
      loadBinding(binding, () => {
        throw new Error(`${reason}\nRequire stack:\n- here`);
      }),
    );
    expect(told).toBeInstanceOf(SqliteUnavailable);
    expect(told).toMatchObject({
      message: `the SQLite binding \`${binding}\` cannot be loaded on Node ${process.versions.node}: ${reason}`,
      hint: expect.stringMatching(hint) as unknown,
    });
  });

  it('whose package is there without its compiled part is told when it is loaded, not when a file is opened', () => {
    class WithoutCompiledPart {
      constructor() {
        throw new Error('Could not locate the bindings file. Tried:\n → build/better_sqlite3.node');
      }
    }
    const told = thrownBy(() => loadBinding('better-sqlite3-12', () => WithoutCompiledPart));
    expect(told).toMatchObject({ message: expect.stringMatching(/bindings file\. Tried:$/) as unknown });
  });

  describe('when none can be loaded', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'ipradar-sqlite-'));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    it.each([['serve', '--port', '0'], ['ingest', 'fixtures'], ['jobs', 'list'], ['worker']])(
      '`ipradar %s` says so at its start, in two lines, and ends with 1',
      async (...command) => {
        const preload = join(folder, 'no-binding.cjs');
        writeFileSync(preload, withoutBindings);
        const ended = await runIpradar(['--data', join(folder, 'data'), ...command], {
          NODE_OPTIONS: `--require=${preload}`,
        });
        expect(ended.stderr).toMatch(/^ipradar: the SQLite binding `better-sqlite3(-12)?` cannot be loaded on Node /m);
        expect(ended.stderr).toMatch(/^ {2}run `npm ci` again/m);
        expect(ended.stderr).not.toMatch(/^ {4}at /m);
        expect(ended.code).toBe(1);
      },
    );
  });
});

/** As after an `npm ci` whose compiler failed: npm takes an optional package away again. */
const withoutBindings = `
const Module = require('node:module');
const find = Module._resolveFilename;
Module._resolveFilename = function (name) {
  if (/^better-sqlite3/.test(name)) throw new Error("Cannot find module '" + name + "'");
  return find.apply(this, arguments);
};
`;
