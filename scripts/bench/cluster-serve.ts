import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { prefix } from './cluster-index.js';

const program = fileURLToPath(new URL('../ipradar.js', import.meta.url));

/** `ipradar serve` over the records of the bench, in a process of its own as people run it: what it does is not waited for by the client that measures. */
export async function serveCluster(node: string): Promise<{ url: string; close(): Promise<void> }> {
  const child = spawn(process.execPath, [program, 'serve', '--port', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      IPRADAR_ENGINE: 'elasticsearch',
      ELASTICSEARCH_URL: node,
      IPRADAR_INDEX_PREFIX: prefix,
      IPRADAR_MAX_SEARCHES: '1000',
      IPRADAR_LOG_LEVEL: 'silent',
    },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    const url = /listens on (\S+)/.exec(line)?.[1];
    if (url === undefined) {
      said.push(line);
      continue;
    }
    child.stderr.resume();
    return {
      url,
      close: async () => {
        child.kill('SIGTERM');
        await ended;
      },
    };
  }
  throw new Error(`\`ipradar serve\` ended: ${said.join('\n')}`);
}
