import { exitCodes } from './exit-codes.js';
import { onInterrupt } from './on-interrupt.js';
import { printLine } from './print.js';
import { createStatusLine } from './status-line.js';

export interface MaintenanceRun {
  signal: AbortSignal;
  /** Shown as a share on standard error. */
  progress(state: { done: number; total: number }): void;
}

/**
 * Runs a long command on the data folder: progress on standard error, its line on standard output. Ctrl-C ends it at the next step; what is done stays done.
 * @param name how the command is called again
 */
export async function runMaintenance(name: string, act: (run: MaintenanceRun) => Promise<string>): Promise<number> {
  const interrupt = onInterrupt('ending at the next step; once more ends at once');
  const line = createStatusLine();
  try {
    const told = await act({
      signal: interrupt.signal,
      progress: ({ done, total }) =>
        line.show(() => `${total > 0 ? Math.floor((done / total) * 100) : 100}% | ${name}`),
    });
    line.erase();
    await printLine(told);
    return exitCodes.ok;
  } catch (error) {
    line.erase();
    if (!interrupt.signal.aborted) throw error;
    console.error(`ipradar: interrupted; the same command goes on where this one ended`);
    return exitCodes.interrupted;
  } finally {
    interrupt.release();
  }
}
