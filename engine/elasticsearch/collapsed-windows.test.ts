import { describeOnServer } from '../../fixtures/servers.js';
import { madePatent } from '../contract/made-records.js';
import { ask, load } from '../contract/subject.js';
import { openSubject } from './elasticsearch-subject.fixture.js';

describeOnServer('elasticsearch-9', 'more groups than one search of Elasticsearch reaches', (url) => {
  it('are all reached, by offset and behind a position', async () => {
    const subject = await openSubject(url());
    try {
      const groups = 10_100;
      // The first ones have a second member, behind all first ones in the order of ids.
      const paired = 50;
      const records = Array.from({ length: groups + paired }, (_, place) => ({
        ...madePatent(`US-${100_000 + place}-A1`),
        simpleFamilyId: String(place % groups),
      }));
      await load(subject.engine, records);
      const collapse = { by: 'FAM' };
      const idsBehind = (first: number, count: number) =>
        records.slice(first, Math.min(first + count, groups)).map(({ id }) => ({ id, members: 1 }));
      const pageOf = async (view: Parameters<typeof ask>[1]) => {
        const page = await ask(subject.engine, { ...view, collapse });
        expect([page.count, page.groups]).toEqual([groups + paired, groups]);
        return { ...page, told: page.hits.map(({ id, members }) => ({ id, members })) };
      };
      const near = await pageOf({ offset: 9990, limit: 9 });
      expect(near.told).toEqual(idsBehind(9990, 9));
      expect((await pageOf({ limit: 51 })).hits.map(({ members }) => members)).toEqual([
        ...Array<number>(paired).fill(2),
        1,
      ]);
      const across = await pageOf({ offset: 9995, limit: 20 });
      expect(across.told).toEqual(idsBehind(9995, 20));
      const behind = await pageOf({ after: across.next, limit: 30 });
      expect(behind.told).toEqual(idsBehind(10_015, 30));
      const last = await pageOf({ after: across.next, offset: 80, limit: 30 });
      expect(last.told).toEqual(idsBehind(10_095, 30));
      expect(last.next).toBeUndefined();
    } finally {
      await subject.remove();
    }
  });
});
