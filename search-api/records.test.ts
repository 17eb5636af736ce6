import { createHash } from 'node:crypto';
import request from 'supertest';
import { scenarioRecords } from './scenarios/records.js';
import { openScenarioApp, type RunningApp } from './scenarios/running-app.js';
import { candidatesAnswer, recordAnswer, timelineAnswer } from './schemas/answers.js';

let running: RunningApp;
beforeAll(async () => {
  running = await openScenarioApp();
});
afterAll(() => running.close());

const get = (path: string) => request(running.app).get(path);

describe('GET /v1/records/{id}', () => {
  it.each(['US-10234567-B2', 'us-10234567-b2', 'US10234567B2', 'US 10,234,567 B2', 'US10234567', '10234567'])(
    'any spelling finds the record: %s',
    async (spelling) => {
      const { status, body } = await get(`/v1/records/${encodeURIComponent(spelling)}`);
      expect({ status, id: body.id }).toEqual({ status: 200, id: 'US-10234567-B2' });
    },
  );

  it.each(['CN101945314B', 'CN201010298420.4', '201010298420.4', 'ZL201010298420.4'])(
    'Chinese publication and application numbers: %s',
    async (spelling) => {
      const { body } = await get(`/v1/records/${encodeURIComponent(spelling)}`);
      expect(body.id).toBe('CN-101945314-B');
    },
  );

  it('a slash in a number may be written as it is', async () => {
    const { body } = await get('/v1/records/US2017/0123456A1');
    expect(body.id).toBe('US-20170123456-A1');
  });

  it("answers the record's own members and what is true on the day", async () => {
    const { body } = await get('/v1/records/US-10234567-B2');
    expect(recordAnswer.parse(body)).toEqual(body);
    const { meta, ...members } = body;
    const stored = scenarioRecords.find(({ record }) => record.id === 'US-10234567-B2')?.record;
    expect(members).toEqual(JSON.parse(JSON.stringify(stored)));
    expect(meta).toMatchObject({ status: 'lapsed' });
    const earlier = await get('/v1/records/US-10234567-B2?asOf=2020-01-01');
    expect(earlier.body.meta).toMatchObject({ asOf: '2020-01-01', status: 'in-force' });
  });

  it('a number that means several records is answered 300 with the list', async () => {
    const { status, body } = await get(`/v1/records/${encodeURIComponent('US 15/123,456')}`);
    expect(status).toBe(300);
    expect(candidatesAnswer.parse(body)).toEqual(body);
    expect(body.candidates.map(({ id }: { id: string }) => id).sort()).toEqual(['US-10234567-B2', 'US-20170123456-A1']);
    for (const { id, url } of body.candidates) expect((await get(url)).body.id).toBe(id);
  });

  it('a bare number that means a patent and a mark lists both, each with how it was read', async () => {
    const { status, body } = await get('/v1/records/3456789');
    expect(status).toBe(300);
    const reasons = new Map(body.candidates.map(({ id, reason }: { id: string; reason: string }) => [id, reason]));
    expect([...reasons.keys()].sort()).toEqual(['EP-3456789-A1', 'US-87654321-TM']);
    expect(reasons.get('EP-3456789-A1')).toContain('EP publication number');
    for (const part of ['source', 'timeline']) expect((await get(`/v1/records/3456789/${part}`)).status).toBe(300);
    expect((await get('/v1/records/EP3456789')).body.id).toBe('EP-3456789-A1');
  });

  it.each(['地理标志', '阿坝/九寨沟', '-', '%25', '../../etc/passwd', 'x'.repeat(5_000)])(
    'what is no number is 404 and told back short: %#',
    async (text) => {
      const { status, body } = await get(`/v1/records/${encodeURIComponent(text)}`);
      expect({ status, code: body.code }).toEqual({ status: 404, code: 'record-not-found' });
      expect(body.detail.length).toBeLessThan(150);
    },
  );

  it('a number that nobody has is 404 with the nearest', async () => {
    const { status, body } = await get('/v1/records/US10234568B2');
    expect(status).toBe(404);
    expect(body).toMatchObject({ code: 'record-not-found', pointer: '/id' });
    expect(body.hint).toContain('US-10234567-B2');
  });

  it('a record was not there before it was public', async () => {
    const { status, body } = await get('/v1/records/US-10234567-B2?asOf=2010-01-01');
    expect(status).toBe(404);
    expect(body.code).toBe('record-not-public');
    const timeline = await get('/v1/records/US-10234567-B2/timeline?asOf=2010-01-01');
    expect({ status: timeline.status, code: timeline.body.code }).toEqual({ status: 404, code: 'record-not-public' });
  });

  it('as of a day it holds no event of a later day', async () => {
    const { body } = await get('/v1/records/US-10234567-B2?asOf=2020-01-01');
    expect(body.events.map(({ code }: { code: string }) => code)).toEqual(['filed', 'granted']);
    const whole = await get('/v1/records/US-10234567-B2');
    expect(whole.body.events.length).toBeGreaterThan(2);
  });

  it('has an ETag that stands while the record does', async () => {
    const first = await get('/v1/records/US-10234567-B2');
    const again = await get('/v1/records/US10234567').set('If-None-Match', first.headers['etag'] ?? 'none');
    expect(again.status).toBe(304);
  });
});

describe('GET /v1/records/{id}/source', () => {
  it.each(scenarioRecords.map(({ record, raw }) => [record.id, raw] as const))(
    'gives the bytes of %s as the office wrote them',
    async (id, raw) => {
      const { status, body, headers } = await get(`/v1/records/${id}/source`).buffer(true).parse(collect);
      expect(status).toBe(200);
      expect(Buffer.compare(body, Buffer.from(raw))).toBe(0);
      const digest = createHash('sha256').update(raw).digest('base64');
      expect(headers['repr-digest']).toBe(`sha-256=:${digest}:`);
      expect(headers['content-type']).toMatch(id.endsWith('-GI') ? /^application\/json/ : /^application\/xml/);
    },
  );
});

describe('GET /v1/records/{id}/timeline', () => {
  it('lists events and status periods up to the day', async () => {
    const { body } = await get('/v1/records/US10234567/timeline?asOf=2020-01-01');
    expect(timelineAnswer.parse(body)).toEqual(body);
    expect(body.events.map(({ code }: { code: string }) => code)).toEqual(['filed', 'granted']);
    expect(body.periods.at(-1)).toEqual({ status: 'in-force', from: '2019-03-19' });
    const whole = await get('/v1/records/US10234567/timeline?asOf=2024-01-01');
    expect(whole.body.periods.slice(-2)).toEqual([
      { status: 'in-force', from: '2019-03-19', to: '2023-03-19' },
      { status: 'lapsed', from: '2023-03-19' },
    ]);
  });
});

function collect(response: request.Response, done: (error: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  // superagent hands its parsers the raw stream, which its types call a response.
  const stream = response as unknown as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(chunks)));
}
