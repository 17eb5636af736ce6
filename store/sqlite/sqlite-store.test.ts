import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../sqlite/open-database.js';
import { describeStoreContract } from '../contract/contract.js';
import { codeOf, noteSpec, steppingClock } from '../contract/subject.js';
import { StoreError, type StateStore } from '../store.js';
import { openSqliteStore, stateFile } from './sqlite-store.js';

const scratch = (): string => mkdtempSync(join(tmpdir(), 'ipradar-state-'));

describeStoreContract('SQLite', async (clock) => {
  const folder = scratch();
  const opened: StateStore[] = [];
  const open = (): StateStore => {
    const store = openSqliteStore(folder, clock);
    opened.push(store);
    return store;
  };
  return {
    store: open(),
    openAnother: async () => open(),
    remove: async () => {
      for (const store of opened) await store.close();
      rmSync(folder, { recursive: true });
    },
  };
});

describe('the state file', () => {
  let folder: string;
  beforeEach(() => (folder = scratch()));
  afterEach(() => rmSync(folder, { recursive: true }));
  const codeOfOpening = (path: string): string => {
    try {
      openSqliteStore(path, steppingClock());
    } catch (error) {
      if (error instanceof StoreError) return error.code;
      throw error;
    }
    return 'opened';
  };

  test('is made with its folder, and what was written is there after a restart', async () => {
    const deep = join(folder, 'a', 'b');
    const store = openSqliteStore(deep, steppingClock());
    const created = await store.collection(noteSpec).create('a', { text: 'x' });
    await store.close();
    const again = openSqliteStore(deep, steppingClock());
    expect(await again.collection(noteSpec).get('a')).toEqual(created);
    await again.close();
  });

  test('of a newer program is refused, one that is no database is damaged, one in no folder is unavailable', () => {
    const newer = openDatabase(join(folder, stateFile));
    newer.pragma('user_version = 99');
    newer.close();
    expect(codeOfOpening(folder)).toBe('newer');
    writeFileSync(join(folder, stateFile), 'no database '.repeat(1000));
    expect(codeOfOpening(folder)).toBe('damaged');
    expect(codeOfOpening(join(folder, stateFile, 'below'))).toBe('unavailable');
  });

  test('answers `unavailable` once it is closed', async () => {
    const store = openSqliteStore(folder, steppingClock());
    await store.close();
    expect(await codeOf(store.collection(noteSpec).get('a'))).toBe('unavailable');
  });
});
