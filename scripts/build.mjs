// Transpiles every room to dist/, module by module, for tests and threads (no type check: `npm run lint` checks types), and the command line in chunks:
// to find and compile 250 modules one by one was a quarter of what `ipradar search` takes.
// Writes a file only when its content changed and removes outputs whose source is gone, so that two builds
// at once, or a build beside a running process, never leave a half-written module.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
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

const common = {
  outdir: join(root, 'dist'),
  outbase: root,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: 'linked',
  write: false,
  logLevel: 'warning',
  absWorkingDir: root,
};
const program = join(root, 'scripts/ipradar.ts');
const chunks = 'chunks';

/** A module in a chunk still finds what stands beside its own file: the program and its chunks lie one folder deep, both. */
const keepPlaces = {
  name: 'keep-places',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const place = `../${relative(root, path).replace(/\.ts$/, '.js')}`;
      return {
        loader: 'ts',
        contents: source.replaceAll('import.meta.url', `new URL(${JSON.stringify(place)}, import.meta.url).href`),
      };
    });
  },
};

const built = await Promise.all([
  build({ ...common, entryPoints: sources.filter((file) => file !== program) }),
  build({
    ...common,
    entryPoints: [program],
    bundle: true,
    splitting: true,
    packages: 'external',
    chunkNames: `${chunks}/[name]-[hash]`,
    plugins: [keepPlaces],
  }),
]);
const outputFiles = built.flatMap((each) => each.outputFiles);
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
/** Chunks have names of their own in every build, and a program that runs may not have loaded all of its. */
function mayBeWanted(file) {
  const day = 86_400_000;
  return dirname(file) === join(root, 'dist', chunks) && Date.now() - statSync(file).mtimeMs < day;
}
if (existsSync(join(root, 'dist'))) {
  for (const file of walk(join(root, 'dist'))) {
    if (!/\.js(\.map)?$/.test(file) || wanted.has(file) || mayBeWanted(file)) continue;
    rmSync(file, { force: true });
  }
}
if (process.argv.includes('--verbose')) {
  for (const path of wanted) console.log(relative(root, path));
}
