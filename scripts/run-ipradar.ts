import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Runs the real command line in a process of its own, for tests and checks. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

const program = fileURLToPath(new URL('./ipradar.js', import.meta.url));

/** `environment` comes on top of this process's own; `cwd` is the folder it runs in. */
export function startIpradar(
  args: readonly string[],
  environment: Record<string, string> = {},
  cwd?: string,
): ChildProcess {
  return spawn(process.execPath, [program, ...args], {
    env: { ...process.env, ...environment },
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

export async function runIpradar(
  args: readonly string[],
  environment?: Record<string, string>,
  cwd?: string,
): Promise<Ended> {
  const child = startIpradar(args, environment, cwd);
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => (texts[name] += chunk));
  }
  return { code: await exitOf(child), ...texts };
}

export const exitOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('close', (code) => resolve(code)));

/** First group of `pattern` on standard error; rejects when the process ends without it. */
export function readUntil(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = pattern.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('close', () => reject(new Error(`the process ended without ${pattern}: ${text}`)));
  });
}
