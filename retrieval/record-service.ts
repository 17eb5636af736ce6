import type { DocumentIdCandidate } from '../domain/document-id.js';
import { parseDocumentId } from '../domain/document-id.js';
import { publicSince, statusPeriods } from '../domain/life-status.js';
import type { LifeStatus } from '../domain/life.js';
import type { IpRecord } from '../domain/record.js';
import type { SourceReference } from '../domain/record-base.js';
import type { IsoDate, LocalizedText } from '../domain/text.js';
import type { Engine } from '../engine/engine.js';
import type { NumberLeaf } from '../query/tree.js';
import type { Clock } from './clock.js';
import { statusOfRecord, titlesOf } from './projection.js';
import { NotFound } from './service-error.js';

/** The record's own members and what is true of it on the day. */
export type RecordAnswer = IpRecord & { meta: RecordMeta };

export interface RecordMeta {
  dataDate?: IsoDate;
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

  const find = (leaf: NumberLeaf, limit: number, signal?: AbortSignal) =>
    engine.search({ query: leaf, sort: [{ by: 'id', direction: 'asc' }], limit, offset: 0 }, signal);

  const findByCandidate = async (
    candidate: DocumentIdCandidate,
    signal?: AbortSignal,
  ): Promise<Resolution | undefined> => {
    const { hits, count } = await find(
      { kind: 'number', fields: fieldsOf(candidate), keys: candidate.keys },
      maximumCandidates,
      signal,
    );
    const [first] = hits;
    if (!first) return undefined;
    if (count === 1) return { kind: 'one', record: first.record };
    return { kind: 'several', count, candidates: hits.map(({ record }) => describe(record, candidate.reason)) };
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
      const { hits } = await find({ kind: 'number', fields: ownNumberFields, keys: [prefix], prefix: true }, 3, signal);
      if (hits.length > 0) return `the nearest numbers here: ${hits.map(({ id }) => `\`${id}\``).join(', ')}`;
    }
    return undefined;
  };

  return {
    async resolve(text, signal) {
      const typed = text.trim();
      const exact = (await engine.get(typed)) ?? (await engine.get(typed.toUpperCase()));
      if (exact) return { kind: 'one', record: exact };
      const candidates = [...parseDocumentId(typed), ...asWritten(typed)];
      for (const candidate of candidates) {
        const found = await findByCandidate(candidate, signal);
        if (found) return found;
      }
      throw new NotFound(
        'record-not-found',
        candidates.length === 0 ? `\`${typed}\` does not read as a document number` : `there is no record \`${typed}\``,
        (await nearestHint(candidates, signal)) ??
          'nothing here has a number near it; a search for its words may find it',
        '/id',
      );
    },

    async answer(record, asOf) {
      const { dataDate } = await engine.health();
      const since = publicSince(record);
      if (asOf && since && since > asOf) {
        throw new NotFound(
          'record-not-public',
          `\`${record.id}\` was not public on \`${asOf}\``,
          `it is public since \`${since}\``,
          '/asOf',
        );
      }
      const day = asOf ?? dataDate ?? clock.today();
      return { ...record, meta: { dataDate, asOf: day, status: statusOfRecord(record, day, statusPeriods(record)) } };
    },

    async source(record) {
      const source = record.sources.at(-1);
      const bytes = await engine.source(record.id);
      if (!source || !bytes) throw new NotFound('source-not-kept', `the raw bytes of \`${record.id}\` were not kept`);
      return { bytes, source };
    },
  };
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
