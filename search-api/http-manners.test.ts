import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { gunzipSync, gzipSync } from 'node:zlib';
import { listen, type Listening } from './listen.js';
import { openScenarioApp, type RunningApp } from './scenarios/running-app.js';
import { problem } from './schemas/answers.js';

let running: RunningApp;
let listening: Listening;
beforeAll(async () => {
  running = await openScenarioApp({ bodyLimitBytes: 100_000 });
  listening = await listen(running.app, '127.0.0.1', 0);
});
afterAll(async () => {
  await listening.close();
  await running.close();
});

const ask = (path: string, init?: RequestInit): Promise<Response> => fetch(`${listening.url}${path}`, init);
const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}, path = '/v1/search') =>
  ask(path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
const problemOf = async (response: Response) => {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const body = problem.parse(await response.json());
  expect(body.requestId).toBe(response.headers.get('x-request-id'));
  return { status: response.status, code: body.code, pointer: body.pointer, hint: body.hint };
};

const getRoutes = [
  '/v1/search?q=*',
  '/v1/search/ids?q=*',
  '/v1/records/US-10234567-B2',
  '/v1/records/US-10234567-B2/source',
  '/v1/records/US-10234567-B2/timeline',
  '/v1/fields',
  '/v1/query/explain?q=battery',
  '/v1/packages',
  '/healthz',
  '/readyz',
  '/openapi.json',
];

describe('every route', () => {
  it.each(getRoutes)(
    '%s: an unknown parameter is 400, HEAD has no body, OPTIONS and 405 name the methods',
    async (path) => {
      const separator = path.includes('?') ? '&' : '?';
      expect(await problemOf(await ask(`${path}${separator}asOff=1`))).toMatchObject({
        status: 400,
        code: 'unknown-parameter',
        pointer: '/asOff',
        hint: expect.any(String),
      });
      const [got, head] = [await ask(path), await ask(path, { method: 'HEAD' })];
      expect([got.status, head.status]).toEqual([200, 200]);
      expect((await head.arrayBuffer()).byteLength).toBe(0);
      for (const name of ['content-type', 'etag']) expect(head.headers.get(name)).toBe(got.headers.get(name));
      const options = await ask(path, { method: 'OPTIONS' });
      expect(options.status).toBe(204);
      const refused = await ask(path, { method: 'DELETE' });
      expect(refused.headers.get('allow')).toBe(options.headers.get('allow'));
      expect(await problemOf(refused)).toMatchObject({ status: 405, code: 'method-not-allowed' });
    },
  );

  it.each(getRoutes.filter((path) => /^\/(v1\/(?!search\/ids)|openapi)/.test(path)))(
    '%s: has an ETag that is answered 304',
    async (path) => {
      const etag = (await ask(path)).headers.get('etag') ?? 'none';
      const again = await ask(path, { headers: { 'if-none-match': etag } });
      expect({ status: again.status, length: (await again.text()).length }).toEqual({ status: 304, length: 0 });
      expect(again.headers.get('etag')).toBe(etag);
      expect((await ask(path, { headers: { 'if-none-match': 'W/"other"' } })).status).toBe(200);
    },
  );

  it('the documentation is read only', async () => {
    expect(await problemOf(await ask('/docs/', { method: 'POST' }))).toMatchObject({ status: 405 });
    expect(await problemOf(await ask('/docs/nothing.js'))).toMatchObject({ status: 404 });
  });
});

describe('answers are compressed and the same', () => {
  it.each(['/v1/search?q=*', '/v1/fields', '/openapi.json'])('%s', async (path) => {
    const plain = await (await ask(path, { headers: { 'accept-encoding': 'identity' } })).text();
    const packed = await rawGet(
      `GET ${path} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n`,
    );
    expect(packed.head).toMatch(/content-encoding: gzip/i);
    const text = gunzipSync(unchunk(packed.body)).toString();
    const strip = (answer: string): string => answer.replace(/"took":\d+/, '');
    expect(strip(text)).toBe(strip(plain));
  });

  it('raw bytes are not: their digest and strong ETag are those of the bytes sent', async () => {
    const response = await ask('/v1/records/US-10234567-B2/source', { headers: { 'accept-encoding': 'gzip' } });
    expect(response.headers.get('content-encoding')).toBeNull();
    const digest = createHash('sha256').update(new Uint8Array(await response.arrayBuffer()));
    expect(response.headers.get('repr-digest')).toBe(`sha-256=:${digest.digest('base64')}:`);
  });
});

describe('the body of a POST', () => {
  it('is the only place of its parameters', async () => {
    expect(await problemOf(await post('{"q":"*"}', {}, '/v1/search?limit=5'))).toMatchObject({
      status: 400,
      pointer: '/limit',
      hint: expect.stringContaining('body'),
    });
  });

  it('may be packed; unpacked it still has its limit', async () => {
    const good = await post(new Uint8Array(gzipSync('{"q":"*","limit":0}')), { 'content-encoding': 'gzip' });
    expect(good.status).toBe(200);
    const bomb = await post(new Uint8Array(gzipSync(`{"q":"${'a'.repeat(5_000_000)}"}`)), {
      'content-encoding': 'gzip',
    });
    expect(await problemOf(bomb)).toMatchObject({ status: 413, hint: expect.stringContaining('100000') });
    expect(await problemOf(await post('{}', { 'content-encoding': 'gzip' }))).toMatchObject({
      status: 400,
      code: 'malformed-body',
    });
    expect(await problemOf(await post('{}', { 'content-encoding': 'zstd-17' }))).toMatchObject({ status: 415 });
  });

  it('is UTF-8: other bytes are refused, never searched as something else', async () => {
    const bytes = new Uint8Array([...Buffer.from('{"q":"'), 0xb5, 0xe7, 0xb3, 0xd8, ...Buffer.from('"}')]);
    expect(await problemOf(await post(bytes))).toMatchObject({ status: 400, code: 'malformed-body' });
  });

  it.each([
    ['"battery"', ''],
    ['[]', ''],
    ['null', ''],
    ['{"q":["a"]}', '/q'],
    ['{"q":null}', '/q'],
    ['{"q":""}', '/q'],
    ['{"q":"a","limit":1.5}', '/limit'],
    ['{"q":"a","facets":{"AP":5}}', '/facets'],
    ['{"q":"a","fields":[1]}', '/fields/0'],
    ['{"q":"a","highlight":"true"}', '/highlight'],
    ['{"q":"a","__proto__":{"x":1}}', '/__proto__'],
  ])('%s is 400 at %s with a hint', async (body, pointer) => {
    expect(await problemOf(await post(body))).toMatchObject({ status: 400, pointer, hint: expect.any(String) });
  });
});

describe('parameters are told what is expected', () => {
  it.each([
    ['q=a&query=b', '`q`'],
    ['q=a&size=3', '`limit`'],
    ['q=a&from=3', '`offset`'],
    ['q=a&as_of=2020-01-01', '`asOf`'],
    ['q=a&orderBy=PD', '`sort`'],
    ['q=a&type=Patent', '`patent`'],
    ['q=a&type=gi', 'geographical-indication'],
    ['q=a&fields=TAC', 'TI,AB,CL'],
    ['q=a&facets=TI', 'fields with facets'],
    ['q=a&fq=CC%3DUS', '`filter`'],
    ['q=a&scroll=1m', '`cursor`'],
    ['q=a&offset=1000001', 'cursor=*'],
    [`q=a&facets=${Array(51).fill('CC').join(',')}`, '50 at most'],
    ['q=a&sort=TI', 'fields that sort'],
    ['q=a&limit=', 'from 0 to 1000'],
    ['q=', '`*`'],
  ])('%s', async (parameters, hint) => {
    const told = await problemOf(await ask(`/v1/search?${parameters}`));
    expect(told.status).toBe(400);
    expect(told.hint).toContain(hint);
  });
});

describe('what Node refuses before us', () => {
  it.each([
    [
      'an address with raw Chinese characters',
      'GET /v1/search?q=电池 HTTP/1.1\r\nHost: x\r\n\r\n',
      400,
      'percent-encoded',
    ],
    ['no HTTP at all', 'hello\r\n\r\n', 400, ''],
    ['an address that is too long', `GET /v1/search?q=${'a'.repeat(70_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431, 'POST'],
  ])('%s is a problem with a request id and a hint', async (_what, text, status, hint) => {
    const { head, body } = await rawGet(text);
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    const told = problem.parse(JSON.parse(body.toString()));
    expect(told.hint).toBeDefined();
    expect(`${told.detail} ${told.hint}`).toContain(hint);
    expect(head).toContain(told.requestId);
  });
});

function rawGet(text: string): Promise<{ head: string; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(new URL(listening.url).port), '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => {
      const all = Buffer.concat(chunks);
      const end = all.indexOf('\r\n\r\n');
      resolve({ head: all.subarray(0, end).toString(), body: all.subarray(end + 4) });
    });
  });
}

function unchunk(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; ;) {
    const end = body.indexOf('\r\n', at);
    const length = parseInt(body.subarray(at, end).toString(), 16);
    if (length === 0) return Buffer.concat(parts);
    parts.push(body.subarray(end + 2, end + 2 + length));
    at = end + 4 + length;
  }
}
