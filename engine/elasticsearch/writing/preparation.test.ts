import type { IpRecord } from '../../../domain/record.js';
import { madePatent } from '../../contract/made-records.js';
import { codeOfFailure } from '../../contract/subject.js';
import type { Put } from './changes.js';
import { Preparation } from './preparation.js';

const many = 300;
const putOf = (record: IpRecord): Put => ({ kind: 'put', id: record.id, record });
const recordOf = (number: number): IpRecord =>
  madePatent(`US-${number}-B2`, { title: `battery ${number} \ud800 电池. End` });
const unreadable = (number: number): IpRecord => ({
  ...madePatent(`US-${number}-B2`),
  events: [{ code: 'granted', date: 'yesterday' }],
});

describe.each([
  ['the thread of the writer', 0],
  ['one thread beside it', 1],
  ['three threads beside it', 3],
])('records prepared in %s', (_where, count) => {
  let preparation: Preparation;
  beforeEach(() => (preparation = new Preparation(count)));
  afterEach(() => preparation.stop());
  const add = (record: IpRecord, raw?: Uint8Array): Put => {
    const put = putOf(record);
    try {
      preparation.add(put, JSON.stringify(record), raw);
    } catch (error) {
      put.refused = error as Put['refused']; // told at once
    }
    return put;
  };

  it('are the same documents, hashes and raw bytes as those of one thread, whatever the caller does with the bytes then', async () => {
    const inline = new Preparation(0);
    const puts: [Put, Put][] = [];
    for (let number = 0; number < many; number++) {
      const raw = number % 3 === 0 ? undefined : Buffer.alloc(number, `raw ${number} `);
      const [put, expected] = [add(recordOf(number), raw), putOf(recordOf(number))];
      inline.add(expected, JSON.stringify(expected.record), raw && Uint8Array.from(raw));
      raw?.fill(0);
      puts.push([put, expected]);
    }
    await preparation.settle();
    expect(preparation.threadIds.length > 0).toBe(count > 0);
    for (const [{ prepared }, { prepared: expected }] of puts) {
      const { document, raw, ...rest } = prepared ?? {};
      expect(Buffer.from(document ?? []).toString()).toBe(Buffer.from(expected?.document ?? []).toString());
      expect(Buffer.from(raw?.() ?? []).toString()).toBe(Buffer.from(expected?.raw?.() ?? []).toString());
      const { document: _document, raw: _raw, ...wanted } = expected ?? {};
      expect(rest).toEqual(wanted);
    }
  });

  it('one that cannot be indexed is refused with the reason, and its neighbours are not', async () => {
    const puts = Array.from({ length: many }, (_, number) =>
      add(number % 50 === 49 ? unreadable(number) : recordOf(number), Buffer.from(String(number))),
    );
    await preparation.settle();
    for (const [number, { prepared, refused }] of puts.entries()) {
      expect([number, refused?.code]).toEqual([number, number % 50 === 49 ? 'rejected' : undefined]);
      expect([number, prepared === undefined]).toEqual([number, number % 50 === 49]);
      if (refused) expect(refused.message).toContain('yesterday');
    }
  });
});

describe('threads that prepare', () => {
  it('start only when there are many records', async () => {
    const preparation = new Preparation(2);
    for (let number = 0; number < 200; number++)
      preparation.add(putOf(recordOf(number)), JSON.stringify(recordOf(number)), undefined);
    await preparation.settle();
    expect(preparation.threadIds).toEqual([]);
    await preparation.stop();
  });

  it('one that ends is told as unavailable, then and afterwards, and nothing waits for it', async () => {
    const preparation = new Preparation(1);
    const fill = (from: number) => {
      for (let number = from; number < from + many; number++)
        preparation.add(putOf(recordOf(number)), JSON.stringify(recordOf(number)), undefined);
    };
    fill(0);
    await preparation.stop();
    expect(await codeOfFailure(preparation.settle())).toBe('unavailable');
    fill(many);
    expect(await codeOfFailure(preparation.settle())).toBe('unavailable');
  });
});
