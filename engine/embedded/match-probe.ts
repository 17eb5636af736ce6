import { evaluate } from '../../query/evaluate.js';
import type { RecordReading } from '../../query/record-reading.js';
import type { CheckedNode } from '../../query/tree.js';
import type { ReferenceEngine } from '../contract/reference.js';
import { runIds } from './search/id-run.js';
import { neverStop } from './search/query-context.js';
import { dataDateOf } from './search/run-search.js';
import { IndexReader } from './search/snapshot.js';

/** Records on either side of the answer that are evaluated for a query. */
const perSide = 2;

/** Asks the index of a folder which records match, and query/evaluate.ts about a few of them and a few of the others: thousands of queries a minute. */
export class MatchProbe {
  private readonly reader: IndexReader;
  private readonly readings: Map<string, RecordReading>;

  constructor(folder: string, reference: ReferenceEngine) {
    this.reader = new IndexReader(folder);
    this.readings = new Map([...reference.records.values()].map((record) => [record.id, reference.readingOf(record)]));
  }

  find(query: CheckedNode): string[] {
    return this.reader.withSnapshot((snapshot) => runIds(snapshot, { query, limit: Infinity }, neverStop).ids);
  }

  /** Fails unless the engine agrees with the evaluation. @param turn chooses the records */
  compare(query: CheckedNode, turn: number): void {
    const { ids, dataDate } = this.reader.withSnapshot((snapshot) => ({
      ids: runIds(snapshot, { query, limit: Infinity }, neverStop).ids,
      dataDate: dataDateOf(snapshot),
    }));
    const found = new Set(ids);
    expect(found.size).toBe(ids.length);
    for (const id of ids) if (!this.readings.has(id)) throw new Error(`${id} was found but is not there`);
    const others = [...this.readings.keys()].filter((id) => !found.has(id));
    for (const side of [ids, others])
      for (let index = 0; index < Math.min(perSide, side.length); index++) {
        const id = side[(turn + index * 7919) % side.length] ?? '';
        const reading = this.readings.get(id);
        const isMatch = reading !== undefined && evaluate(query, reading, { dataDate });
        expect([id, found.has(id)]).toEqual([id, isMatch]);
      }
  }

  close(): void {
    this.reader.close();
  }
}
