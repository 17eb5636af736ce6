import { exitCodes } from '../exit-codes.js';
import { configure, type GlobalFlags } from '../global-flags.js';
import { runServer } from '../serve-until-signal.js';

/** `ipradar serve`: log lines on standard output, the address on standard error. */
export async function runServe(flags: GlobalFlags): Promise<number> {
  const { configuration } = configure(flags);
  await runServer(configuration, (url) => console.error(`ipradar listens on ${url} (Ctrl-C ends)`));
  return exitCodes.ok;
}
