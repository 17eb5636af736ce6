import type { IpRecord } from '../../../domain/record.js';
import type { RightType } from '../../../domain/record-base.js';
import { EngineError } from '../../engine.js';
import type { Cluster } from '../cluster.js';
import { forever } from '../snapshot.js';
import { type BulkAction, type BulkSettings, sendBulk } from './bulk.js';
import { applyChange, type Change, type Draft, reject } from './changes.js';
import type { RecordIndexes } from './record-indexes.js';
import type { StoredVersion, StoredVersions } from './stored-versions.js';
import { type PreparedRecord, prepareRecord, rawBody, versionBody, versionId } from './version-documents.js';

/** What the batch has made of one record so far. */
interface Entry {
  /** The version that is committed. */
  base?: StoredVersion;
  /** Whether the committed version is marked as ending with this batch. */
  isClosed: boolean;
  /** The version that this batch has written. */
  own?: { index: string; type: RightType; hash: string; length: number };
}

/**
 * One commit in the making. New versions are written with the number of the commit to come, and the versions that they replace are marked as ending with
 * it: nobody sees either before that number is committed (snapshot.ts).
 */
export class Batch {
  private readonly entries = new Map<string, Entry>();
  /** Newest day that its records speak of. */
  dataDay: number | undefined;

  constructor(
    private readonly cluster: Cluster,
    private readonly indexes: RecordIndexes,
    private readonly versions: StoredVersions,
    private readonly settings: BulkSettings,
    /** Number of this commit. */
    readonly sequence: number,
  ) {}

  get isEmpty(): boolean {
    return [...this.entries.values()].every(({ isClosed, own }) => !isClosed && !own);
  }

  /** Applies changes in their order, and writes what comes of them. @throws EngineError; the batch is then to be rolled back */
  async flush(changes: readonly Change[]): Promise<void> {
    const ids = [...new Set(changes.map(({ id }) => id))];
    await this.lookUp(ids);
    const drafts = await this.readDrafts(changes, ids);
    for (const change of changes) applyChange(change, drafts.get(change.id) as Draft); // one for each id
    await this.write(drafts);
    for (const { outcomes } of drafts.values()) for (const tell of outcomes) tell();
  }

  private async lookUp(ids: readonly string[]): Promise<void> {
    const unknown = ids.filter((id) => !this.entries.has(id));
    const found = await this.versions.find(unknown, this.sequence - 1);
    for (const id of unknown) this.entries.set(id, { base: found.get(id), isClosed: false });
  }

  /** The records as they are now. What is put again unchanged need not be read. */
  private async readDrafts(changes: readonly Change[], ids: readonly string[]): Promise<Map<string, Draft>> {
    const touched = new Set<string>();
    for (const change of changes)
      if (change.kind === 'delete' || change.prepared?.hash !== this.currentOf(change.id)?.hash) touched.add(change.id);
    const wanted = [...touched].flatMap((id) => this.currentOf(id) ?? []);
    const records = await this.versions.readRecords(wanted);
    return new Map(
      ids.map((id) => {
        const current = this.currentOf(id);
        const record = current && records.get(current.key);
        const draft: Draft = {
          record,
          hash: current?.hash ?? '',
          hasRaw: false,
          isChanged: false,
          outcomes: [],
          written: [],
        };
        return [id, draft];
      }),
    );
  }

  /** The version of a record that this batch goes on from. */
  private currentOf(id: string): { index: string; key: string; hash: string } | undefined {
    const entry = this.entries.get(id);
    if (entry?.own) return { ...entry.own, key: versionId(id, this.sequence) };
    return entry?.isClosed ? undefined : entry?.base;
  }

  private async write(drafts: ReadonlyMap<string, Draft>): Promise<void> {
    const accepted: [string, Draft][] = [];
    await this.writeVersions(drafts, (id, draft) => accepted.push([id, draft]));
    for (const [id, draft] of drafts) {
      if (!draft.isChanged || draft.record) continue;
      draft.outcomes.push(...draft.written.map((tell) => () => tell('written')));
      accepted.push([id, draft]);
    }
    await this.closeReplaced(accepted);
  }

