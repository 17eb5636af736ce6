import { exitCodes } from '../exit-codes.js';
import { configure, type GlobalFlags } from '../global-flags.js';
import { printLine } from '../print.js';
import { renderTable } from '../table.js';

/** `ipradar config`: every option resolved, secrets masked, with its origin. */
export async function runConfig(flags: GlobalFlags, { json }: { json?: boolean }): Promise<number> {
  const { resolved } = configure(flags);
  const shown = resolved.map((option) => ({
    option: `${option.room}.${option.member}`,
    value: option.isSecret ? '********' : option.value,
    origin: option.origin,
    environment: option.env,
    flag: option.flag,
    description: option.description,
  }));
  if (json) await printLine(JSON.stringify(Object.fromEntries(shown.map(({ option, ...rest }) => [option, rest]))));
  else {
    const rows = shown.map(({ option, value, origin, environment, description }) => [
      option,
      String(value),
      origin,
      environment,
      description,
    ]);
    await printLine(renderTable(['option', 'value', 'from', 'environment', 'what'], rows));
  }
  return exitCodes.ok;
}
