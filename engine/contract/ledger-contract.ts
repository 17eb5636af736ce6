import { fields } from '../../mappings/fields.js';
import { madePatent } from './made-records.js';
import { ReferenceEngine } from './reference.js';
import { ask, load, type OpenSubject, withSubject } from './subject.js';
import { sampleRecords } from './view-contract.js';

/** Checkpoints (the package ledger), health and fill rates. */
export function describeLedger(open: OpenSubject): void {
  describe('ledger and health', () => {
    it('checkpoints come with the commit that carries them, and never without it', () =>
      withSubject(open, async ({ engine, openAnother }) => {
        const writer = await engine.writer();
        const line = { file: '专利 "a".zip', read: 3, nested: { list: [1, null, 'ü'] } };
        await writer.upsert(madePatent('US-1-B2'), undefined);
        await writer.commit({ 'package:1': line });
        expect(await engine.checkpoint('package:1')).toEqual(line);
        expect(await (await openAnother()).checkpoint('package:1')).toEqual(line);
        await writer.upsert(madePatent('US-2-B2'), undefined);
        expect(await engine.checkpoint('package:2')).toBeUndefined();
        await writer.close();
        expect(await engine.checkpoint('package:2')).toBeUndefined();
        expect(await engine.count([{ kind: 'all' }])).toEqual([1]);
      }));

    it('a commit of checkpoints alone is a commit; a later value replaces an earlier one', () =>
      withSubject(open, async ({ engine }) => {
        const writer = await engine.writer();
        await writer.commit({ 'package:1': { state: 'running' }, other: 1 });
        await writer.commit({ 'package:1': { state: 'done' } });
        await writer.close();
        expect(await engine.checkpoint('package:1')).toEqual({ state: 'done' });
        expect(await engine.checkpoint('other')).toBe(1);
      }));

    it('a prefix finds the keys that begin with it, as written and in order', () =>
      withSubject(open, async ({ engine }) => {
        const writer = await engine.writer();
        const keys = ['a', 'a%', 'a%b', 'a_b', 'ab', 'aB', 'b', 'a𠮷', 'a\uffe5'];
        await writer.commit(Object.fromEntries(keys.map((key) => [key, key.length])));
        await writer.close();
        const find = async (prefix: string) => (await engine.checkpoints(prefix)).map(({ key }) => key);
        expect(await find('a%')).toEqual(['a%', 'a%b']);
        expect(await find('a_')).toEqual(['a_b']);
        expect(await find('a𠮷')).toEqual(['a𠮷']);
        expect(await find('c')).toEqual([]);
        expect(await find('a')).toEqual(['a', 'a%', 'a%b', 'aB', 'a_b', 'ab', 'a\uffe5', 'a𠮷']);
        expect(await engine.checkpoints('ab')).toEqual([{ key: 'ab', value: 2 }]);
      }));

    it('health counts records by type, after versions and deletions too', () =>
      withSubject(open, async ({ engine }) => {
        const records = sampleRecords(40);
        const reference = new ReferenceEngine();
        for (const record of records) reference.upsert(record);
        await load(engine, records);
        const [first] = reference.records.keys();
        const writer = await engine.writer();
        await writer.delete(first ?? '');
        reference.delete(first ?? '');
        await writer.commit();
        await writer.close();
        const expected: Record<string, number> = {};
        for (const { type } of reference.records.values()) expected[type] = (expected[type] ?? 0) + 1;
        const { ready, records: counted, dataDate } = await engine.health();
        expect({ ready, counted }).toEqual({ ready: true, counted: expected });
        expect(dataDate).toBe((await ask(engine)).dataDate);
        expect(await engine.dataDate()).toBe(dataDate);
      }));

    it('fill rates are the share of living records with a value, for every field', () =>
      withSubject(open, async ({ engine }) => {
        expect(Object.values(await engine.fillRates()).every((rate) => rate === 0)).toBe(true);
        const reference = new ReferenceEngine();
        for (const round of [0, 1, 2]) {
          const records = sampleRecords(45).slice(round * 15, round * 15 + 15);
          for (const record of records) reference.upsert(record);
          await load(engine, records);
        }
        const all = [...reference.records.values()];
        const rates = await engine.fillRates();
        expect(Object.keys(rates).sort()).toEqual(fields.map(({ code }) => code).sort());
        for (const field of fields)
          expect([field.code, rates[field.code]]).toEqual([
            field.code,
            all.filter((record) => field.values(record).length > 0).length / all.length,
          ]);
      }));
  });
}
