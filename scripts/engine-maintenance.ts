import { reindexFolder } from '../engine/embedded/repair.js';
import { verifyFolder } from '../engine/embedded/verify.js';
import type { Maintenance } from '../workers/maintenance.js';

/** What the embedded engine does to itself, for jobs. */
export function maintainEmbedded(directory: string): Maintenance {
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
  };
}
