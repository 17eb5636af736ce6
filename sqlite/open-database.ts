import { createRequire } from 'node:module';
import type BetterSqlite3 from 'better-sqlite3';

export type Connection = BetterSqlite3.Database;
export type Statement = BetterSqlite3.Statement;

/** Names in package.json: better-sqlite3 13 and, under an alias, 12. */
type Binding = 'better-sqlite3' | 'better-sqlite3-12';

/** No binding of SQLite can be loaded; `hint` says what to do. */
export class SqliteUnavailable extends Error {
  override readonly name = 'SqliteUnavailable';

  constructor(
    message: string,
    readonly hint: string,
    options: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * Which package serves a Node with this version of Node-API (`process.versions.napi`). Neither serves them all: 13 is built on Node-API 10 (Node 22.14,
 * 23.6 and newer) and crashes Node 20; 12 is built on V8 itself and aborts Node 24 when it collects a statement (seen with 24.21).
 */
export function bindingFor(nodeApi: string | undefined): Binding {
  return Number(nodeApi) >= 10 ? 'better-sqlite3' : 'better-sqlite3-12';
}

/**
 * The package `binding`, tried with a database in memory: the compiled part is loaded by the first database, not by the package.
 * @param load finds a package by name; `require` of this module
 * @throws SqliteUnavailable when the package is missing, has no compiled part, or one for another Node
 */
export function loadBinding(binding: Binding, load: (name: string) => unknown): typeof BetterSqlite3 {
  try {
    // The packages carry no types of their own; both have the interface that @types/better-sqlite3 declares.
    const constructor = load(binding) as typeof BetterSqlite3;
    new constructor(':memory:').close();
    return constructor;
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new SqliteUnavailable(
      `the SQLite binding \`${binding}\` cannot be loaded on Node ${process.versions.node}: ${reason}`,
      hints[binding],
      { cause: error },
    );
  }
}

const again = 'run `npm ci` again with the Node that runs ipradar';
const hints: Readonly<Record<Binding, string>> = {
  'better-sqlite3': again,
  'better-sqlite3-12':
    `${again}, without \`--ignore-scripts\` and \`--omit=optional\`. When it can fetch no prebuilt binary it compiles one, which takes ` +
    'Python 3, make and a C++ compiler. Node 22.14 or newer takes neither.',
};

let loaded: typeof BetterSqlite3 | undefined;

/**
 * The binding of this Node, loaded when it is first asked for: a program that keeps nothing in SQLite runs without one.
 * @throws SqliteUnavailable
 */
export function requireBinding(): typeof BetterSqlite3 {
  loaded ??= loadBinding(bindingFor(process.versions.napi), createRequire(import.meta.url));
  return loaded;
}

/**
 * Opens a database file, making it when it is missing (`:memory:` for one without a file).
 * @throws SqliteUnavailable; errors of SQLite with its `code` (`SQLITE_...`)
 */
export function openDatabase(file: string, options?: BetterSqlite3.Options): Connection {
  return new (requireBinding())(file, options);
}
