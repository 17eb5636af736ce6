import { resolveConfiguration, type ResolvedConfiguration } from './config.js';

/** Flags that stand for options of the configuration, as commander names them. */
export interface GlobalFlags {
  data?: string;
  host?: string;
  port?: string;
}

/** The configuration of this command: flags, then environment, then defaults. */
export function configure(flags: GlobalFlags): ResolvedConfiguration {
  return resolveConfiguration({
    environment: process.env,
    flags: { '--data': flags.data, '--host': flags.host, '--port': flags.port },
  });
}
