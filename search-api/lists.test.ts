import request from 'supertest';
import { scenarioRecords } from './scenarios/records.js';
import { openScenarioApp, type RunningApp } from './scenarios/running-app.js';
import { problem, searchAnswer } from './schemas/answers.js';

let running: RunningApp;
beforeEach(async () => {
  running = await openScenarioApp();
});
afterEach(() => running.close());

const ids = scenarioRecords.map(({ record }) => record.id).sort();
const search = (parameters: Record<string, unknown>) => request(running.app).get('/v1/search').query(parameters);
const stream = async (parameters: Record<string, unknown>) => {
  const answer = await request(running.app).get('/v1/search/ids').query(parameters).buffer(true);
  return { answer, lines: answer.text.split('\n') };
};
/** Writes between two pages: a record in front of the others, one changed, one gone. */
async function disturb(): Promise<void> {
  const [first] = scenarioRecords;
  const writer = await running.engine.writer();
  if (first) await writer.upsert({ ...first.record, id: 'AA-1-A1' }, undefined);
  if (first) await writer.upsert({ ...first.record, events: [{ code: 'lapsed', date: '2023-01-01' }] }, undefined);
  await writer.delete(ids.at(-1) ?? '');
  await writer.commit();
  await writer.close();
}

/** All pages of a list, with what happens between them. */
async function follow(
  parameters: Record<string, unknown>,
  between = async (): Promise<void> => {},
): Promise<string[][]> {
  const pages: string[][] = [];
  for (let cursor: string | undefined = '*'; cursor !== undefined; await between()) {
    const { body, status } = await search({ ...parameters, cursor });
    expect(status).toBe(200);
    expect(searchAnswer.parse(body)).toEqual(body);
    pages.push(body.results.map(({ id }: { id: string }) => id));
    cursor = body.meta.cursor;
  }
  return pages;
}

describe('a list that goes on by cursors', () => {
  it.each([['id'], ['-PD'], ['PD,-AP'], ['score']])(
    'sorted by %s has all pages of one state of the data, whatever is written meanwhile',
    async (sort) => {
      const q = 'battery OR electrolyte OR H01M OR RT=trademark OR blade';
      const whole = (await search({ q, sort })).body.results.map(({ id }: { id: string }) => id);
      expect(whole.length).toBeGreaterThan(4);
      let writes = 0;
      const pages = await follow({ q, sort, limit: 2 }, async () => (writes++ === 0 ? disturb() : undefined));
      expect(pages.flat()).toEqual(whole);
      expect(pages.length).toBe(Math.ceil(whole.length / 2));
    },
  );

  it('without a cursor there is none in the answer; a single page has none to go on with', async () => {
    expect((await search({ q: '*', limit: 2 })).body.meta).not.toHaveProperty('cursor');
    expect((await search({ q: '*', cursor: '*' })).body.meta).not.toHaveProperty('cursor');
  });

  it('a page may be asked for again, and with other fields', async () => {
    const { cursor } = (await search({ q: '*', sort: 'id', limit: 2, cursor: '*' })).body.meta;
    const once = await search({ q: '*', sort: 'id', limit: 2, cursor });
    const again = await search({ q: '*', sort: 'id', limit: 1, fields: 'PN', cursor });
    expect(again.body.results[0].id).toBe(once.body.results[0].id);
  });

  it('a cursor that was cut, changed or comes from another search is refused with what to do', async () => {
    const { cursor } = (await search({ q: '*', limit: 2, cursor: '*' })).body.meta;
    for (const [parameters, detail] of [
      [{ q: '*', cursor: cursor.slice(0, -1) }, 'not whole'],
      [{ q: '*', cursor: `A${cursor.slice(1)}` }, 'not whole'],
      [{ q: '*', cursor: 'x' }, 'not whole'],
      [{ q: 'battery', cursor }, 'another search'],
      [{ q: '*', sort: 'PD', cursor }, 'another search'],
    ] as const) {
      const { body, status } = await search(parameters);
      expect(status).toBe(400);
      expect(problem.parse(body)).toMatchObject({ code: 'invalid-cursor', pointer: '/cursor' });
      expect(body.detail).toContain(detail);
      expect(body.hint).toContain('cursor=*');
    }
    const offset = await search({ q: '*', cursor: '*', offset: 1 });
    expect([offset.status, offset.body.pointer]).toEqual([400, '/offset']);
  });

  it('when the state is gone the answer is 410 with a cursor that goes on in the newest', async () => {
    const first = await search({ q: '*', sort: 'id', limit: 2, cursor: '*' });
    const { cursor } = first.body.meta;
    // The name of the pinned state is the only thing that a test can take away from outside without waiting a day.
    const [snapshot] = JSON.parse(Buffer.from(cursor.split('.')[0], 'base64url').toString());
    await running.engine.release(snapshot);
    await disturb();
    const gone = await search({ q: '*', sort: 'id', limit: 2, cursor });
    expect(gone.status).toBe(410);
    expect(problem.parse(gone.body)).toMatchObject({ code: 'snapshot-gone', last: ids[1], hint: expect.any(String) });
    const { status, body } = await search({ q: '*', sort: 'id', limit: 2, cursor: gone.body.cursor });
    expect(status).toBe(200);
    expect(body.results.map(({ id }: { id: string }) => id)).toEqual(ids.slice(2, 4));
    expect(body.meta.cursor).toEqual(expect.any(String));
  });
});

