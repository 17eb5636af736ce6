/** One line on standard error that is redrawn on a terminal; elsewhere a plain line now and then. */
export interface StatusLine {
  /** Shows the text when it is time for it; `seconds` run since the line was made. */
  show(describe: (seconds: number) => string): void;
  erase(): void;
}

const plainInterval = 5_000;
const terminalInterval = 200;

export function createStatusLine(): StatusLine {
  const isTerminal = process.stderr.isTTY === true;
  const interval = isTerminal ? terminalInterval : plainInterval;
  const startedAt = performance.now();
  let shownAt = startedAt;
  return {
    show(describe) {
      const now = performance.now();
      if (now - shownAt < interval) return;
      shownAt = now;
      const text = describe((now - startedAt) / 1000);
      process.stderr.write(isTerminal ? `\r\x1b[K${text.slice(0, (process.stderr.columns ?? 80) - 1)}` : `${text}\n`);
    },
    erase() {
      if (isTerminal) process.stderr.write('\r\x1b[K');
    },
  };
}
