import request from 'supertest';
import { openScenarioApp, type RunningApp } from './scenarios/running-app.js';
import { scenarioRecords } from './scenarios/records.js';

/** Value of one line of the text format. */
const valueOf = (text: string, series: string): number | undefined => {
  const line = text.split('\n').find((each) => each.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
};

describe('/metrics', () => {
  let running: RunningApp;
  beforeEach(async () => (running = await openScenarioApp()));
  afterEach(() => running.close());
  const scrape = async (): Promise<string> => (await request(running.app).get('/metrics').expect(200)).text;

  test('is the text format of Prometheus, and is not cached', async () => {
    const { headers } = await request(running.app).get('/metrics');
    expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(headers['cache-control']).toBe('no-store');
  });

  test('counts requests by the pattern of their route, never by what was asked', async () => {
    const id = scenarioRecords[0]?.record.id ?? '';
    await request(running.app).get(`/v1/records/${id}`).expect(200);
    await request(running.app).get('/v1/records/US-1-A').expect(404);
    await request(running.app).get('/v1/search').query({ q: 'TI=secretword' });
    await request(running.app).get('/nowhere').expect(404);
    const text = await scrape();
    const count = (route: string, status: number) =>
      valueOf(text, `ipradar_http_request_seconds_count{method="GET",route="${route}",status="${status}"}`);
    expect(count('/v1/records/*id', 200)).toBe(1);
    expect(count('/v1/records/*id', 404)).toBe(1);
    expect(count('/v1/search', 200)).toBe(1);
    expect(count('none', 404)).toBe(1);
    expect(text).not.toMatch(/secretword|US-1-A/);
    expect(valueOf(text, 'ipradar_http_requests_running')).toBe(1);
  });

  test('tells the records of each type, the newest day of the data, and that the engine is ready', async () => {
    const text = await scrape();
    const byType = new Map<string, number>();
    for (const { record } of scenarioRecords) byType.set(record.type, (byType.get(record.type) ?? 0) + 1);
    for (const [type, count] of byType) expect(valueOf(text, `ipradar_records{type="${type}"}`)).toBe(count);
    const { dataDate } = await running.engine.health();
    expect(valueOf(text, 'ipradar_data_date_seconds')).toBe(Date.parse(dataDate ?? '') / 1000);
    expect(valueOf(text, 'ipradar_engine_ready')).toBe(1);
    expect(valueOf(text, 'ipradar_engine_warnings')).toBe(0);
  });

  test('an engine that does not answer is not ready, and its old figures are gone', async () => {
    await scrape();
    await running.engine.close();
    const text = await scrape();
    expect(valueOf(text, 'ipradar_engine_ready')).toBe(0);
    expect(text).not.toMatch(/^ipradar_records\{/m);
    running = await openScenarioApp();
  });
});
