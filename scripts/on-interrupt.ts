import { exitCodes } from './exit-codes.js';

export interface Interrupt {
  signal: AbortSignal;
  /** Gives the signals back. */
  release(): void;
}

/** First SIGINT or SIGTERM: `signal` aborts and the message is shown; the second ends the process. */
export function onInterrupt(message: string): Interrupt {
  const controller = new AbortController();
  const handle = (): void => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    controller.abort();
    console.error(`ipradar: ${message}`);
  };
  process.on('SIGINT', handle);
  process.on('SIGTERM', handle);
  return {
    signal: controller.signal,
    release() {
      process.off('SIGINT', handle);
      process.off('SIGTERM', handle);
    },
  };
}
