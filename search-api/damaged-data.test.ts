import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import request from 'supertest';
import { openEmbeddedEngine } from '../engine/embedded/open.js';
import { createServices } from '../retrieval/services.js';
import { createApp } from './app.js';
import { apiSettings } from './config.js';
import { scenarioRecords } from './scenarios/records.js';
import { problem } from './schemas/answers.js';

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ipradar-damaged-'));
  const engine = openEmbeddedEngine({ directory: folder, workers: 0 });
  const writer = await engine.writer();
  for (const { record, raw } of scenarioRecords) await writer.upsert(record, raw);
  await writer.commit();
  await writer.close();
  await engine.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The API over the folder as it now is, with query threads as in production. */
async function ask(paths: readonly string[]): Promise<request.Response[]> {
  const engine = openEmbeddedEngine({ directory: folder, workers: 1 });
  const settings = apiSettings.parse({});
  const clock = { today: () => '2024-06-30', milliseconds: () => performance.now() };
  const services = createServices(engine, clock, settings);
  const app = createApp({ services, settings, logger: pino({ level: 'silent' }), clock, version: '0.0.0' });
  try {
    const answers: request.Response[] = [];
    for (const path of paths) answers.push(await request(app).get(path));
    return answers;
  } finally {
    await engine.close();
  }
}

const searches = ['/v1/search?q=battery', '/v1/query/explain?q=battery'];
const segmentFiles = (): string[] =>
  readdirSync(join(folder, 'segments')).map((name) => join(folder, 'segments', name));

describe('a damaged data folder', () => {
  it.each([
    ['gone', (file: string) => rmSync(file)],
    ['cut', (file: string) => truncateSync(file, 10)],
  ])(
    'index files that are %s: no answer looks whole, each says what to do; records are still there',
    async (_, harm) => {
      for (const file of segmentFiles()) harm(file);
      const [health, ready, record, found] = await ask([
        '/healthz',
        '/readyz',
        '/v1/records/US-10234567-B2',
        '/v1/search?q=battery',
      ]);
      expect([health?.status, record?.status]).toEqual([200, 200]);
      expect(ready?.status).toBeGreaterThanOrEqual(500);
      expect(found?.body.meta).toMatchObject({ exact: false, warnings: [expect.stringContaining('ipradar repair')] });
    },
  );

  it('a store that is no database: every answer but /healthz says which file is damaged', async () => {
    for (const name of ['-wal', '-shm']) rmSync(join(folder, `ipradar.sqlite${name}`), { force: true });
    writeFileSync(join(folder, 'ipradar.sqlite'), Buffer.alloc(50_000, 'no database '));
    const [health, ...failed] = await ask(['/healthz', '/readyz', '/v1/records/US-10234567-B2', ...searches]);
    expect(health?.status).toBe(200);
    for (const { body } of failed) {
      expect(problem.parse(body)).toMatchObject({ status: 500, code: 'engine-rejected' });
      expect(body.detail).toContain('ipradar.sqlite');
    }
  });

  it('a folder that is not there is one without records', async () => {
    rmSync(folder, { recursive: true });
    const [ready, found, missing, packages] = await ask([
      '/readyz',
      '/v1/search?q=*',
      '/v1/records/US1',
      '/v1/packages',
    ]);
    expect(ready?.body).toEqual({ status: 'ready', records: {}, dataDate: null });
    expect(found?.body).toMatchObject({ meta: { count: 0 }, results: [] });
    expect(missing?.status).toBe(404);
    expect(packages?.body).toEqual({ packages: [] });
  });
});
