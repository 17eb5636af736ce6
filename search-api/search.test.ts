import request from 'supertest';
import { countOfType, scenarioRecords } from './scenarios/records.js';
import { openScenarioApp, type RunningApp } from './scenarios/running-app.js';
import { searchAnswer } from './schemas/answers.js';

let running: RunningApp;
beforeAll(async () => {
  running = await openScenarioApp();
});
afterAll(() => running.close());

const search = (parameters: Record<string, unknown>) => request(running.app).get('/v1/search').query(parameters);
const idsOf = (body: { results: { id: string }[] }): string[] => body.results.map(({ id }) => id);

describe('GET /v1/search', () => {
  it('answers count, data day, canonical query and compact results', async () => {
    const { status, body, headers } = await search({ q: '*', sort: 'id' });
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(searchAnswer.parse(body)).toEqual(body);
    expect(body.meta).toMatchObject({ count: scenarioRecords.length, exact: true, query: '*', warnings: [] });
    expect(idsOf(body)).toEqual(scenarioRecords.map(({ record }) => record.id).sort());
    expect(body.results.find((each: { id: string }) => each.id === 'CN-101945314-B')).toMatchObject({
      type: 'patent',
      office: 'CN',
      title: [
        { lang: 'zh', text: '一种固态电解质电池' },
        { lang: 'en', text: 'Battery with a solid electrolyte' },
      ],
      applicants: ['湖城新能源科技股份有限公司'],
      publicationReference: { office: 'CN', number: '101945314', kind: 'B', date: '2012-11-07' },
      mainClasses: [{ scheme: 'ipc', symbol: 'H01M10/056' }],
      status: 'in-force',
    });
  });

  it('an empty result is 200', async () => {
    const { status, body } = await search({ q: 'nowhereword' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ meta: { count: 0 }, results: [] });
  });

  it('says how to ask for a class that was typed as a word and found nothing', async () => {
    const { body } = await search({ q: 'H01M' });
    expect(body.meta).toMatchObject({ count: 0, warnings: [expect.stringContaining('`IPC=H01M`')] });
    expect((await search({ q: 'IPC=H01M' })).body.meta.warnings).toEqual([]);
  });

  it('finds words at a distance, in counts and truncated anywhere, and marks only those', async () => {
    const { body } = await search({ q: 'TI=(solid ADJ electro?yte)', highlight: true });
    expect(idsOf(body)).toContain('CN-101945314-B');
    const marked = body.results.find((each: { id: string }) => each.id === 'CN-101945314-B').highlights.TI;
    expect(marked.snippets[0].marks).toHaveLength(2);
    expect((await search({ q: 'TI=(电解质 NEAR2 电池)' })).body.meta.count).toBe(1);
    expect((await search({ q: 'a ADJ3 (b AND c)' })).body).toMatchObject({
      code: 'wrong-operand',
      fixIt: { query: '(a ADJ3 b) AND (a ADJ3 c)' },
    });
  });

  it('finds words in both languages and below a class', async () => {
    expect(idsOf((await search({ q: '固态电解质' })).body)).toEqual(['CN-101945314-B']);
    expect((await search({ q: 'IPC=H01M10' })).body.meta.count).toBe(3);
    expect((await search({ q: 'AP=="湖城新能源科技股份有限公司"' })).body.meta.count).toBe(1);
  });

  it('type narrows the answer without touching the query text', async () => {
    const { body } = await search({ q: '*', type: 'trademark,geographical-indication' });
    expect(body.meta.count).toBe(countOfType('trademark') + countOfType('geographical-indication'));
    expect(body.meta.query).toBe('*');
  });

  it('limit and offset page, limit 0 counts only', async () => {
    const all = idsOf((await search({ q: '*', sort: 'id' })).body);
    const paged = await search({ q: '*', sort: 'id', limit: 2, offset: 2 });
    expect(idsOf(paged.body)).toEqual(all.slice(2, 4));
    const none = await search({ q: '*', limit: 0 });
    expect(none.body).toMatchObject({ meta: { count: all.length }, results: [] });
  });

  it('sorts by a field in both directions', async () => {
    const days = async (sort: string): Promise<string[]> =>
      (await search({ q: 'RT=patent', sort, fields: 'PD' })).body.results.flatMap((each: { PD: string[] }) => each.PD);
    const ascending = await days('PD');
    expect(ascending).toEqual([...ascending].sort());
    expect(await days('-PD')).toEqual([...ascending].reverse());
    expect(await days('PD:desc')).toEqual([...ascending].reverse());
  });

  it('fields choose field values by any alias and members by name', async () => {
    const { body } = await search({ q: 'PN=US10234567B2', fields: 'TI,申请人,claims' });
    expect(body.results).toEqual([
      expect.objectContaining({
        id: 'US-10234567-B2',
        type: 'patent',
        TI: ['Solid electrolyte for a lithium battery'],
        AP: ['Northlake Cells Inc.'],
        claims: [expect.objectContaining({ number: 1 })],
      }),
    ]);
    expect(body.results[0]).not.toHaveProperty('title');
  });

  it('facets count values, class levels and years', async () => {
    const { body } = await search({ q: 'RT=patent', facets: 'AP:1,IPC:subclass,PD:year', limit: 0 });
    expect(body.facets['AP:1'].buckets).toEqual([{ value: 'Northlake Cells Inc.', count: 2 }]);
    expect(body.facets['AP:1'].otherBuckets).toBeGreaterThan(0);
    expect(body.facets['IPC:subclass'].buckets).toEqual([
      { value: 'H01M', count: 3 },
      { value: 'F03D', count: 1 },
    ]);
    expect(body.facets['PD:year'].buckets).toEqual(
      expect.arrayContaining([
        { value: '2012', count: 1 },
        { value: '2019', count: 2 },
      ]),
    );
  });

  it('asOf leaves out what was not public and takes the status of that day', async () => {
    const { body } = await search({ q: 'H01M', asOf: '2018-01-01' });
    expect(body.meta.asOf).toBe('2018-01-01');
    const early = await search({ q: 'PN=US10234567B2', asOf: '2018-01-01' });
    expect(early.body.meta.count).toBe(0);
    const alive = await search({ q: 'PN=US10234567B2', asOf: '2020-01-01' });
    expect(alive.body.results[0].status).toBe('in-force');
    const dead = await search({ q: 'PN=US10234567B2', asOf: '2023-12-31' });
    expect(dead.body.results[0].status).toBe('lapsed');
  });

  it('the status of the day is also what `fields=ST` and the facet say, and meta tells the day', async () => {
    const on = async (asOf?: string) =>
      (await search({ q: 'PN=US10234567B2', fields: 'ST', facets: 'ST', ...(asOf ? { asOf } : {}) })).body;
    for (const [asOf, status] of [
      ['2020-01-01', 'in-force'],
      ['2023-12-31', 'lapsed'],
    ] as const) {
      const body = await on(asOf);
      expect(body.results[0].ST).toEqual([status]);
      expect(body.facets.ST.buckets).toEqual([{ value: status, count: 1 }]);
      expect(body.meta.asOf).toBe(asOf);
    }
    const { meta } = await on();
    expect(meta.asOf).toBe(meta.dataDate);
    expect((await on(meta.asOf)).results).toEqual((await on()).results);
  });

  it('a score is there when the order asks for it, never a zero that nobody worked out', async () => {
    const scored = await search({ q: 'electrolyte' });
    for (const { score } of scored.body.results) expect(score).toBeGreaterThan(0);
    const dated = await search({ q: 'electrolyte', sort: '-PD' });
    for (const result of dated.body.results) expect(result).not.toHaveProperty('score');
    const both = await search({ q: 'electrolyte', sort: '-PD,score', fields: 'id,score' });
    for (const result of both.body.results) expect(Object.keys(result)).toEqual(['id', 'type', 'score']);
  });

  it('explain=score tells the parts whose sum is the score, each with its place in the query', async () => {
    const q = 'solid AND electrolyt*';
    const { body } = await search({ q, explain: 'score' });
    expect(searchAnswer.parse(body)).toEqual(body);
    expect(body.results.length).toBeGreaterThan(1);
    for (const { score, scoreParts } of body.results) {
      const parts = scoreParts as { score: number; span: { start: number; end: number } }[];
      expect(parts.map(({ span }) => q.slice(span.start, span.end)).sort()).toEqual(['electrolyt*', 'solid']);
      expect(parts.reduce((sum, part) => sum + part.score, 0)).toBeCloseTo(score, 3);
    }
    expect((await search({ q })).body.results[0]).not.toHaveProperty('scoreParts');
  });

  it('without data everything is an empty 200 that says so', async () => {
    const empty = await openScenarioApp({}, undefined, []);
    const { status, body } = await request(empty.app).get('/v1/search?q=battery&facets=AP');
    expect(status).toBe(200);
    expect(searchAnswer.parse(body)).toEqual(body);
    expect(body.meta).toMatchObject({ count: 0, dataDate: null, asOf: '2024-06-30' });
    expect(body.meta.warnings).toEqual([expect.stringContaining('no data')]);
    await empty.close();
  });

  it('highlight marks what the query found', async () => {
    const { body } = await search({ q: 'TI=electrolyte AND CC=US', highlight: true });
    expect(JSON.stringify(body.results[0].highlights)).toMatch(/electrolyte/i);
    const plain = await search({ q: 'TI=electrolyte AND CC=US' });
    expect(plain.body.results[0]).not.toHaveProperty('highlights');
  });

  it('POST asks the same question as JSON', async () => {
    const byGet = await search({ q: 'IPC=H01M', type: 'patent', sort: '-PD', limit: 2, facets: 'AP' });
    const byPost = await request(running.app)
      .post('/v1/search')
      .send({ q: 'IPC=H01M', type: ['patent'], sort: ['-PD'], limit: 2, facets: ['AP'] });
    expect(byPost.status).toBe(200);
    delete byGet.body.meta.took;
    delete byPost.body.meta.took;
    expect(byPost.body).toEqual(byGet.body);
  });

  it('the same question has the same weak ETag and a conditional one is answered 304', async () => {
    const first = await search({ q: 'battery' });
    expect(first.headers['etag']).toMatch(/^W\/"/);
    const again = await search({ q: 'battery' }).set('If-None-Match', first.headers['etag'] ?? '');
    expect(again.status).toBe(304);
    expect(again.text).toBe('');
    const other = await search({ q: '*' }).set('If-None-Match', first.headers['etag'] ?? '');
    expect(other.status).toBe(200);
  });

  it('HEAD has the headers of GET and no body', async () => {
    const head = await request(running.app).head('/v1/search').query({ q: 'battery' });
    expect(head.status).toBe(200);
    expect(head.headers['etag']).toMatch(/^W\//);
    expect(head.text ?? '').toBe('');
  });

  it('long answers are compressed on request', async () => {
    const { headers } = await search({ q: '*' }).set('Accept-Encoding', 'gzip');
    expect(headers['content-encoding']).toBe('gzip');
  });
});
