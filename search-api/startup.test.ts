import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitOf, readUntil } from '../scripts/run-ipradar.js';

/** Drivers that `natural` depends on; none of them may be loaded by a server that only wants its stemmer. */
const drivers = ['pg', 'pg-pool', 'mongoose', 'mongodb', 'redis', '@redis/client', 'memjs', 'apparatus', 'sylvester'];

describe('the API as a process', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ipradar-start-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const start = (environment: Record<string, string>): ChildProcess =>
    spawn(process.execPath, ['dist/search-api/main.js'], {
      env: { ...process.env, IPRADAR_DATA: join(folder, 'data'), IPRADAR_PORT: '0', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  it("listens, answers, ends cleanly on SIGTERM, and loads none of natural's database drivers in any thread", async () => {
    const log = join(folder, 'loaded.txt');
    const preload = join(folder, 'trace.cjs');
    writeFileSync(preload, tracePreload(log));
    const child = start({ NODE_OPTIONS: `--require=${preload}` });
    const url = await readUntil(child, /listens on (\S+)/);
    const answer = await fetch(`${url}/v1/search?q=stem:electrodes`);
    expect(answer.status).toBe(200);
    const ended = exitOf(child);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    const loaded = readFileSync(log, 'utf8');
    expect(loaded).toMatch(/\/node_modules\/better-sqlite3(-12)?\//);
    for (const driver of drivers) expect(loaded).not.toContain(`/node_modules/${driver}/`);
  });

  it('a port in use ends the process with one clear line', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const child = start({ IPRADAR_PORT: String(port) });
    const [line, code] = await Promise.all([readUntil(child, /(.*in use.*)/), exitOf(child)]);
    expect(line).toContain(`port \`${port}\``);
    expect(line).toContain('`IPRADAR_PORT`');
    expect(code).toBe(1);
    await new Promise((resolve) => taken.close(resolve));
  });

  it('a wrong configuration is told in one message with every problem', async () => {
    const child = start({ IPRADAR_PORT: '99999', IPRADAR_LOG_LEVEL: 'loud' });
    const [text, code] = await Promise.all([readAll(child), exitOf(child)]);
    expect(text).toContain('IPRADAR_PORT');
    expect(text).toContain('IPRADAR_LOG_LEVEL');
    expect(code).toBe(2);
  });
});

const tracePreload = (log: string): string => `
const Module = require('node:module');
const { appendFileSync } = require('node:fs');
const load = Module._extensions['.js'];
Module._extensions['.js'] = function (module, file) {
  appendFileSync(${JSON.stringify(log)}, file + '\\n');
  return load.apply(this, arguments);
};
`;

async function readAll(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of child.stderr ?? []) text += String(chunk);
  return text;
}
