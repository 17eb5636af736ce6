// Transpiles every room to dist/ (no bundling, no type check: `npm run lint` checks types).
// Writes a file only when its content changed and removes outputs whose source is gone, so that two builds
// at once, or a build beside a running process, never leave a half-written module.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const rooms = [
  'domain',
  'mappings',
  'query',
  'ingest',
  'sqlite',
  'engine',
  'store',
  'retrieval',
  'search-api',
  'workers',
  'scripts',
  'fixtures',
].filter((room) => existsSync(join(root, room)));

const walk = (dir) =>
  readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(dir, entry.name)) : [join(dir, entry.name)],
  );
const sources = rooms.flatMap((room) => walk(join(root, room))).filter((file) => /(?<!\.d)\.ts$/.test(file));

const { outputFiles } = await build({
  entryPoints: sources,
  outdir: join(root, 'dist'),
  outbase: root,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: 'linked',
  write: false,
  logLevel: 'warning',
  absWorkingDir: root,
});
const hash = (bytes) => createHash('sha1').update(bytes).digest('hex');
const wanted = new Set();
for (const { path, contents } of outputFiles) {
  wanted.add(path);
  if (existsSync(path) && hash(readFileSync(path)) === hash(contents)) continue;
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.${process.pid}.tmp`;
  writeFileSync(partial, contents);
  renameSync(partial, path);
}
if (existsSync(join(root, 'dist'))) {
  for (const file of walk(join(root, 'dist'))) {
    if (/\.js(\.map)?$/.test(file) && !wanted.has(file)) rmSync(file, { force: true });
  }
}
if (process.argv.includes('--verbose')) {
  for (const path of wanted) console.log(relative(root, path));
}
