import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, isAbsolute, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { glob, isDynamicPattern } from 'tinyglobby';

/** One file to ingest. */
export interface Input {
  /** As shown: the path, or `-` for standard input. */
  name: string;
  /** Where its bytes are. */
  path: string;
  size: number;
  /** Removes what was made for reading it (the spooled standard input). */
  release(): Promise<void>;
}

/** A path that cannot be ingested: told before anything is read. */
export class InputError extends Error {}

export interface InputOptions {
  /** Read for the path `-`. */
  stdin?: AsyncIterable<Uint8Array>;
  /** Bytes that standard input may hold. */
  maximumSpool: number;
}

/**
 * Files named by paths, folders (recursively, hidden files left out), globs and `-`, each once.
 * Order: as the paths were given, inside a folder or glob by path in code-unit order. Throws InputError.
 */
export async function findInputs(paths: readonly string[], options: InputOptions): Promise<Input[]> {
  const inputs: Input[] = [];
  const seen = new Set<string>();
  for (const path of paths) {
    if (path === '-') {
      if (!seen.has('-')) inputs.push(await spool(options));
      seen.add('-');
      continue;
    }
    for (const file of await filesAt(path)) {
      if (seen.has(file)) continue;
      seen.add(file);
      const { size } = await stat(file);
      inputs.push({ name: file, path: file, size, release: () => Promise.resolve() });
    }
  }
  return inputs;
}

async function filesAt(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) {
    const files = await glob('**/*', { cwd: path, onlyFiles: true, dot: false, expandDirectories: false });
    if (files.length === 0) throw new InputError(`no files in the folder \`${path}\``);
    return files.sort(byCodeUnit).map((file) => join(path, file));
  }
  if (found?.isFile()) return [path];
  if (found) throw new InputError(`\`${path}\` is neither a file nor a folder`);
  if (!isDynamicPattern(path)) throw new InputError(`no such file or folder: \`${path}\``);
  const files = await glob(path, { onlyFiles: true, expandDirectories: false, absolute: isAbsolute(path) });
  if (files.length === 0) throw new InputError(`no file matches \`${path}\``);
  return files.sort(byCodeUnit);
}

const byCodeUnit = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

async function spool({ stdin, maximumSpool }: InputOptions): Promise<Input> {
  if (!stdin) throw new InputError('standard input is not available here');
  const folder = await mkdtemp(join(tmpdir(), 'ipradar-stdin-'));
  const release = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'stdin');
  let size = 0;
  try {
    await pipeline(
      Readable.from(stdin, { objectMode: false }),
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          size += chunk.length;
          if (size > maximumSpool) throw new InputError(`standard input is longer than ${maximumSpool} bytes`);
          yield chunk;
        }
      },
      createWriteStream(path),
    );
  } catch (error) {
    await release();
    throw error;
  }
  return { name: '-', path, size, release };
}

/** Name of the package as it stands in a record's source. */
export function packageNameOf(input: Pick<Input, 'name'>): string {
  return input.name === '-' ? 'stdin' : basename(input.name);
}
