import type { DocumentIdCandidate } from '../domain/document-id.js';
import { parseDocumentId } from '../domain/document-id.js';
import { publicSince } from '../domain/life-status.js';
import type { LifeStatus } from '../domain/life.js';
import type { IpRecord } from '../domain/record.js';
import type { SourceReference } from '../domain/record-base.js';
import type { IsoDate, LocalizedText } from '../domain/text.js';
import type { Engine } from '../engine/engine.js';
import type { CheckedNode, NumberLeaf } from '../query/tree.js';
import type { Clock } from './clock.js';
import { statusOfRecord, titlesOf } from './projection.js';
import { NotFound } from './service-error.js';
import { eventsUntil } from './timeline-service.js';

/** The record's own members and what is true of it on the day. */
export type RecordAnswer = IpRecord & { meta: RecordMeta };

export interface RecordMeta {
  dataDate: IsoDate | null;
  /** Day that `status` speaks of. */
  asOf: IsoDate;
  status: LifeStatus;
}

/** One of several records that a number can mean. */
export interface RecordCandidate {
  id: string;
  type: string;
  title: LocalizedText[];
  url: string;
  /** How the number was read to find this one. */
  reason: string;
}

export type Resolution =
  { kind: 'one'; record: IpRecord } | { kind: 'several'; candidates: RecordCandidate[]; count: number };

export interface SourceAnswer {
  bytes: Uint8Array;
  source: SourceReference;
}

export interface RecordService {
  /**
   * The record that a person means by any spelling of a number.
   * @throws NotFound with the nearest number as a hint.
   */
  resolve(text: string, signal?: AbortSignal): Promise<Resolution>;
  /** The whole record, as known on a day. @throws NotFound when it was not public then. */
  answer(record: IpRecord, asOf?: IsoDate): Promise<RecordAnswer>;
  /** Raw bytes of the record's newest source. @throws NotFound when they were not kept. */
  source(record: IpRecord): Promise<SourceAnswer>;
}

/** Candidates that an ambiguous answer lists; `count` says how many there are. */
const maximumCandidates = 100;

/** Roles of a number that name the record itself; a priority number names another. */
const ownRoles: Record<string, readonly string[]> = {
  publication: ['PN'],
  application: ['AN'],
  registration: ['RN'],
};

