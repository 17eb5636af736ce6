import { copyRecords } from '../../engine/copy-records.js';
import { exitCodes } from '../exit-codes.js';
import { ConfigurationError, type Configuration } from '../config.js';
import { configure, type GlobalFlags } from '../global-flags.js';
import { runMaintenance } from '../maintenance-run.js';
import { openEngine } from '../open-engine.js';

type EngineKind = Configuration['engine']['kind'];
const kinds: readonly string[] = ['embedded', 'elasticsearch'] satisfies EngineKind[];
const isKind = (name: string): name is EngineKind => kinds.includes(name);

const number = (count: number): string => count.toLocaleString('en');

/** `ipradar migrate FROM TO`: every record, its raw bytes and the ledger from one engine to the other; the data folder and the cluster are the configured ones. */
export async function runMigrate(
  globals: GlobalFlags,
  from: string,
  to: string,
  flags: { json?: boolean },
): Promise<number> {
  const { configuration } = configure(globals);
  if (!isKind(from) || !isKind(to) || from === to)
    throw new ConfigurationError(
      `\`migrate\` goes from one of \`${kinds.join('`, `')}\` to another, not from \`${from}\` to \`${to}\``,
    );
  const open = (kind: EngineKind) => openEngine({ ...configuration, engine: { ...configuration.engine, kind } }, 0);
  const source = await open(from);
  const target = await open(to);
  let refused = 0;
  const onReject = (id: string, reason: string): void => console.error(`ipradar: ${id} is not in ${to}: ${reason}`);
  try {
    const code = await runMaintenance(`migrate ${from} ${to}`, async ({ progress, signal }) => {
      const summary = await copyRecords(source, target, { progress, onReject, signal });
      refused = summary.rejected;
      const [had, has] = [await source.health(), await target.health()].map(({ records }) => records);
      if (flags.json) return JSON.stringify({ from, to, ...summary, source: had, target: has });
      const { records, written, unchanged, rejected, gone, packages } = summary;
      return (
        `${number(records - rejected - gone)} records of ${from} are in ${to}: ${number(written)} written, ${number(unchanged)} unchanged by this run` +
        `${rejected > 0 ? `, ${number(rejected)} refused` : ''}` +
        `${gone > 0 ? `, ${number(gone)} deleted meanwhile` : ''}; ${number(packages)} packages in its ledger`
      );
    });
    return code === exitCodes.ok && refused > 0 ? exitCodes.failure : code;
  } finally {
    await source.close();
    await target.close();
  }
}
