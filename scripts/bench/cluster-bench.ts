import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { removeIndexes } from '../remove-indexes.js';
import { indexBeside, madeIndexes } from './cluster-index.js';
import { searchBeside } from './cluster-search.js';
import { corpusFolder } from './corpus-records.js';

export interface ClusterBenchOptions {
  records: number;
  rounds: number;
  print: (line: string) => void;
}

const run = promisify(execFile);
const port = '24200';

/**
 * The distributed engine beside the server's own: indexing through the whole pipeline, searching through the API; and the embedded engine on the same records.
 * Starts a node of its own with 2 GB of heap.
 */
export async function runClusterBench({ records, rounds, print }: ClusterBenchOptions): Promise<void> {
  const servers = resolve(process.env['IPRADAR_SERVERS'] ?? '../shared/servers', 'elasticsearch');
  const files = [await corpusFolder(records)];
  const folder = mkdtempSync(join(tmpdir(), 'ipradar-bench-cluster-'));
  const node = (await run(servers, ['up', '--port', port, '--heap', '2g'])).stdout.trim();
  try {
    print(`cluster: ${records} records, one node`);
    await indexBeside(node, files, folder, print);
    await searchBeside(node, files, folder, rounds, print);
  } finally {
    await removeIndexes(node, madeIndexes);
    rmSync(folder, { recursive: true, force: true });
    await run(servers, ['down', '--port', port]);
  }
}
