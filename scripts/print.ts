// `ipradar search … | head` closes the pipe early; that is no failure, there is only nobody left to read.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

/** Writes to standard output and waits until it is taken: a pipe may be slow, and the exit must not cut a long answer. */
export function print(text: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (error && (error as NodeJS.ErrnoException).code !== 'EPIPE') reject(error);
      else resolve();
    });
  });
}

export const printLine = (text: string): Promise<void> => print(`${text}\n`);

/** Cells that a table may take: the terminal's width, or a generous line for files and pipes. */
export const terminalWidth = (): number => process.stdout.columns ?? 160;
