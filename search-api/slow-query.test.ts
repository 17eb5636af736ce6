import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitOf, readUntil } from '../scripts/run-ipradar.js';
import { slowQuery, writeSlowData } from './scenarios/slow-data.js';

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ipradar-slow-'));
  await writeSlowData(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function startServer(environment: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ['dist/search-api/main.js'], {
    env: { ...process.env, IPRADAR_DATA: folder, IPRADAR_PORT: '0', IPRADAR_LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Searches of minutes, more than a real server has query threads. */
describe('a search that takes minutes', () => {
  let server: ChildProcess;
  let url: string;
  beforeAll(async () => {
    server = startServer({ IPRADAR_SEARCH_TIMEOUT: '3600' });
    url = await readUntil(server, /listens on (\S+)/);
  });
  afterAll(() => {
    server.kill('SIGKILL');
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

/** What a hostile client sends, and what it may be answered. */
const hostile: readonly (readonly [string, string, readonly number[]])[] = [
  ['the slowest query', slowQuery, [422]],
  [
    '10,000 numbers',
    `PN=(${Array.from({ length: 10_000 }, (_, at) => `US${9_000_000 + at}B2`).join(' OR ')})`,
    [200, 422],
  ],
  ['a megabyte of brackets', '('.repeat(1_000_000), [400]],
  ['a megabyte of quotes', '"'.repeat(1_000_000), [400]],
  ['a megabyte of ideographs', '电池'.repeat(300_000), [400]],
  ['a body over the limit', 'a'.repeat(3_000_000), [413]],
  ['everything near everything', 'FT=(a* NEAR9 b*)', [200, 422]],
  ['stars alone', '* AND ?? AND *', [200, 400, 422]],
];

describe('a hundred hostile clients', () => {
  it('are each answered or told what is wrong, while /healthz answers at once and memory stays bounded', async () => {
    const server = startServer({ IPRADAR_SEARCH_TIMEOUT: '0.25' });
    try {
      const url = await readUntil(server, /listens on (\S+)/);
      const ask = async (q: string, facets: string[]): Promise<{ status: number; detail: unknown }> => {
        const response = await fetch(`${url}/v1/search`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ q, facets, limit: 5 }),
        });
        const { detail } = (await response.json()) as { detail?: unknown };
        return { status: response.status, detail };
      };
      const clients = Array.from({ length: 100 }, async (_, client) => {
        // Four in five send the slowest one.
        const [name, q, allowed] = hostile[client % 5 === 0 ? (client / 5) % hostile.length : 0] ?? ['', '', []];
        const { status, detail } = await ask(q, ['CC', 'PY>IPC:subclass']);
        expect([name, allowed]).toEqual([name, expect.arrayContaining([status])]);
        if (status >= 400) expect([name, detail]).toEqual([name, expect.any(String)]);
      });
      let isOver = false;
      const all = Promise.all(clients).finally(() => (isOver = true));
      const waits: number[] = [];
      while (!isOver) {
        const before = performance.now();
        expect((await fetch(`${url}/healthz`)).status).toBe(200);
        waits.push(performance.now() - before);
        await Promise.race([all.catch(() => undefined), fetch(`${url}/healthz`)]);
      }
      await all;
      expect(waits.length).toBeGreaterThan(10);
      // Some milliseconds on a machine that does nothing else; the bound only tells a server that hangs.
      expect(Math.max(...waits)).toBeLessThan(10_000);
      // Linux tells the largest resident size; elsewhere only the answers are looked at.
      const status = existsSync(`/proc/${server.pid}/status`) ? readFileSync(`/proc/${server.pid}/status`, 'utf8') : '';
      const peak = Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0);
      expect(peak).toBeLessThan(2 << 20);
    } finally {
      server.kill('SIGKILL');
    }
  }, 120_000);
});
