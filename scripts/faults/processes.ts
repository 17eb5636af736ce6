import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { promisify } from 'node:util';

export const program = 'dist/scripts/ipradar.js';

/** The product's own processes with one configuration; what they print is kept in a file. */
export class Processes {
  private readonly children = new Set<ChildProcess>();

  constructor(
    readonly environment: Record<string, string>,
    private readonly log: string,
  ) {}

  /** Starts a command that goes on until it is stopped. */
  start(...words: string[]): ChildProcess {
    const child = spawn(process.execPath, [program, ...words], {
      env: { ...process.env, ...this.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => appendFileSync(this.log, text));
    this.children.add(child);
    child.once('exit', () => this.children.delete(child));
    return child;
  }

  /** Runs a command to its end; its standard output. @throws when it fails */
  async run(...words: string[]): Promise<string> {
    const options = { env: { ...process.env, ...this.environment }, maxBuffer: 1 << 28 };
    return (await promisify(execFile)(process.execPath, [program, ...words], options)).stdout;
  }

  async stop(): Promise<void> {
    const ended = [...this.children].map((child) => new Promise((resolve) => child.once('exit', resolve)));
    for (const child of this.children) child.kill('SIGTERM');
    const late = setTimeout(() => {
      for (const child of this.children) child.kill('SIGKILL');
    }, 60_000);
    await Promise.all(ended);
    clearTimeout(late);
  }
}