  /** Writes the new versions; those that the server refuses are told so, and leave what was there. */
  private async writeVersions(drafts: ReadonlyMap<string, Draft>, accept: (id: string, draft: Draft) => void) {
    const puts: {
      id: string;
      draft: Draft;
      record: IpRecord;
      prepared: PreparedRecord;
      action: BulkAction;
      raw?: BulkAction;
    }[] = [];
    for (const [id, draft] of drafts) {
      const { record, hash, raw, hasRaw, isChanged } = draft;
      if (!isChanged || !record) continue;
      const prepared = this.prepare(record, draft);
      if (!prepared) continue;
      const index = await this.indexes.ofType(record.type);
      const head = { id, from: this.sequence, hash, raw: hasRaw };
      const key = versionId(id, this.sequence);
      puts.push({
        id,
        draft,
        record,
        prepared,
        action: { index, id: key, body: versionBody(prepared, head, forever) },
        raw: raw && { index: await this.indexes.ofRaw(), id: key, body: rawBody(raw(), this.sequence) },
      });
    }
    const actions = puts.flatMap(({ action, raw }) => (raw ? [action, raw] : [action]));
    const answers = await sendBulk(this.cluster, actions, this.settings);
    const refused = new Map(actions.map((action, place) => [action, answers[place]]));
    for (const { id, draft, record, prepared, action, raw } of puts) {
      const { index } = action;
      const failed = raw && refused.get(raw);
      if (failed) throw failed;
      const reason = refused.get(action);
      if (reason && reason.code !== 'rejected') throw reason;
      if (reason) {
        reject(draft, reason);
        continue;
      }
      const entry = this.entries.get(id) as Entry; // looked up before
      const moved = entry.own && entry.own.index !== index ? entry.own.index : undefined;
      if (moved) await sendBulk(this.cluster, [{ index: moved, id: versionId(id, this.sequence) }], this.settings);
      entry.own = { index, type: record.type, hash: draft.hash, length: prepared.length };
      if (prepared.dataDay !== undefined) this.dataDay = Math.max(this.dataDay ?? prepared.dataDay, prepared.dataDay);
      draft.outcomes.push(...draft.written.map((tell) => () => tell('written')));
      accept(id, draft);
    }
  }

  private prepare(record: IpRecord, draft: Draft): PreparedRecord | undefined {
    try {
      return draft.prepared ?? prepareRecord(record);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      reject(draft, error);
      return undefined;
    }
  }

  /** Marks committed versions as ending with this batch, and takes back what it had written of records that are to go. */
  private async closeReplaced(accepted: readonly [string, Draft][]): Promise<void> {
    const actions: BulkAction[] = [];
    const closing: Entry[] = [];
    for (const [id, { record }] of accepted) {
      const entry = this.entries.get(id) as Entry; // looked up before
      if (!record && entry.own) {
        const key = versionId(id, this.sequence);
        actions.push({ index: entry.own.index, id: key }, { index: this.indexes.raw, id: key });
        entry.own = undefined;
      }
      if (entry.base && !entry.isClosed) closing.push(entry);
    }
    const bases = closing.flatMap(({ base }) => base ?? []);
    actions.push(...(await endingWith(this.versions, bases, this.sequence)));
    const refused = await sendBulk(this.cluster, actions, this.settings);
    for (const reason of refused) if (reason) throw reason;
    for (const entry of closing) entry.isClosed = true;
  }

  /**
   * Compares what the index holds under the number of this commit with what was sent: nothing may be missing, and nothing may have come from a writer that
   * lost its lease. What was sent has to be refreshed.
   * @throws EngineError `unavailable`
   */
  async verify(): Promise<void> {
    const entries = [...this.entries.values()];
    const { sequence } = this;
    const found = await this.versions.count({ from: { term: { from: sequence } }, to: { term: { to: sequence } } });
    for (const [field, wanted] of [
      ['from', entries.filter(({ own }) => own).length],
      ['to', entries.filter(({ isClosed }) => isClosed).length],
    ] as const)
      if (found[field] !== wanted)
        throw new EngineError(
          'unavailable',
          `the index holds ${found[field]} of ${wanted} versions that ${field === 'from' ? 'begin' : 'end'} with commit ${sequence}: nothing of it is committed`,
        );
  }

  /** What the batch changes in the numbers of living records and of their words. */
  countChanges(): { records: Map<string, number>; words: number } {
    const records = new Map<string, number>();
    let words = 0;
    const add = (type: string, change: number) => records.set(type, (records.get(type) ?? 0) + change);
    for (const { base, isClosed, own } of this.entries.values()) {
      if (base && isClosed) {
        add(typeOf(base.index), -1);
        words -= base.length;
      }
      if (own) {
        add(own.type, 1);
        words += own.length;
      }
    }
    return { records, words };
  }
}

/** The right type in the name of an index: `ipradar-geographical-indication-3`. */
const typeOf = (index: string): string =>
  /(patent|design|trademark|geographical-indication|layout-design)-\d+$/.exec(index)?.[1] ?? '';

/** Committed versions written once more, as ending with a commit, or with none. */
export async function endingWith(
  versions: StoredVersions,
  stored: readonly StoredVersion[],
  to: number,
): Promise<BulkAction[]> {
  const records = await versions.readRecords(stored);
  return stored.flatMap(({ index, key, id, from, hash, raw }) => {
    const record = records.get(key);
    return record ? { index, id: key, body: versionBody(prepareRecord(record), { id, from, hash, raw }, to) } : [];
  });
}
