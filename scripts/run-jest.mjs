// Runs jest on the built modules: tests exercise the JavaScript that ships, worker threads included.
// Closes with `N passed, N failed` so that a log reader needs no knowledge of jest.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const scratch = mkdtempSync(join(tmpdir(), 'ipradar-jest-'));
const report = join(scratch, 'report.json');
const child = spawn(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--no-warnings',
    '--enable-source-maps',
    join(root, 'node_modules/jest/bin/jest.js'),
    '--json',
    `--outputFile=${report}`,
    ...process.argv.slice(2),
  ],
  {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      // For fixtures/servers.ts: servers of this run have ports of their own, and are named here while they run.
      IPRADAR_TEST_SCRATCH: scratch,
      IPRADAR_TEST_PORT: String(20_000 + (process.pid % 40) * 300),
    },
  },
);
function stopServers() {
  for (const name of readdirSync(scratch).filter((each) => each.endsWith('.server'))) {
    const [command, port] = readFileSync(join(scratch, name), 'utf8').split('\n');
    spawnSync(command, ['down', '--port', port], { stdio: 'ignore' });
  }
}

// Ctrl-C reaches jest too; what it started ends after it.
process.on('SIGINT', () => undefined);
child.on('exit', (code) => {
  stopServers();
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'));
    const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
    const skipped = result.numPendingTests + result.numTodoTests;
    console.log(`${result.numPassedTests} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
  } catch {
    console.log('0 passed, 1 failed');
  }
  rmSync(scratch, { recursive: true, force: true });
  process.exitCode = code ?? 1;
});
