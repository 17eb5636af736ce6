import request from 'supertest';
import { fields } from '../mappings/fields.js';
import { scenarioRecords } from './scenarios/records.js';
import { openScenarioApp, type RunningApp } from './scenarios/running-app.js';
import { explainAnswer, fieldsAnswer, packagesAnswer, readyAnswer } from './schemas/answers.js';
import { searchParameters } from './schemas/parameters.js';

let running: RunningApp;
beforeAll(async () => {
  running = await openScenarioApp();
});
afterAll(() => running.close());

const get = (path: string) => request(running.app).get(path);

describe('catalogue', () => {
  it('/v1/fields lists every declared field with its fill rate', async () => {
    const { body } = await get('/v1/fields');
    expect(fieldsAnswer.parse(body)).toEqual(body);
    expect(body.fields.map(({ code }: { code: string }) => code)).toEqual(fields.map(({ code }) => code));
    expect(body.fields.length).toBeGreaterThanOrEqual(60);
    for (const field of body.fields) {
      expect(field).toMatchObject({
        zh: expect.stringMatching(/\p{Script=Han}/u),
        en: expect.stringMatching(/^[a-z-]+/),
      });
      expect(field.example).toMatch(/[=<>]/);
      const tried = await get(`/v1/search?limit=0&q=${encodeURIComponent(field.example)}`);
      expect({ example: field.example, status: tried.status }).toEqual({ example: field.example, status: 200 });
    }
    const rate = (code: string): number => body.fields.find((each: { code: string }) => each.code === code).fillRate;
    expect(rate('ID')).toBe(1);
    const withIpc = scenarioRecords.filter(({ record }) =>
      record.classifications.some(({ scheme }) => scheme === 'ipc'),
    );
    expect(rate('IPC')).toBeCloseTo(withIpc.length / scenarioRecords.length, 5);
  });

  it('/v1/query/explain counts each branch as a search of it would', async () => {
    const { body } = await get(`/v1/query/explain?q=${encodeURIComponent('TI=electrolyte AND (CC=US OR CC=CN)')}`);
    expect(explainAnswer.parse(body)).toEqual(body);
    expect(body.count).toBe(3);
    expect(body.branches.map(({ text, depth }: { text: string; depth: number }) => [depth, text])).toEqual([
      [0, 'TI=electrolyte AND (CC=US OR CC=CN)'],
      [1, 'TI=electrolyte'],
      [1, 'CC=US OR CC=CN'],
      [2, 'CC=US'],
      [2, 'CC=CN'],
    ]);
    for (const { text, count } of body.branches) {
      const { body: alone } = await get(`/v1/search?limit=0&q=${encodeURIComponent(text)}`);
      expect({ text, count }).toEqual({ text, count: alone.meta.count });
    }
  });

  it('/v1/query/explain by POST, as of a day, with warnings', async () => {
    const question = { q: 'battery AND CC=US OR CC=CN', asOf: '2012-12-31' };
    const { body } = await request(running.app).post('/v1/query/explain').send(question);
    expect(body.canonical).toBe('(battery AND CC=US) OR CC=CN');
    expect(body.warnings).toEqual([expect.objectContaining({ code: 'mixed-operators' })]);
    const { body: found } = await get(`/v1/search?${new URLSearchParams(question)}`);
    expect(body.count).toBe(found.meta.count);
    const byGet = await get(`/v1/query/explain?${new URLSearchParams(question)}`);
    expect(byGet.body).toEqual(body);
  });

  it('/v1/packages is empty before anything was read by a package', async () => {
    const { body } = await get('/v1/packages');
    expect(packagesAnswer.parse(body)).toEqual({ packages: [] });
  });

  it('/healthz and /readyz', async () => {
    expect((await get('/healthz')).body).toEqual({ status: 'ok' });
    const { body } = await get('/readyz');
    expect(readyAnswer.parse(body)).toEqual(body);
    expect(body.records.patent).toBe(4);
  });
});

describe('documentation', () => {
  it('/openapi.json describes every route, and its references resolve', async () => {
    const { body } = await get('/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    const routes = running.app.router.stack.flatMap(({ route }) => (route ? [route.path] : []));
    const described = Object.keys(body.paths).map((path) => path.replaceAll(/\{(\w+)\}/g, '*$1'));
    expect([...described].sort()).toEqual([...routes].sort());
    const operations = Object.values<Record<string, { operationId: string; responses: object }>>(body.paths).flatMap(
      (path) => Object.values(path),
    );
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { responses } of operations) expect(Object.keys(responses)).toContain('default');
    for (const reference of findReferences(body)) {
      const target = reference
        .replace(/^#\//, '')
        .split('/')
        .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], body);
      expect({ reference, isThere: target !== undefined }).toEqual({ reference, isThere: true });
    }
    const names = body.paths['/v1/search'].get.parameters.map(({ name }: { name: string }) => name);
    expect(names).toEqual(Object.keys(searchParameters.shape));
  });

  it('/docs is served from our own disk and its policy allows no other host', async () => {
    const redirected = await get('/docs');
    expect(redirected.status).toBe(301);
    const page = await get('/docs/');
    expect(page.status).toBe(200);
    const policy = page.headers['content-security-policy'] ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('upgrade-insecure-requests');
    const scripts = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
    expect(scripts.length).toBeGreaterThan(3);
    for (const address of scripts) {
      expect(address).not.toMatch(/^(https?:)?\/\//);
      expect((await get(new URL(address, 'http://x/docs/').pathname)).status).toBe(200);
    }
    const initializer = await get('/docs/swagger-initializer.js');
    expect(initializer.text).toContain('/openapi.json');
    expect(initializer.text).toContain('validatorUrl: null');
  });
});

function findReferences(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : findReferences(inner),
  );
}
