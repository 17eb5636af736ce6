import request from 'supertest';
import { z } from 'zod';
import { exampleRecord } from './scenarios/example-record.js';
import { scenarioRecords } from './scenarios/records.js';
import { openScenarioApp, type RunningApp } from './scenarios/running-app.js';

type Json = Record<string, unknown>;
interface Parameter {
  name: string;
  in: 'path' | 'query';
  required?: boolean;
  example?: unknown;
  explode?: boolean;
  schema: Json;
}
interface DescribedOperation {
  operationId: string;
  summary: string;
  parameters: Parameter[];
  requestBody?: { content: Record<string, { schema: Json; example: Json }> };
  responses: Record<string, { description?: string; content?: Record<string, { schema: Json }> }>;
}
interface Description {
  openapi: string;
  info: Json;
  paths: Record<string, Record<string, DescribedOperation>>;
  components: { schemas: Record<string, Json> };
}

let running: RunningApp;
let description: Description;
beforeAll(async () => {
  running = await openScenarioApp({}, undefined, [...scenarioRecords, exampleRecord()]);
  description = (await request(running.app).get('/openapi.json')).body as Description;
});
afterAll(() => running.close());

const operations = () =>
  Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

/** References replaced by what they refer to; ours are never recursive. */
function resolve(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(resolve);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $ref, ...rest } = schema as Json;
  if (typeof $ref === 'string') return resolve(description.components.schemas[$ref.split('/').at(-1) ?? '']);
  return Object.fromEntries(Object.entries(rest).map(([name, inner]) => [name, resolve(inner)]));
}

const write = (value: unknown): string => (Array.isArray(value) ? value.join(',') : String(value));

function ask({ path, method, operation }: ReturnType<typeof operations>[number], isWhole: boolean) {
  const address = path.replace(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(write(operation.parameters.find((each) => each.name === name)?.example)),
  );
  if (method === 'post') {
    return request(running.app)
      .post(address)
      .send(Object.values(operation.requestBody?.content ?? {})[0]?.example);
  }
  const asked = operation.parameters.filter(
    (each) => each.in === 'query' && each.example !== undefined && (isWhole || each.required),
  );
  return request(running.app)
    .get(address)
    .query(Object.fromEntries(asked.map(({ name, example, explode }) => [name, explode ? example : write(example)])));
}

describe('/openapi.json', () => {
  it('is OpenAPI 3.1 in structure', () => {
    expect(description.openapi).toMatch(/^3\.1\.\d+$/);
    expect(description.info).toMatchObject({ title: 'ipradar', version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
    for (const { path, operation } of operations()) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const described = operation.parameters.filter((each) => each.in === 'path');
      expect(described.map(({ name, required }) => [name, required])).toEqual(inPath.map((name) => [name, true]));
      const names = operation.parameters.map((each) => `${each.in} ${each.name}`);
      expect(new Set(names).size).toBe(names.length);
      for (const [status, answer] of Object.entries(operation.responses)) {
        expect(status).toMatch(/^([1-5]\d\d|default)$/);
        expect('description' in answer || '$ref' in answer).toBe(true);
      }
      for (const { schema } of operation.parameters) expect(() => z.fromJSONSchema(schema)).not.toThrow();
    }
    for (const schema of Object.values(description.components.schemas)) {
      expect(() => z.fromJSONSchema(resolve(schema) as Json)).not.toThrow();
    }
  });

  it.each([
    ['the required examples', false],
    ['all examples', true],
  ])('every operation asked with %s answers 200 as its schema says', async (_what, isWhole) => {
    for (const each of operations()) {
      const { status, body, headers } = await ask(each, isWhole);
      const { operationId, responses } = each.operation;
      expect({ operationId, status }).toEqual({ operationId, status: 200 });
      const [type, content] = Object.entries(responses['200']?.content ?? {}).find(([media]) =>
        (headers['content-type'] ?? '').startsWith(media),
      ) ?? ['none', undefined];
      expect({ operationId, type }).not.toEqual({ operationId, type: 'none' });
      const checked = z.fromJSONSchema(resolve(content?.schema ?? {}) as Json).safeParse(body);
      expect({ operationId, error: checked.error?.issues }).toEqual({ operationId, error: undefined });
    }
  });

  it('an example that does not belong there is refused by the described schema too', () => {
    const search = description.paths['/v1/search']?.['post']?.requestBody?.content['application/json'];
    const schema = z.fromJSONSchema(search?.schema ?? {});
    expect(schema.safeParse(search?.example).success).toBe(true);
    expect(schema.safeParse({ ...search?.example, limit: 1001 }).success).toBe(false);
    expect(schema.safeParse({ ...search?.example, limt: 1 }).success).toBe(false);
  });

  it.each([
    ['/v1/records/3456789', '300'],
    ['/v1/records/3456789/timeline', '300'],
  ])('%s answers %s as described', async (path, status) => {
    const answer = await request(running.app).get(path);
    expect(String(answer.status)).toBe(status);
    const described = description.paths['/v1/records/{id}']?.['get']?.responses[status]?.content?.['application/json'];
    expect(z.fromJSONSchema(resolve(described?.schema ?? {}) as Json).safeParse(answer.body).error).toBeUndefined();
  });

  it('problems answer as described', async () => {
    const schema = z.fromJSONSchema(resolve(description.components.schemas['Problem']) as Json);
    for (const path of [
      '/v1/search',
      '/v1/search?q=(',
      '/v1/records/US1',
      '/v1/search?q=a&foo=1&limit=x',
      '/nothing',
    ]) {
      const { body, status } = await request(running.app).get(path);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(schema.safeParse(body).error).toBeUndefined();
    }
  });
});
