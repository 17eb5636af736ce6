/** Writes to standard output and waits until it is taken: `process.exitCode` alone does not cut a long answer, a pipe may be slow. */
export function print(text: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      // `ipradar search … | head` closes the pipe early; that is no failure.
      if (error && (error as NodeJS.ErrnoException).code !== 'EPIPE') reject(error);
      else resolve();
    });
  });
}

export const printLine = (text: string): Promise<void> => print(`${text}\n`);

/** Cells that a table may take: the terminal's width, or a generous line for files and pipes. */
export const terminalWidth = (): number => process.stdout.columns ?? 160;
