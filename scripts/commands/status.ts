import { exitCodes } from '../exit-codes.js';
import { configure, type GlobalFlags } from '../global-flags.js';
import { printLine } from '../print.js';
import { renderTable } from '../table.js';
import { withServices } from '../with-services.js';

/** `ipradar status`: records by type, how many a search finds, data day, engine details and packages by state. */
export async function runStatus(globals: GlobalFlags, { json }: { json?: boolean }): Promise<number> {
  const { configuration } = configure(globals);
  await withServices(configuration, async (services, engine) => {
    const health = await services.health();
    // A probe of the index: what the store holds has to be what a search finds.
    const [searchable = 0] = await engine.count([{ kind: 'all' }]);
    const packages = await services.packages();
    const states = packages.reduce<Record<string, number>>((counts, { state }) => {
      return { ...counts, [state]: (counts[state] ?? 0) + 1 };
    }, {});
    if (json)
      return printLine(JSON.stringify({ folder: configuration.data.folder, ...health, searchable, packages: states }));
    const rows = [
      ['folder', configuration.data.folder],
      ['data to', health.dataDate ?? 'no data yet'],
      ...Object.entries(health.records).map(([type, count]) => [type, count.toLocaleString('en')]),
      ['searchable', searchable.toLocaleString('en')],
      ...Object.entries(states).map(([state, count]) => [`packages ${state}`, count.toLocaleString('en')]),
      ...Object.entries(health.details).flatMap(([name, value]) => (name === 'folder' ? [] : [[name, String(value)]])),
    ];
    return printLine(renderTable(['', 'status'], rows));
  });
  return exitCodes.ok;
}
