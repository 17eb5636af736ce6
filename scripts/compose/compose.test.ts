import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ownPrefix, serverUrl, serversFolder } from '../../fixtures/servers.js';
import { options } from '../config-slices.js';
import { freePort } from '../free-port.js';

interface Service {
  image?: string;
  build?: unknown;
  command?: string[];
  environment?: Record<string, string>;
  healthcheck?: { test: string[] };
  read_only?: boolean;
  cap_drop?: string[];
  restart?: string;
  deploy?: { replicas?: number; resources?: { limits?: { cpus?: string; memory?: string } } };
  depends_on?: Record<string, { condition: string }>;
}
interface Project {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
}

/** The compose command of compose-go, which .ci/run builds from its module. */
const checker = process.env['IPRADAR_COMPOSE'];
const describeWithChecker = (title: string, tests: () => void): void => {
  if (checker !== undefined && serversFolder() !== undefined) return describe(title, tests);
  if (process.env['CI']) throw new Error('IPRADAR_COMPOSE names no compose command: it is mandatory in CI');
  console.warn(`skipped: ${title} (IPRADAR_COMPOSE names no compose command; .ci/run builds one)`);
  describe.skip(title, () => {
    it('needs the compose command', () => undefined);
  });
};

function load(environment: Record<string, string> = {}): Project {
  const text = execFileSync(checker ?? '', ['-format', 'json', 'docker-compose.yml'], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
  });
  return JSON.parse(text) as Project;
}

/** Runs a health check as the container runtime does, with the port that the service really has. */
function runCheck(test: string[], port: number, defaultPort: number, env: NodeJS.ProcessEnv): boolean {
  const [kind = '', ...rest] = test.map((each) => each.replaceAll(String(defaultPort), String(port)));
  const [file = '', ...args] = kind === 'CMD-SHELL' ? ['sh', '-c', ...rest] : rest;
  try {
    execFileSync(file, args, { env: { ...process.env, ...env }, stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}

async function becomes(isSo: () => boolean, seconds: number): Promise<boolean> {
  for (let turn = 0; turn < seconds * 2; turn++) {
    if (isSo()) return true;
    await sleep(500);
  }
  return false;
}

describeWithChecker('docker-compose.yml', () => {
  const project = load();
  const services = Object.entries(project.services);
  const ours = services.filter(([, { build }]) => build !== undefined);

  test('is accepted with every profile, and has two API servers, two workers, Elasticsearch 9 and Redis 7', () => {
    expect(services.map(([name]) => name)).toEqual(expect.arrayContaining(['api', 'worker', 'elasticsearch', 'redis']));
    expect(project.services['api']?.deploy?.replicas).toBe(2);
    expect(project.services['worker']?.deploy?.replicas).toBe(2);
    expect(project.services['elasticsearch']?.image).toMatch(/elasticsearch:9\.\d+\.\d+$/);
    expect(project.services['redis']?.image).toMatch(/^redis:7/);
    const withProfile = load({ COMPOSE_PROFILES: 'cluster' });
    const nodes = Object.keys(withProfile.services).filter((name) => /^elasticsearch(-\d)?$/.test(name));
    expect(nodes).toHaveLength(3);
  });

  test.each(services.filter(([, { restart }]) => restart !== 'no'))(
    '%s is checked, limited and started again',
    (_name, service) => {
      expect(service.healthcheck?.test.length).toBeGreaterThan(1);
      expect(service.restart).toBe('unless-stopped');
      expect(service.deploy?.resources?.limits?.memory).toBeTruthy();
      expect(service.deploy?.resources?.limits?.cpus).toBeTruthy();
    },
  );

  test('our containers write to their volumes only and have no capabilities; the image runs as another user than root', () => {
    expect(ours.map(([name]) => name)).toEqual(['api', 'worker']);
    for (const [, service] of ours) {
      expect(service.read_only).toBe(true);
      expect(service.cap_drop).toEqual(['ALL']);
    }
    expect(readFileSync('Dockerfile', 'utf8')).toMatch(/^USER node$/m);
  });

  test('every variable that our containers are given is an option', () => {
    const known = new Set(options.map(({ env }) => env));
    for (const [, { environment = {} }] of ours)
      for (const name of Object.keys(environment)) expect(known).toContain(name);
  });

  describe('each command and health check, run for real outside a container', () => {
    let folder: string;
    let running: ChildProcess[];
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'ipradar-compose-'));
      running = [];
    });
    afterEach(async () => {
      for (const child of running) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        if (child.exitCode === null && child.kill('SIGTERM')) await ended;
      }
      rmSync(folder, { recursive: true, force: true });
    });

    const start = (file: string, args: string[], env: NodeJS.ProcessEnv): ChildProcess => {
      const child = spawn(file, args, { env: { ...process.env, ...env }, stdio: 'ignore' });
      running.push(child);
      return child;
    };

    test('redis', async () => {
      const { command = [], environment, healthcheck } = project.services['redis'] ?? {};
      await serverUrl('redis');
      const port = await freePort();
      const [file = '', ...args] = command;
      const check = () =>
        runCheck(
          ['CMD-SHELL', ...(healthcheck?.test.slice(1) ?? [])].map((each) =>
            each.replace('redis-cli', `redis-cli -p ${port}`),
          ),
          port,
          6379,
          environment ?? {},
        );
      expect(check()).toBe(false);
      start(file, [...args, '--port', String(port), '--dir', folder], environment ?? {});
      expect(await becomes(check, 10)).toBe(true);
    });

    test('elasticsearch', async () => {
      const { healthcheck } = project.services['elasticsearch'] ?? {};
      const port = Number(new URL(await serverUrl('elasticsearch-9')).port);
      expect(runCheck(healthcheck?.test ?? [], port, 9200, {})).toBe(true);
      expect(runCheck(healthcheck?.test ?? [], await freePort(), 9200, {})).toBe(false);
    }, 240_000);

    /** The environment of a service with the addresses that its servers really have. */
    const realEnvironment = async (service: Service): Promise<NodeJS.ProcessEnv> => ({
      ...service.environment,
      ELASTICSEARCH_URL: await serverUrl('elasticsearch-9'),
      REDIS_URL: await serverUrl('redis'),
      IPRADAR_DATA: folder,
      IPRADAR_INDEX_PREFIX: ownPrefix(),
      IPRADAR_LOG_LEVEL: 'silent',
    });

    test('api', async () => {
      const service = project.services['api'] ?? {};
      const port = await freePort();
      const check = () => runCheck(service.healthcheck?.test ?? [], port, 8080, {});
      const environment = { ...(await realEnvironment(service)), IPRADAR_PORT: String(port) };
      expect(check()).toBe(false);
      start(process.execPath, ['dist/scripts/ipradar.js', ...(service.command ?? [])], environment);
      expect(await becomes(check, 30)).toBe(true);
    }, 240_000);

    test('worker', async () => {
      const service = project.services['worker'] ?? {};
      const environment = await realEnvironment(service);
      const check = () => runCheck(service.healthcheck?.test ?? [], 0, -1, environment);
      const child = start(process.execPath, ['dist/scripts/ipradar.js', ...(service.command ?? [])], {
        ...environment,
        IPRADAR_WATCH: folder,
      });
      expect(await becomes(check, 30)).toBe(true);
      expect(child.exitCode).toBeNull();
    }, 240_000);
  });

  test('what the image copies exists', () => {
    for (const name of ['package.json', 'package-lock.json', 'README.md', 'LICENSE'])
      expect(existsSync(name)).toBe(true);
  });
});
