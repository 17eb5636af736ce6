import { codeOf, noteSpec, type OpenStore, withStore } from './subject.js';

export function describeValues(open: OpenStore): void {
  test('a value is there once created, with its key, its revision and the time of the clock; an absent one is undefined', () =>
    withStore(open, async ({ store }) => {
      const notes = store.collection(noteSpec);
      expect(await notes.get('a')).toBeUndefined();
      const created = await notes.create('a', { text: '电池' });
      expect(created).toMatchObject({ key: 'a', value: { text: '电池' }, updated: '2026-01-01T00:00:01.000Z' });
      expect(await notes.get('a')).toEqual(created);
    }));

  test('a key that is taken cannot be created again, in its own collection only', () =>
    withStore(open, async ({ store }) => {
      const notes = store.collection(noteSpec);
      await notes.create('a', { text: 'first' });
      expect(await codeOf(notes.create('a', { text: 'second' }))).toBe('exists');
      await store.collection({ ...noteSpec, name: 'other-notes' }).create('a', { text: 'third' });
      expect((await notes.get('a'))?.value).toEqual({ text: 'first' });
    }));

  test('a value that the schema refuses is not written, and the message names the member', () =>
    withStore(open, async ({ store }) => {
      const notes = store.collection(noteSpec);
      await expect(notes.create('a', { text: 'x', count: 0.5 })).rejects.toMatchObject({
        code: 'invalid',
        message: expect.stringContaining('`count`') as string,
      });
      expect(await notes.get('a')).toBeUndefined();
      const kept = await notes.create('a', { text: 'x' });
      expect(await codeOf(notes.replace('a', { text: 'x', count: 0.5 }, kept.revision))).toBe('invalid');
      expect(await notes.get('a')).toEqual(kept);
    }));

  test.each(['a/b', '..', 'a b', '100%', '电池', '😀', '_id', '*', '"', 'x'.repeat(400), '?a=b&c', 'A', 'a'])(
    'any well-formed text is a key: %p',
    (key) =>
      withStore(open, async ({ store }) => {
        const notes = store.collection(noteSpec);
        const { revision } = await notes.create(key, { text: 'one' });
        await notes.replace(key, { text: 'two' }, revision);
        expect((await notes.get(key))?.value).toEqual({ text: 'two' });
        expect((await notes.list()).map((each) => each.key)).toEqual([key]);
        expect((await notes.list({ prefix: key })).length).toBe(1);
      }),
  );

  test.each(['', '\ud800', 'a\nb', '\u0000', '电'.repeat(134)])('no key: %p', (key) =>
    withStore(open, async ({ store }) => {
      const notes = store.collection(noteSpec);
      expect(await codeOf(notes.create(key, { text: 'x' }))).toBe('invalid');
      expect(await codeOf(notes.get(key))).toBe('invalid');
      expect(await codeOf(notes.delete(key, '1.1'))).toBe('invalid');
    }),
  );

  test('values keep every character, whatever its plane, and a megabyte of them', () =>
    withStore(open, async ({ store }) => {
      const notes = store.collection(noteSpec);
      const text = '"\\\u0000\u2028𠮷é'.repeat(100_000);
      await notes.create('a', { text });
      expect((await notes.get('a'))?.value.text === text).toBe(true);
    }));

  test('a list has the keys in the order of their UTF-8 bytes, one collection alone', () =>
    withStore(open, async ({ store }) => {
      const notes = store.collection(noteSpec);
      const keys = ['b', 'a', 'B', 'é', '\uff21', '😀', 'ab', '电', 'a/b'];
      for (const key of keys) await notes.create(key, { text: key });
      await store.collection({ ...noteSpec, name: 'other-notes' }).create('c', { text: 'c' });
      const inOrder = [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      expect((await notes.list()).map(({ key }) => key)).toEqual(inOrder);
      expect((await notes.list()).every(({ key, value }) => key === value.text)).toBe(true);
    }));

  test('a list is cut by prefix, by the key before and by the limit; its revisions are good for replacing', () =>
    withStore(open, async ({ store }) => {
      const notes = store.collection(noteSpec);
      for (const key of ['a', 'b1', 'b2', 'b%', 'b_', 'b3', 'c']) await notes.create(key, { text: key });
      const keysOf = async (options: Parameters<typeof notes.list>[0]) =>
        (await notes.list(options)).map(({ key }) => key);
      expect(await keysOf({ prefix: 'b' })).toEqual(['b%', 'b1', 'b2', 'b3', 'b_']);
      expect(await keysOf({ prefix: 'b%' })).toEqual(['b%']);
      expect(await keysOf({ prefix: 'b', after: 'b1', limit: 2 })).toEqual(['b2', 'b3']);
      expect(await keysOf({ after: 'b_' })).toEqual(['c']);
      expect(await keysOf({ prefix: 'b', after: 'c' })).toEqual([]);
      const [first] = await notes.list();
      await notes.replace('a', { text: 'changed' }, first?.revision ?? '');
      for (const limit of [0, -1, 1.5, 1001]) expect(await codeOf(notes.list({ limit }))).toBe('invalid');
    }));

  test('what is deleted is gone, and its key is free again', () =>
    withStore(open, async ({ store }) => {
      const notes = store.collection(noteSpec);
      const { revision } = await notes.create('a', { text: 'x' });
      await notes.delete('a', revision);
      expect(await notes.get('a')).toBeUndefined();
      expect(await notes.list()).toEqual([]);
      await notes.create('a', { text: 'y' });
      expect((await notes.get('a'))?.value).toEqual({ text: 'y' });
    }));

  test('the audit trail keeps who did what in order of time, and is read by day, by page, and by another server', () =>
    withStore(open, async ({ store, openAnother }) => {
      const first = await store.audit.append({ actor: 'local', action: 'jobs.cancel', subject: 'job-1' });
      const second = await (
        await openAnother()
      ).audit.append({ actor: '张三', action: 'keys.create', detail: { days: 30 } });
      expect(first.at).toBe('2026-01-01T00:00:01.000Z');
      expect(await store.audit.read()).toEqual([first, second]);
      expect(await store.audit.read({ after: first.position })).toEqual([second]);
      expect(await store.audit.read({ limit: 1 })).toEqual([first]);
      expect(await store.audit.read({ day: '2026-01' })).toHaveLength(2);
      expect(await store.audit.read({ day: '2026-02' })).toEqual([]);
    }));
}
