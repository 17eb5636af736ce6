import type { Cluster } from '../cluster.js';
import { type BulkSettings, sendBulk } from './bulk.js';
import type { RecordIndexes } from './record-indexes.js';
import type { StoredVersions } from './stored-versions.js';

const pageSize = 1000;

/**
 * Removes versions that no search can ask for any more, with their raw bytes.
 * @param sequence oldest commit that a search may still speak of: what ended with it or before is in none
 */
export async function removeEnded(
  cluster: Cluster,
  indexes: RecordIndexes,
  versions: StoredVersions,
  settings: BulkSettings,
  sequence: number,
): Promise<number> {
  let removed = 0;
  for (;;) {
    const ended = await versions.search([{ range: { to: { lte: sequence } } }], pageSize);
    // Raw bytes first: a version without them is found again after an end in between.
    const raws = ended.filter(({ raw }) => raw).map(({ key }) => ({ index: indexes.raw, id: key }));
    for (const actions of [raws, ended.map(({ index, key }) => ({ index, id: key }))])
      for (const reason of await sendBulk(cluster, actions, settings)) if (reason) throw reason;
    removed += ended.length;
    if (ended.length > 0) await indexes.refresh();
    if (ended.length < pageSize) return removed;
  }
}
