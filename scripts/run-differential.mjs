// Compares the engine with query/evaluate.ts and with FTS5 on other queries than CI does, or on more:
//   npm run differential -- [--queries N] [--seed S]
// A failure prints the query, shrunk; it becomes a test.
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { queries: { type: 'string' }, seed: { type: 'string' } } });
const { queries = '100000', seed = String(Date.now() % 2 ** 31) } = values;
console.log(`${queries} queries, seed ${seed}`);
const tests = ['embedded/differential', 'embedded/corpus-differential', 'elasticsearch/differential'].map(
  (name) => `dist/engine/${name}.test.js`,
);
const child = spawn(process.execPath, ['scripts/run-jest.mjs', '--verbose', '--testTimeout=86400000', ...tests], {
  stdio: 'inherit',
  env: { ...process.env, IPRADAR_DIFFERENTIAL_QUERIES: queries, IPRADAR_DIFFERENTIAL_SEED: seed },
});
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