describe('GET /v1/search/ids', () => {
  it('streams the ids of all matches in order, a line of JSON each', async () => {
    const { answer, lines } = await stream({ q: '*' });
    expect(answer.headers['content-type']).toBe('application/x-ndjson');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => JSON.parse(line))).toEqual(ids.map((id) => ({ id })));
  });

  it('goes on behind an id, below types and filters, as of a day', async () => {
    const idsOf = async (parameters: Record<string, unknown>): Promise<string[]> =>
      (await stream(parameters)).lines.filter((line) => line !== '').map((line) => JSON.parse(line).id);
    expect(await idsOf({ q: '*', after: ids[1] })).toEqual(ids.slice(2));
    expect(await idsOf({ q: '*', after: 'ZZ' })).toEqual([]);
    expect(await idsOf({ q: '*', type: 'trademark' })).toEqual(ids.filter((id) => id.endsWith('-TM')));
    expect(await idsOf({ q: 'IPC=H01M', filter: 'CC=CN' })).toEqual(['CN-101945314-B']);
    expect(await idsOf({ q: '*', asOf: '2013-01-31' })).toEqual(['CN-101945314-B']);
  });

  it('refuses what it cannot read before anything is sent', async () => {
    for (const [parameters, pointer] of [
      [{ q: '(' }, '/q'],
      [{ q: '*', limit: 5 }, '/limit'],
      [{ q: '*', filter: ['CC=US', '"open'] }, '/filter/1'],
    ] as const) {
      const { status, body } = await request(running.app).get('/v1/search/ids').query(parameters);
      expect([status, problem.parse(body).pointer]).toEqual([400, pointer]);
    }
  });
});

describe('selections', () => {
  it('narrow the results and every facet but that over their own field', async () => {
    const { body } = await search({ q: '*', filter: ['CC=US', 'PD>=2018'], facets: 'CC,PD:year,RT', limit: 9 });
    expect(body.results.map(({ id }: { id: string }) => id)).toEqual(['US-10234567-B2']);
    expect(body.meta).toMatchObject({ count: 1, query: '*', filter: ['CC=US', expect.stringContaining('PD')] });
    const values = (name: string) => body.facets[name].buckets.map(({ value }: { value: string }) => value);
    expect(values('CC')).toEqual(['EP', 'US']);
    expect(values('PD:year')).toEqual(expect.arrayContaining(['2017', '2019']));
    expect(values('RT')).toEqual(['patent']);
  });

  it('may hold commas, and do not change the score', async () => {
    const plain = await search({ q: 'electrolyte', type: 'patent', limit: 1 });
    const narrowed = await search({ q: 'electrolyte', filter: 'AP=(northlake OR "cells, inc")' });
    expect(narrowed.body.results[0].score).toBe(plain.body.results[0].score);
    const byPost = await request(running.app)
      .post('/v1/search')
      .send({ q: '*', filter: ['CC=US'], facets: ['CC>PY:by-value', 'AP:distinct', 'PD:stats:p50'] });
    expect(searchAnswer.parse(byPost.body)).toEqual(byPost.body);
    expect(byPost.body.facets['AP:distinct']).toEqual({ distinct: 1, exact: true });
  });
});
