import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import request from 'supertest';
import { openEmbeddedEngine } from '../engine/embedded/open.js';
import { createServices } from '../retrieval/services.js';
import { openBullQueue } from '../workers/bullmq/open.js';
import { openInProcessQueue } from '../workers/in-process/open.js';
import type { Queue } from '../workers/queue.js';
import { createApp } from './app.js';
import { apiSettings } from './config.js';

const folder = mkdtempSync(join(tmpdir(), 'ipradar-api-jobs-'));
const engine = openEmbeddedEngine({ directory: folder, workers: 0 });
const queue = openInProcessQueue({ file: join(folder, 'jobs.sqlite'), clock: Date.now });
// Nobody listens there.
const away = openBullQueue({ url: 'redis://127.0.0.1:1', clock: Date.now });
afterAll(async () => {
  await Promise.all([queue.close(), away.close()]);
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

function appWith(jobs: Queue) {
  const settings = apiSettings.parse({});
  const clock = { today: () => '2024-06-30', milliseconds: () => performance.now() };
  const logger = pino({ level: 'silent' });
  const services = createServices(engine, clock, settings);
  return createApp({ services, settings, logger, clock, version: '0.0.0', jobs: () => Promise.resolve(jobs) });
}

it('lists jobs with counts, by state and kind; one job has its children; passwords of addresses are not shown', async () => {
  const app = appWith(queue);
  const url = 'https://user:secret@example.org/a.zip?token=abc';
  const child = { job: { name: 'fetch-package', key: 'a', payload: { url } }, children: [] };
  const { id } = await queue.addFlow({ job: { name: 'ingest-package', key: 'a', payload: null }, children: [child] });
  const all = await request(app).get('/v1/jobs').expect(200);
  expect(all.body.counts).toMatchObject({ waiting: 1, blocked: 1, dead: 0 });
  expect(all.body.jobs).toHaveLength(2);
  expect(all.text).not.toMatch(/secret|abc/);
  const some = await request(app).get('/v1/jobs?state=waiting,dead&kind=fetch-package&limit=5').expect(200);
  expect(some.body.jobs).toMatchObject([{ name: 'fetch-package', parent: id, state: 'waiting' }]);
  const one = await request(app).get(`/v1/jobs/${id}`).expect(200);
  expect(one.body).toMatchObject({ id, state: 'blocked', children: [{ id: some.body.jobs[0].id, state: 'waiting' }] });
});

it('a job that is not there is 404, a wrong state 400', async () => {
  const app = appWith(queue);
  expect((await request(app).get('/v1/jobs/nothing').expect(404)).body.code).toBe('job-not-found');
  expect((await request(app).get('/v1/jobs?state=lost').expect(400)).body.code).toBe('invalid-parameter');
});

it('a queue that is away is 503 with Retry-After, and says nothing of where it is', async () => {
  const answer = await request(appWith(away)).get('/v1/jobs').expect(503);
  expect(answer.body.code).toBe('queue-unavailable');
  expect(answer.headers['retry-after']).toBe('2');
  expect(answer.text).not.toContain('127.0.0.1');
});
