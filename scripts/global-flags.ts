import { resolveConfiguration, type ResolvedConfiguration } from './config.js';

/** Flags that stand for options of the configuration, as commander names them. */
export interface GlobalFlags {
  data?: string;
  host?: string;
  port?: string;
  watch?: string;
}

/** The configuration of this command: flags, then environment, then defaults. A misspelt variable is told on standard error. */
export function configure(flags: GlobalFlags): ResolvedConfiguration {
  const resolved = resolveConfiguration({
    environment: process.env,
    flags: { '--data': flags.data, '--host': flags.host, '--port': flags.port, '--watch': flags.watch },
  });
  for (const { name, nearest } of resolved.unknownVariables) {
    console.error(`ipradar: no option has the variable ${name}${nearest ? `; did you mean ${nearest}?` : ''}`);
  }
  return resolved;
}
