import { type Cluster, patience } from '../cluster.js';
import { forever } from '../snapshot.js';
import { endingWith } from './batch.js';
import { type BulkSettings, sendBulk } from './bulk.js';
import { lenient, type RecordIndexes } from './record-indexes.js';
import type { StoredVersions } from './stored-versions.js';

const pageSize = 200;

/**
 * Takes back whatever a batch wrote that was never committed: its versions go, and those that it marked as ending with it are open again. What a killed
 * writer left behind is found by its numbers alone; run again after an end in the middle, it goes on.
 */
export async function rollBack(
  cluster: Cluster,
  indexes: RecordIndexes,
  versions: StoredVersions,
  settings: BulkSettings,
  /** Number of the newest commit. */
  sequence: number,
): Promise<void> {
  await indexes.refresh();
  await indexes.refreshRaw();
  const uncommitted = { query: { range: { from: { gt: sequence } } } };
  const querystring = { ...lenient, conflicts: 'proceed', refresh: true };
  const options = { querystring, timeout: patience };
  await cluster.call('POST', indexes.path('_delete_by_query'), uncommitted, options);
  await cluster.find('POST', `/${indexes.raw}/_delete_by_query`, uncommitted, options);
  for (;;) {
    const closed = await versions.search([{ range: { to: { gt: sequence, lt: forever } } }], pageSize);
    const actions = await endingWith(versions, closed, forever);
    for (const reason of await sendBulk(cluster, actions, settings)) if (reason) throw reason;
    if (closed.length > 0) await indexes.refresh();
    if (closed.length < pageSize) return;
  }
}
