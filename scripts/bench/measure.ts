import { performance } from 'node:perf_hooks';
import { spawnSync } from 'node:child_process';

/** Median of a non-empty list. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** Value below which `share` (0-1) of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
}

/** Milliseconds of CPU that this process has used, every thread counted: what other programs do meanwhile is not in them. */
export function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

export interface Cost {
  /** Wall seconds. */
  wall: number;
  /** User and system seconds of this process, every thread counted. */
  cpu: number;
}

/** Runs `work` once and tells what it cost. */
export async function costOf(work: () => Promise<unknown> | unknown): Promise<Cost> {
  const wallBefore = performance.now();
  const cpuBefore = process.cpuUsage();
  await work();
  const cpu = process.cpuUsage(cpuBefore);
  return { wall: (performance.now() - wallBefore) / 1_000, cpu: (cpu.user + cpu.system) / 1e6 };
}

/** CPU seconds of an outside command, or undefined when it is not installed. Throws when it fails: half a run is no figure. */
export function cpuOfCommand(command: string, args: readonly string[]): number | undefined {
  const quoted = [command, ...args].map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
  const run = spawnSync(
    'bash',
    ['-c', `TIMEFORMAT='%U %S'; command -v ${command} >/dev/null || exit 127; time ${quoted} >/dev/null 2>/dev/null`],
    {
      encoding: 'utf8',
    },
  );
  if (run.status === 127) return undefined;
  if (run.status !== 0) throw new Error(`${command} ended with ${run.status}`);
  const [user, system] = run.stderr.trim().split('\n').at(-1)?.split(' ').map(Number) ?? [];
  return (user ?? NaN) + (system ?? NaN);
}

/** One row of a Markdown table. */
export const row = (...cells: (string | number)[]): string => `| ${cells.join(' | ')} |`;

export const round = (value: number, digits = 2): string => value.toFixed(digits);

/** A figure with what it has to reach and whether it does. */
export function judge(what: string, value: number, relation: '<=' | '>=', bound: number, unit: string): string {
  const isMet = relation === '<=' ? value <= bound : value >= bound;
  return `${what}: ${round(value)}${unit} (floor ${relation} ${bound}${unit}: ${isMet ? 'met' : 'MISSED'})`;
}
