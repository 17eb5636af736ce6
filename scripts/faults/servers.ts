import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const folder = resolve(process.env['IPRADAR_SERVERS'] ?? '../shared/servers');

/** A real cluster of three nodes on loopback, 512 MB of heap each. */
export class TestCluster {
  private constructor(
    private readonly port: string,
    readonly urls: string[],
  ) {}

  static async start(port: number): Promise<TestCluster> {
    // A run that was killed leaves its servers and their data.
    await run(`${folder}/elasticsearch`, ['down', '--port', String(port)]);
    const { stdout } = await run(`${folder}/elasticsearch`, ['up', ...options, '--port', String(port)]);
    return new TestCluster(String(port), stdout.trim().split(','));
  }

  /** SIGKILL. */
  async killNode(node: number): Promise<void> {
    await run(`${folder}/elasticsearch`, ['kill-node', String(node), '--port', this.port]);
  }

  /** On its old data; waits until every shard is back. */
  async startNode(node: number): Promise<void> {
    await run(`${folder}/elasticsearch`, ['start-node', String(node), ...options, '--port', this.port]);
    const path = '/_cluster/health?wait_for_nodes=3&wait_for_status=green&timeout=60s';
    for (let turn = 0; turn < 60; turn++) {
      const answer = await fetch(this.urls[0] + path).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((wake) => setTimeout(wake, 1_000));
    }
    throw new Error('the cluster did not get green again');
  }

  async stop(): Promise<void> {
    await run(`${folder}/elasticsearch`, ['down', '--port', this.port]);
  }
}

const options = ['--nodes', '3', '--heap', '512m'];

/** A real Redis on loopback with an append-only file. */
export class TestRedis {
  private constructor(
    private readonly port: string,
    readonly url: string,
  ) {}

  static async start(port: number): Promise<TestRedis> {
    await run(`${folder}/redis`, ['down', '--port', String(port)]);
    const { stdout } = await run(`${folder}/redis`, ['up', '--port', String(port)]);
    return new TestRedis(String(port), stdout.trim());
  }

  /** SIGKILL. */
  async kill(): Promise<void> {
    await run(`${folder}/redis`, ['kill', '--port', this.port]);
  }

  async startAgain(): Promise<void> {
    await run(`${folder}/redis`, ['up', '--port', this.port]);
  }

  /** One command, e.g. `CONFIG SET maxmemory 1mb`. */
  async command(...words: string[]): Promise<string> {
    return (await run('redis-cli', ['-p', this.port, ...words])).stdout.trim();
  }

  async stop(): Promise<void> {
    await run(`${folder}/redis`, ['down', '--port', this.port]);
  }
}
