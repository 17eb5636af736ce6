import type { Generations } from '../engine/generations.js';
import type { Maintenance } from '../workers/maintenance.js';
import type { Configuration } from './config.js';
import { elasticsearchOptions } from './open-engine.js';

/** What the configured engine does to itself, for jobs; `close` when no job runs any more. */
export async function openMaintenance(
  configuration: Configuration,
): Promise<{ maintenance: Maintenance; close(): Promise<void> }> {
  const { data, engine } = configuration;
  if (engine.kind === 'embedded')
    return { maintenance: await maintainEmbedded(data.folder), close: () => Promise.resolve() };
  const generations = await openConfiguredGenerations(configuration);
  return { maintenance: maintainGenerations(generations), close: () => generations.close() };
}

/** Generations of the configured cluster. */
export async function openConfiguredGenerations(configuration: Configuration): Promise<Generations> {
  const { openGenerations } = await import('../engine/elasticsearch/generations.js');
  return openGenerations(elasticsearchOptions(configuration));
}

async function maintainEmbedded(directory: string): Promise<Maintenance> {
  const { reindexFolder } = await import('../engine/embedded/repair.js');
  const { verifyFolder } = await import('../engine/embedded/verify.js');
  return {
    refresh: {
      act: async ({ signal, progress }) => (await reindexFolder({ directory, signal, progress })).total,
    },
    selfcheck: {
      async act({ signal, progress }) {
        const findings = await verifyFolder(directory, (state) => {
          signal.throwIfAborted();
          progress(state);
        });
        return findings.map(({ path, what, mendedBy }) => `\`${path}\` ${what} (${mendedBy})`);
      },
    },
    prune: { lacking: 'the embedded engine removes its old segments by itself' },
  };
}

function maintainGenerations(generations: Generations): Maintenance {
  const findInService = async () => (await generations.list()).find(({ state }) => state === 'in service');
  return {
    refresh: {
      async act({ signal, progress }) {
        await generations.rebuild({ signal, progress: ({ done, all }) => progress({ done, total: all }) });
        const { records = {} } = (await findInService()) ?? {};
        return Object.values(records).reduce((sum, each) => sum + each, 0);
      },
    },
    selfcheck: {
      async act() {
        const inService = await findInService();
        return inService ? generations.validate(inService.number) : [];
      },
    },
    prune: { act: async () => ((await findInService()) ? (await generations.prune()).length : 0) },
  };
}
