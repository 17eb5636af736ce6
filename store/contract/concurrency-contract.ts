import { codeOf, noteSpec, type OpenStore, withStore } from './subject.js';

export function describeConcurrency(open: OpenStore): void {
  test('a second store over the same data sees every write at once, in lists too', () =>
    withStore(open, async ({ store, openAnother }) => {
      const here = store.collection(noteSpec);
      const there = (await openAnother()).collection(noteSpec);
      for (let round = 0; round < 5; round++) {
        const created = await here.create(`k${round}`, { text: 'x' });
        expect(await there.get(`k${round}`)).toEqual(created);
        expect((await there.list()).map(({ key }) => key)).toContain(`k${round}`);
        await there.delete(`k${round}`, created.revision);
        expect(await here.list()).toEqual([]);
      }
    }));

  test('only the newest revision may be replaced or deleted', () =>
    withStore(open, async ({ store, openAnother }) => {
      const here = store.collection(noteSpec);
      const there = (await openAnother()).collection(noteSpec);
      const old = await here.create('a', { text: 'one' });
      const newer = await there.replace('a', { text: 'two' }, old.revision);
      expect(newer.revision).not.toBe(old.revision);
      expect(await codeOf(here.replace('a', { text: 'lost' }, old.revision))).toBe('conflict');
      expect(await codeOf(here.delete('a', old.revision))).toBe('conflict');
      expect(await here.get('a')).toEqual(newer);
    }));

  test('a revision from before a deletion is good for nothing, though the key has been made again', () =>
    withStore(open, async ({ store }) => {
      const notes = store.collection(noteSpec);
      const old = await notes.create('a', { text: 'one' });
      await notes.delete('a', old.revision);
      expect(await codeOf(notes.replace('a', { text: 'lost' }, old.revision))).toBe('conflict');
      expect(await codeOf(notes.delete('a', old.revision))).toBe('conflict');
      await notes.create('a', { text: 'two' });
      expect(await codeOf(notes.replace('a', { text: 'lost' }, old.revision))).toBe('conflict');
      expect((await notes.get('a'))?.value).toEqual({ text: 'two' });
    }));

  test('of many who create one key at the same time, one succeeds', () =>
    withStore(open, async ({ store, openAnother }) => {
      const stores = [store, await openAnother()];
      const tries = Array.from({ length: 20 }, (_, index) =>
        (stores[index % 2] ?? store)
          .collection(noteSpec)
          .create('a', { text: String(index) })
          .then(
            ({ value }) => value.text,
            () => undefined,
          ),
      );
      const winners = (await Promise.all(tries)).filter((text) => text !== undefined);
      expect(winners).toHaveLength(1);
      expect((await store.collection(noteSpec).get('a'))?.value.text).toBe(winners[0]);
    }));

  test('updates from several stores at once lose nothing', () =>
    withStore(open, async ({ store, openAnother }) => {
      const stores = [store, await openAnother(), await openAnother()];
      const count = 12;
      await Promise.all(
        stores.map(async (each) => {
          for (let turn = 0; turn < count; turn++)
            await each.collection(noteSpec).update('a', (value) => ({ text: 'x', count: (value?.count ?? 0) + 1 }));
        }),
      );
      expect((await store.collection(noteSpec).get('a'))?.value.count).toBe(count * stores.length);
    }));

  test('an update that has nothing to change writes nothing', () =>
    withStore(open, async ({ store }) => {
      const notes = store.collection(noteSpec);
      expect(await notes.update('a', () => undefined)).toBeUndefined();
      const created = await notes.create('a', { text: 'x' });
      expect(await notes.update('a', () => undefined)).toEqual(created);
      expect(await notes.get('a')).toEqual(created);
    }));
}
