import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitOf, readUntil } from '../scripts/run-ipradar.js';
import { slowQuery, writeSlowData } from './scenarios/slow-data.js';

/** Searches of minutes, more than a real server has query threads. */
describe('a search that takes minutes', () => {
  let folder: string;
  let server: ChildProcess;
  let url: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ipradar-slow-'));
    await writeSlowData(folder);
    server = spawn(process.execPath, ['dist/search-api/main.js'], {
      env: {
        ...process.env,
        IPRADAR_DATA: folder,
        IPRADAR_PORT: '0',
        IPRADAR_SEARCH_TIMEOUT: '3600',
        IPRADAR_LOG_LEVEL: 'warn',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    url = await readUntil(server, /listens on (\S+)/);
  });
  afterAll(() => {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  const searchSlowly = (signal: AbortSignal): Promise<unknown> =>
    fetch(`${url}/v1/search`, {
      method: 'POST',
      signal,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ q: slowQuery, limit: 0 }),
    }).then(
      (response) => response.status,
      (error: Error) => error.name,
    );
  const searchEverywhere = (signal: AbortSignal): Promise<unknown>[] =>
    Array.from({ length: 4 * availableParallelism() }, () => searchSlowly(signal));

  it('delays neither /healthz nor a record nor quick searches, and its threads are free again when its clients go away', async () => {
    const clients = new AbortController();
    const order: string[] = [];
    const slow = searchEverywhere(clients.signal);
    for (const each of slow) void each.then(() => order.push('slow'));
    for (const path of ['/healthz', '/readyz', '/v1/records/US-20000007-B2', '/healthz']) {
      const { status } = await fetch(`${url}${path}`);
      order.push(`${path} ${status}`);
    }
    // By now the slow searches have arrived and hold every thread that they may.
    for (let turn = 0; turn < 10; turn++) await fetch(`${url}/healthz`);
    for (const path of ['search?q=*&limit=0', 'search?q=a1&facets=CC', 'query/explain?q=a1', 'search/ids?q=*']) {
      const { status } = await fetch(`${url}/v1/${path}`);
      order.push(`${path} ${status}`);
    }
    order.push('clients go');
    clients.abort();
    await Promise.all(slow);
    expect(order.filter((each) => each !== 'slow')).toEqual([
      '/healthz 200',
      '/readyz 200',
      '/v1/records/US-20000007-B2 200',
      '/healthz 200',
      'search?q=*&limit=0 200',
      'search?q=a1&facets=CC 200',
      'query/explain?q=a1 200',
      'search/ids?q=* 200',
      'clients go',
    ]);
    expect(order.indexOf('slow')).toBeGreaterThan(order.indexOf('clients go'));
    expect(await Promise.all(slow)).toEqual(slow.map(() => 'AbortError'));
  });

  it('does not keep the server from ending on SIGTERM', async () => {
    const slow = searchEverywhere(new AbortController().signal);
    await fetch(`${url}/healthz`);
    const ended = exitOf(server);
    server.kill('SIGTERM');
    expect(await ended).toBe(0);
    await Promise.all(slow);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });
});
