import { readFileSync } from 'node:fs';
import request from 'supertest';
import { exampleRecord } from './scenarios/example-record.js';
import { scenarioRecords } from './scenarios/records.js';
import { openScenarioApp, type RunningApp } from './scenarios/running-app.js';

const page = readFileSync('docs/api.md', 'utf8');
const rows = [...page.matchAll(/^\| `(GET|POST|DELETE) (\S+)(?: (\{.*\}))?` \| (\d{3}) \| (?:`([\w-]+)`)?/gm)].map(
  ([, method = '', path = '', body, status = '', code]) => ({ method, path, body, status: Number(status), code }),
);

describe('docs/api.md', () => {
  let running: RunningApp;
  beforeAll(async () => {
    running = await openScenarioApp({}, undefined, [...scenarioRecords, exampleRecord()]);
  });
  afterAll(() => running.close());

  it.each(rows)('$method $path answers $status', async ({ method, path, body, status, code }) => {
    const asked = request(running.app);
    const { status: answered, body: told } = await (method === 'POST'
      ? asked.post(path).send(JSON.parse(body ?? ''))
      : method === 'DELETE'
        ? asked.delete(path)
        : asked.get(path));
    expect({ answered, code: told.code }).toEqual({ answered: status, code });
  });

  it('names every route of the OpenAPI description', async () => {
    const { body } = await request(running.app).get('/openapi.json');
    const matched = new Set<string>();
    for (const template of Object.keys(body.paths)) {
      const pattern = new RegExp(`^${template.replace(/\{\w+\}/g, '[^/?]+')}(\\?|$)`);
      if (rows.some(({ path }) => pattern.test(path))) matched.add(template);
    }
    expect([...matched].sort()).toEqual(Object.keys(body.paths).sort());
  });

  it('names every parameter of a search', async () => {
    const { body } = await request(running.app).get('/openapi.json');
    const table = /## Parameters of a search([^]*?)\n## /.exec(page)?.[1] ?? '';
    const named = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    const described = body.paths['/v1/search'].get.parameters.map(({ name }: { name: string }) => name);
    expect(named).toEqual(described);
  });
});
