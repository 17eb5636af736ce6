import { Writable } from 'node:stream';
import pino from 'pino';
import request from 'supertest';
import { openScenarioApp, type RunningApp } from './scenarios/running-app.js';
import { problem } from './schemas/answers.js';

let running: RunningApp;
const lines: string[] = [];
const sink = new Writable({
  write(chunk: Buffer, _encoding, done) {
    lines.push(chunk.toString());
    done();
  },
});
beforeAll(async () => {
  running = await openScenarioApp({ maxQueryLength: 2_000, bodyLimitBytes: 100_000 }, pino({ level: 'info' }, sink));
});
afterAll(() => running.close());

const get = (path: string) => request(running.app).get(path);
const post = (body: string, type = 'application/json') =>
  request(running.app).post('/v1/search').set('Content-Type', type).send(body);

describe('problems have one shape (RFC 9457)', () => {
  it.each<[string, number, string, string?]>([
    ['/v1/search', 400, 'invalid-parameter', '/q'],
    ['/v1/search?q=a&limt=3', 400, 'unknown-parameter', '/limt'],
    ['/v1/search?q=a&limit=1001', 400, 'invalid-parameter', '/limit'],
    ['/v1/search?q=a&limit=-1', 400, 'invalid-parameter', '/limit'],
    ['/v1/search?q=a&limit=ten', 400, 'invalid-parameter', '/limit'],
    ['/v1/search?q=a&q=b', 400, 'invalid-parameter', '/q'],
    ['/v1/search?q=a&asOf=2020-02-30', 400, 'invalid-parameter', '/asOf'],
    ['/v1/search?q=a&type=patents', 400, 'invalid-parameter', '/type/0'],
    ['/v1/search?q=a&sort=XX', 400, 'unknown-field', '/sort'],
    ['/v1/search?q=a&fields=TTI', 400, 'unknown-field', '/fields'],
    ['/v1/search?q=a&facets=AP:big', 400, 'invalid-parameter', '/facets'],
    ['/v1/search?q=%22open', 400, 'unclosed-quote', '/q'],
    ['/v1/search?q=%E4%B8', 400, 'malformed-url'],
    ['/v1/search?q=100%', 400, 'malformed-url'],
    ['/v1/records/%E4%B8', 400, 'malformed-url'],
    [`/v1/search?q=${'a'.repeat(2_001)}`, 400, 'query-too-long', '/q'],
    ['/v1/records/nothing-like-a-number', 404, 'record-not-found', '/id'],
    ['/v1/serch', 404, 'route-not-found'],
  ])('%s', async (...[path, status, code, pointer]: [string, number, string, string?]) => {
    const { body, headers, status: answered } = await get(path);
    expect({ status: answered, code: body.code, pointer: body.pointer }).toEqual({ status, code, pointer });
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(problem.parse(body)).toMatchObject({ status, requestId: headers['x-request-id'] });
  });

  it('an unknown parameter suggests the nearest', async () => {
    expect((await get('/v1/search?q=a&limt=3')).body.hint).toContain('`limit`');
    expect((await get('/v1/records/US-10234567-B2?asof=2020-01-01')).body.hint).toContain('`asOf`');
  });

  it('all wrong parameters are told at once', async () => {
    const { body } = await get('/v1/search?limit=x&foo=1');
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual(['/foo', '/limit', '/q']);
  });

  it('a query error has position, expectation and a query that works', async () => {
    const { body } = await get(`/v1/search?q=${encodeURIComponent('TTI=battery')}`);
    expect(body).toMatchObject({ status: 400, code: 'unknown-field', position: { start: 0 } });
    const mended = await get(`/v1/search?q=${encodeURIComponent(body.fixIt.query)}`);
    expect(mended.status).toBe(200);
  });

  it('malformed JSON, a wrong type and a large body are told apart', async () => {
    expect((await post('{"q": ')).body).toMatchObject({ status: 400, code: 'malformed-json' });
    expect((await post('[]')).body).toMatchObject({ status: 400, code: 'invalid-parameter' });
    expect((await post('q=a', 'text/plain')).body).toMatchObject({ status: 415, code: 'unsupported-media-type' });
    const large = JSON.stringify({ q: 'a'.repeat(200_000) });
    expect((await post(large)).body).toMatchObject({ status: 413, code: 'body-too-large' });
    expect((await post('{"q":"a","limit":"5"}')).body).toMatchObject({ status: 400, pointer: '/limit' });
  });

  it('a method that is not done here is 405 with Allow', async () => {
    const { status, headers, body } = await request(running.app).delete('/v1/search');
    expect({ status, code: body.code, allow: headers['allow'] }).toEqual({
      status: 405,
      code: 'method-not-allowed',
      allow: 'GET, HEAD, POST, OPTIONS',
    });
    expect((await request(running.app).options('/v1/search')).status).toBe(204);
  });

  it("a harmless request id of the caller's is kept, another is replaced", async () => {
    const kept = await get('/healthz').set('X-Request-Id', 'job-17');
    expect(kept.headers['x-request-id']).toBe('job-17');
    const replaced = await get('/healthz').set('X-Request-Id', 'a b"c');
    expect(replaced.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('log lines at info hold no query text', async () => {
    lines.length = 0;
    await get('/v1/search?q=secretproject').set('X-Request-Id', 'logged-1');
    expect(lines.join('')).toContain('logged-1');
    expect(lines.join('')).not.toContain('secretproject');
  });

  it('an engine that cannot serve is 503 with Retry-After, and /healthz still answers', async () => {
    const broken = await openScenarioApp();
    await broken.engine.close();
    const { status, headers, body } = await request(broken.app).get('/v1/records/US-10234567-B2');
    expect({ status, isEngine: String(body.code).startsWith('engine-') }).toEqual({ status: 503, isEngine: true });
    expect(headers['retry-after']).toMatch(/^\d+$/);
    expect((await request(broken.app).get('/healthz')).status).toBe(200);
    await broken.close();
  });

  it('more searches at the same time than allowed are 429', async () => {
    const narrow = await openScenarioApp({ maxConcurrentSearches: 1 });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => request(narrow.app).get('/v1/search?q=battery&highlight=true')),
    );
    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses].every((status) => status === 200 || status === 429)).toBe(true);
    expect(statuses.has(200)).toBe(true);
    for (const { status, headers } of answers) if (status === 429) expect(headers['retry-after']).toBe('1');
    await narrow.close();
  });
});
