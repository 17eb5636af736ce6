import { compileQuery } from '../../query/check.js';
import { evaluate } from '../../query/evaluate.js';
import { RecordReading } from '../../query/record-reading.js';
import { positionCases, positionRecords, recordOfText } from '../../query/truth-positions.js';
import { truthToday } from '../../query/truth-table.js';
import type { CheckedNode } from '../../query/tree.js';
import { collect, type EngineSubject, findIds, load, type OpenSubject } from './subject.js';

const compile = (query: string): CheckedNode => compileQuery(query, { today: truthToday }).tree;

/** What stands where: every line of the truth table of positions, each text a record of its own. */
export function describePositions(open: OpenSubject): void {
  describe('positions', () => {
    let subject: EngineSubject;
    beforeAll(async () => {
      subject = await open();
      await load(subject.engine, positionRecords);
    });
    afterAll(() => subject.remove());

    it('every line of the truth table finds its text or does not', async () => {
      for (const [query, text, isFound, rule] of positionCases) {
        const found = await findIds(subject.engine, { query: compile(query) });
        expect([query, text, rule, found.includes(recordOfText(text).id)]).toEqual([query, text, rule, isFound]);
      }
    });

    it('every query of the truth table finds among all its texts what query/evaluate.ts finds, in search, count and scan', async () => {
      const readings = positionRecords.map((record) => new RecordReading(record));
      for (const query of new Set(positionCases.map(([each]) => each))) {
        const tree = compile(query);
        const expected = readings.filter((reading) => evaluate(tree, reading)).map(({ record }) => record.id);
        expect([query, await findIds(subject.engine, { query: tree })]).toEqual([query, expected]);
        expect([query, await subject.engine.count([tree])]).toEqual([query, [expected.length]]);
        expect([query, await collect(subject.engine.scan(tree))]).toEqual([query, expected]);
      }
    });
  });
}
