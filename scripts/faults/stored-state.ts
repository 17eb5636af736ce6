import { createHash } from 'node:crypto';
import type { Engine } from '../../engine/engine.js';

/** What an engine holds, to be compared with what an undisturbed run left. */
export interface StoredState {
  /** Digest of each record with its raw bytes, by id. */
  records: Map<string, string>;
  /** Records by type, as the engine counts them. */
  counts: Record<string, number>;
  /** Ids that a scan gave more than once. */
  twice: string[];
  /** Ledger lines by file: what was read and written. */
  ledger: Record<string, string>;
}

export async function readState(engine: Engine): Promise<StoredState> {
  const records = new Map<string, string>();
  const twice: string[] = [];
  let waiting: Promise<void>[] = [];
  for await (const id of engine.scan({ kind: 'all' })) {
    if (records.has(id)) twice.push(id);
    records.set(id, '');
    waiting.push(
      digestOf(engine, id).then((digest) => {
        records.set(id, digest);
      }),
    );
    if (waiting.length === 32) {
      await Promise.all(waiting);
      waiting = [];
    }
  }
  await Promise.all(waiting);
  const ledger: Record<string, string> = {};
  for (const { value } of await engine.checkpoints('package:')) {
    const { file, read, rejected, state } = value as { file: string; read: number; rejected: number; state: string }; // LedgerEntry
    ledger[file.split('/').at(-1) ?? file] = `${state}: ${read} read, ${rejected} rejected`;
  }
  return { records, counts: (await engine.health()).records, twice, ledger };
}

async function digestOf(engine: Engine, id: string): Promise<string> {
  const [record, source] = await Promise.all([engine.get(id), engine.source(id)]);
  return createHash('sha1')
    .update(JSON.stringify(sorted(record)))
    .update(source ?? '')
    .digest('hex');
}

/** Members in one order: engines need not keep it. The path of the package is that of the run. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'package')
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => [name, sorted(each)]),
  );
}

/** What differs, in words; empty when nothing does. */
export function differences(found: StoredState, wanted: StoredState): string[] {
  const told: string[] = [];
  const missing = [...wanted.records.keys()].filter((id) => !found.records.has(id));
  const more = [...found.records.keys()].filter((id) => !wanted.records.has(id));
  const other = [...wanted.records].filter(([id, digest]) => found.records.has(id) && found.records.get(id) !== digest);
  if (missing.length > 0) told.push(`${missing.length} records are missing (${missing.slice(0, 3).join(', ')})`);
  if (more.length > 0) told.push(`${more.length} records too many (${more.slice(0, 3).join(', ')})`);
  if (other.length > 0) told.push(`${other.length} records are not the same (${other[0]?.[0]})`);
  if (found.twice.length > 0) told.push(`${found.twice.length} ids came twice (${found.twice[0]})`);
  for (const name of ['counts', 'ledger'] as const)
    for (const key of new Set([...Object.keys(found[name]), ...Object.keys(wanted[name])]))
      if (found[name][key] !== wanted[name][key])
        told.push(`${name}: ${key} is ${found[name][key]}, ${wanted[name][key]} was wanted`);
  return told;
}
