import { describeOnServer } from '../../../fixtures/servers.js';
import { madePatent } from '../../contract/made-records.js';
import { ask } from '../../contract/subject.js';
import type { EngineError, WriteOutcome } from '../../engine.js';
import { type ElasticsearchSubject, openSubject } from '../elasticsearch-subject.fixture.js';

const records = 260;

describeOnServer('elasticsearch-9', 'a large write on Elasticsearch', (url) => {
  let subject: ElasticsearchSubject;
  afterEach(() => subject.remove());

  it.each([0, 1, 2])(
    'with %d threads keeps the order of changes, raw bytes, and says which records are refused',
    async (prepareThreads) => {
      subject = await openSubject(url(), { prepareThreads, bulkBytes: 20_000 });
      const { engine } = subject;
      const told = new Map<string, string>();
      const writer = await engine.writer();
      const put = async (id: string, title: string, date?: string) => {
        const record = {
          ...madePatent(id, { title }),
          ...(date ? { events: [{ code: 'granted' as const, date }] } : {}),
        };
        const tell = (outcome: WriteOutcome, reason?: EngineError) =>
          told.set(id, [outcome, reason?.code].filter(Boolean).join(' '));
        try {
          await writer.upsert(record, Buffer.from(`raw of ${title}`), tell);
        } catch (error) {
          tell('rejected', error as EngineError);
        }
      };
      for (let number = 0; number < records; number++) await put(`US-${number}-B2`, `first ${number}`);
      await put('US-refused-B2', 'never', 'yesterday');
      await put('US-1-B2', 'second');
      await writer.delete('US-2-B2');
      await put('US-3-B2', 'second');
      await writer.delete('US-3-B2');
      await put('US-3-B2', 'third');
      await put('US-4-B2', 'first 4');
      await writer.commit();
      await writer.close();
      const { count, hits } = await ask(engine, { limit: 1000 });
      expect(count).toBe(records - 1);
      const titleOf = (id: string): string | undefined => {
        const record = hits.find((hit) => hit.id === id)?.record;
        return record?.type === 'patent' ? record.inventionTitle[0]?.text : undefined;
      };
      expect([1, 2, 3, 4, 250].map((number) => titleOf(`US-${number}-B2`))).toEqual([
        'second',
        undefined,
        'third',
        'first 4',
        'first 250',
      ]);
      expect(Buffer.from((await engine.source('US-250-B2')) ?? []).toString()).toBe('raw of first 250');
      expect(Buffer.from((await engine.source('US-3-B2')) ?? []).toString()).toBe('raw of third');
      expect(told.get('US-refused-B2')).toBe('rejected rejected');
      expect(told.get('US-4-B2')).toBe('unchanged');
      expect(told.get('US-259-B2')).toBe('written');
    },
  );
});
