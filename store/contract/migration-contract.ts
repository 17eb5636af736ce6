import type { CollectionSpec } from '../store.js';
import { codeOf, newerNoteSpec, noteSpec, type OpenStore, withStore } from './subject.js';

export function describeMigration(open: OpenStore): void {
  test('a value of an older shape is read through every upgrade between, and replacing it writes the newest', () =>
    withStore(open, async ({ store }) => {
      await store.collection(noteSpec).create('a', { text: 'x' });
      const notes = store.collection(newerNoteSpec);
      const read = await notes.get('a');
      expect(read?.value).toEqual({ texts: ['x'] });
      expect((await notes.list()).map(({ value }) => value)).toEqual([{ texts: ['x'] }]);
      await notes.replace('a', { texts: ['x', 'y'] }, read?.revision ?? '');
      expect((await notes.get('a'))?.value).toEqual({ texts: ['x', 'y'] });
    }));

  test('a value of a newer shape is refused with the way on, not misread', () =>
    withStore(open, async ({ store }) => {
      await store.collection(newerNoteSpec).create('a', { texts: [] });
      const notes = store.collection(noteSpec);
      expect(await codeOf(notes.get('a'))).toBe('newer');
      expect(await codeOf(notes.list())).toBe('newer');
    }));

  test('a value that no longer fits its schema is told as damaged, by name', () =>
    withStore(open, async ({ store }) => {
      await store.collection(noteSpec).create('a', { text: 'x' });
      const strayed: CollectionSpec<{ texts: string[] }> = { ...newerNoteSpec, version: 1 };
      await expect(store.collection(strayed).get('a')).rejects.toMatchObject({
        code: 'damaged',
        message: expect.stringContaining('notes/a') as string,
      });
    }));

  test('migrate writes every value in the newest shape, tells its progress, and finds nothing to do the second time', () =>
    withStore(open, async ({ store }) => {
      const older = store.collection(noteSpec);
      for (let index = 0; index < 12; index++) await older.create(`k${index}`, { text: `t${index}` });
      await store.collection(newerNoteSpec).create('new', { texts: ['n'] });
      const told: number[] = [];
      const progress = ({ read }: { read: number }) => told.push(read);
      expect(await store.migrate([newerNoteSpec], { progress })).toEqual({ read: 13, upgraded: 12 });
      expect(told.at(-1)).toBe(13);
      // Without the upgrades nothing old could be read.
      const bare: CollectionSpec<{ texts: string[] }> = { ...newerNoteSpec, upgrades: {} };
      const values = (await store.collection(bare).list()).map(({ value }) => value.texts[0]);
      expect(values.sort()).toEqual(['n', ...Array.from({ length: 12 }, (_, index) => `t${index}`)].sort());
      expect(await store.migrate([newerNoteSpec])).toEqual({ read: 13, upgraded: 0 });
    }));

  test('an interrupted migrate stops, and the next one goes on', () =>
    withStore(open, async ({ store }) => {
      const older = store.collection(noteSpec);
      for (let index = 0; index < 4; index++) await older.create(`k${index}`, { text: 'x' });
      await expect(store.migrate([newerNoteSpec], { signal: AbortSignal.abort() })).rejects.toThrow(/abort/);
      expect((await store.migrate([newerNoteSpec])).upgraded).toBe(4);
    }));
}
