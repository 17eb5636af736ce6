import request from 'supertest';
import type { PatentRecord } from '../domain/patent.js';
import { type ScenarioRecord, scenarioRecords } from './scenarios/records.js';
import { openScenarioApp, type RunningApp } from './scenarios/running-app.js';
import { problem, searchAnswer } from './schemas/answers.js';

/** The American pair and the Chinese patent are one family. */
const records: ScenarioRecord[] = scenarioRecords.map(({ record, raw }) => ({
  raw,
  record:
    record.type === 'patent' && record.office !== 'EP'
      ? ({ ...record, simpleFamilyId: record.office === 'CN' ? 'F-77' : 'f-77' } satisfies PatentRecord)
      : record,
}));

let running: RunningApp;
beforeAll(async () => {
  running = await openScenarioApp({}, undefined, records);
});
afterAll(() => running.close());

const search = async (parameters: Record<string, unknown>) => {
  const { status, body } = await request(running.app).get('/v1/search').query(parameters);
  expect([status, searchAnswer.parse(body)]).toEqual([200, body]);
  return body;
};
const groupsOf = (body: { results: { id: string; members: number }[] }) =>
  body.results.map(({ id, members }) => [id, members]);

describe('collapse', () => {
  it('shows one result for each application, the first in the order, with its members; meta counts groups and records', async () => {
    const body = await search({ q: '*', type: 'patent', collapse: 'AN', sort: '-PD' });
    expect(body.meta).toMatchObject({ count: 4, groups: 3 });
    expect(groupsOf(body)).toEqual([
      ['EP-3456789-A1', 1],
      ['US-10234567-B2', 2],
      ['CN-101945314-B', 1],
    ]);
    const oldest = await search({ q: '*', type: 'patent', collapse: 'AN', sort: 'PD' });
    expect(groupsOf(oldest)).toContainEqual(['US-20170123456-A1', 2]);
  });

  it('takes any name of a field that collapses, and families; records without one are groups of their own', async () => {
    const families = await search({ q: '*', collapse: 'FAM', sort: 'id' });
    expect(families.meta).toMatchObject({ count: 6, groups: 4 });
    expect(groupsOf(families)[0]).toEqual(['CN-101945314-B', 3]);
    expect(groupsOf(await search({ q: '*', collapse: '简单同族', sort: 'id' }))).toEqual(groupsOf(families));
    const applications = groupsOf(await search({ q: '*', collapse: 'AN', sort: 'id' }));
    for (const name of ['APL', '申请号', 'application-number'])
      expect(groupsOf(await search({ q: '*', collapse: name, sort: 'id' }))).toEqual(applications);
  });

  it('counts members among the matches only, and facets count records', async () => {
    const body = await search({ q: '*', filter: 'PY<2019', collapse: 'FAM', sort: 'id', facets: 'CC' });
    expect(groupsOf(body)[0]).toEqual(['CN-101945314-B', 2]);
    const all = await search({ q: 'RT=patent', collapse: 'AN', facets: 'CC' });
    expect(all.facets.CC.buckets).toContainEqual({ value: 'US', count: 2 });
  });

  it('pages by offset and by cursor through the groups; a cursor belongs to its collapse', async () => {
    const view = { q: '*', collapse: 'FAM', sort: '-PD' };
    const whole = groupsOf(await search(view));
    expect(groupsOf(await search({ ...view, limit: 2, offset: 1 }))).toEqual(whole.slice(1, 3));
    const pages: unknown[] = [];
    for (let cursor: string | undefined = '*'; cursor !== undefined;) {
      const body = await search({ ...view, limit: 1, cursor });
      expect(body.meta).toMatchObject({ count: 6, groups: 4 });
      pages.push(...groupsOf(body));
      cursor = body.meta.cursor;
    }
    expect(pages).toEqual(whole);
    const { cursor } = (await search({ ...view, limit: 1, cursor: '*' })).meta;
    const { status, body } = await request(running.app)
      .get('/v1/search')
      .query({ ...view, collapse: 'AN', cursor });
    expect([status, body.code]).toEqual([400, 'invalid-cursor']);
  });

  it('goes with the score, its explanation, highlights and a day', async () => {
    const scored = await search({ q: 'electrolyte', collapse: 'AN', explain: 'score', highlight: true });
    expect(scored.meta).toMatchObject({ count: 3, groups: 2 });
    for (const { score, scoreParts, highlights, members } of scored.results) {
      expect(score).toBeGreaterThan(0);
      expect([scoreParts.length, members > 0, 'TI' in highlights]).toEqual([1, true, true]);
    }
    const early = await search({ q: 'electrolyte', collapse: 'AN', asOf: '2018-01-01', sort: 'id' });
    expect(groupsOf(early)).toContainEqual(['US-20170123456-A1', 1]);
  });

  it('is asked for in JSON too; without it there are neither groups nor members', async () => {
    const { body } = await request(running.app).post('/v1/search').send({ q: '*', collapse: 'AN', limit: 0 });
    expect(body).toMatchObject({ meta: { count: 6, groups: 5 }, results: [] });
    const plain = await search({ q: '*', limit: 1 });
    expect(plain.meta).not.toHaveProperty('groups');
    expect(plain.results[0]).not.toHaveProperty('members');
  });

  it('refuses a field that does not collapse with those that do', async () => {
    for (const [collapse, detail] of [
      ['AP', 'not collapsed by field `AP`'],
      ['TAC', 'not collapsed by field `TAC`'],
      ['FAMM', 'no field `FAMM`'],
    ] as const) {
      const { status, body } = await request(running.app).get('/v1/search').query({ q: '*', collapse });
      expect(status).toBe(400);
      expect(problem.parse(body)).toMatchObject({ code: 'unknown-field', pointer: '/collapse' });
      expect([body.detail, body.hint]).toEqual([
        expect.stringContaining(detail),
        expect.stringContaining('AN, APL, FAM, FAMX'),
      ]);
    }
  });
});
