import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./main.js', import.meta.url));

/** A process of main.ts and what it has said so far. */
export class DisturbedProcess {
  private text = '';
  private readonly child: ChildProcess;
  private readonly ended: Promise<void>;
  private listeners: (() => void)[] = [];

  /** @param shell text of a shell command before the program, for limits: it ends in `exec "$@"` */
  constructor(args: readonly string[], shell?: string) {
    const command = [process.execPath, program, ...args];
    this.child = shell
      ? spawn('sh', ['-c', shell, 'sh', ...command], { stdio: ['ignore', 'pipe', 'pipe'] })
      : spawn(command[0] ?? '', command.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        this.text += chunk;
        for (const listener of this.listeners) listener();
      });
    this.ended = new Promise((resolve) => this.child.once('close', () => resolve()));
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get lines(): string[] {
    return this.text.split('\n').filter((line) => line !== '');
  }

  /** Resolves when a line begins with `start`; rejects when the process ends without it. */
  async until(start: string): Promise<string> {
    const find = () => this.lines.find((line) => line.startsWith(start));
    const told = new Promise<void>((resolve) => {
      const listener = () => {
        if (find()) resolve();
      };
      this.listeners.push(listener);
      listener();
    });
    await Promise.race([told, this.ended]);
    const line = find();
    if (line === undefined) throw new Error(`the process ended without \`${start}\`: ${this.text}`);
    return line;
  }

  async end(): Promise<string[]> {
    await this.ended;
    return this.lines;
  }

  /** Kills it as an operating system does, without a word. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}