export function createRecordService(engine: Engine, clock: Clock): RecordService {
  const ownNumberFields = Object.values(ownRoles).flat();

  /** A number whose office is unknown is looked for in every role. */
  const fieldsOf = ({ office, role }: DocumentIdCandidate): string[] => {
    const codes = office === undefined ? ownNumberFields : (ownRoles[role] ?? []);
    return codes.length > 0 ? [...codes] : ownNumberFields;
  };

  const find = (query: CheckedNode, limit: number, signal?: AbortSignal) =>
    engine.search({ query, sort: [{ by: 'id', direction: 'asc' }], limit, offset: 0 }, signal);

  /** Every record that one of the readings finds, with the first reading that does. */
  const findByReadings = async (
    readings: readonly DocumentIdCandidate[],
    signal?: AbortSignal,
  ): Promise<Resolution | undefined> => {
    if (readings.length === 0) return undefined;
    const leaves = readings.map((each): NumberLeaf => {
      return { kind: 'number', fields: fieldsOf(each), keys: each.keys, match: 'exact' };
    });
    const { hits, count } = await find({ kind: 'or', children: leaves }, maximumCandidates, signal);
    const [first] = hits;
    if (!first) return undefined;
    if (count === 1) return { kind: 'one', record: first.record };
    const ranks = new Map<string, number>();
    for (const [rank, leaf] of leaves.entries()) {
      const found = await find(leaf, maximumCandidates, signal);
      for (const { id } of found.hits) if (!ranks.has(id)) ranks.set(id, rank);
    }
    const rankOf = (id: string): number => ranks.get(id) ?? leaves.length;
    const candidates = hits
      .sort((a, b) => rankOf(a.id) - rankOf(b.id))
      .map(({ record }) => describe(record, readings[rankOf(record.id)]?.reason ?? 'one of the readings'));
    return { kind: 'several', count, candidates };
  };

  const nearestHint = async (
    candidates: readonly DocumentIdCandidate[],
    signal?: AbortSignal,
  ): Promise<string | undefined> => {
    const key = candidates[0]?.keys[0];
    if (!key) return undefined;
    // A kind code or the last digits are what a person gets wrong most often; three shorter prefixes are tried, longest first.
    const withoutKind = key.replace(/[A-Z]\d?$/, '');
    for (const length of [withoutKind.length, withoutKind.length - 1, withoutKind.length - 3]) {
      if (length < 5) return undefined;
      const prefix = withoutKind.slice(0, length);
      const leaf: NumberLeaf = { kind: 'number', fields: ownNumberFields, keys: [prefix], match: 'prefix' };
      const { hits } = await find(leaf, 3, signal);
      if (hits.length > 0) return `the nearest numbers here: ${hits.map(({ id }) => `\`${id}\``).join(', ')}`;
    }
    return undefined;
  };

  return {
    async resolve(text, signal) {
      const typed = text.trim();
      const exact = (await engine.get(typed)) ?? (await engine.get(typed.toUpperCase()));
      if (exact) return { kind: 'one', record: exact };
      const candidates = parseDocumentId(typed);
      // What leaves no doubt is taken at its word; the other readings are equally possible, so all that they find counts.
      const certain = candidates.filter(({ isCertain }) => isCertain).map((each) => [each]);
      const others = candidates.filter(({ isCertain }) => !isCertain);
      for (const readings of [...certain, others, asWritten(typed)]) {
        const found = await findByReadings(readings, signal);
        if (found) return found;
      }
      const shown = typed.length > 80 ? `${typed.slice(0, 79)}…` : typed;
      throw new NotFound(
        'record-not-found',
        /\d/.test(typed) ? `there is no record \`${shown}\`` : `\`${shown}\` does not read as a document number`,
        (await nearestHint([...candidates, ...asWritten(typed)], signal)) ??
          'nothing here has a number near it; a search for its words may find it',
        '/id',
      );
    },

    async answer(record, asOf) {
      assertPublic(record, asOf);
      const dataDate = (await engine.dataDate()) ?? null;
      const day = asOf ?? dataDate ?? clock.today();
      const meta = { dataDate, asOf: day, status: statusOfRecord(record, day) };
      return { ...record, ...(asOf ? { events: eventsUntil(record, asOf) } : {}), meta };
    },

    async source(record) {
      const source = record.sources.at(-1);
      const bytes = await engine.source(record.id);
      if (!source || !bytes) throw new NotFound('source-not-kept', `the raw bytes of \`${record.id}\` were not kept`);
      return { bytes, source };
    },
  };
}

/** @throws NotFound `record-not-public` when the record became public after the day. */
export function assertPublic(record: IpRecord, asOf: IsoDate | undefined): void {
  const since = publicSince(record);
  if (!asOf || !since || since <= asOf) return;
  throw new NotFound(
    'record-not-public',
    `\`${record.id}\` was not public on \`${asOf}\``,
    `it is public since \`${since}\``,
    '/asOf',
  );
}

/** Last resort: the text as it is, without separators, may be a spelling that a record carries. */
function asWritten(typed: string): DocumentIdCandidate[] {
  const key = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  if (!/\d/.test(key) || key.length > 40) return [];
  return [{ number: key, role: 'publication', keys: [key], reason: 'as written', isCertain: false }];
}

function describe(record: IpRecord, reason: string): RecordCandidate {
  return {
    id: record.id,
    type: record.type,
    title: titlesOf(record),
    url: `/v1/records/${encodeURIComponent(record.id)}`,
    reason,
  };
}
