import type { IpRecord } from '../../domain/record.js';
import type { Reject } from '../../ingest/format.js';
import type { EncodingFinding } from '../../ingest/splitting/decode.js';

/** What stands around the records that follow, until another one. */
export interface Surroundings {
  entry: string;
  format: string;
  encoding: EncodingFinding;
  rootAttributes: Readonly<Record<string, string>>;
  prolog: string;
}

/** What is no record: told as the pipeline tells it. */
export type Told = { kind: 'reject'; reject: Reject; format?: string } | { kind: 'unsupported'; looksLike: string };

/** Headers of a shard of raw records; the bytes are those of the record or of the reject. */
export type RawHeader =
  | { kind: 'surroundings'; surroundings: Surroundings }
  | { kind: 'record'; offset: number }
  | { kind: 'told'; entry: string; told: Told };

/** Headers of a shard that has been read. */
export type ReadHeader =
  | {
      kind: 'parsed';
      entry: string;
      format: string;
      records: IpRecord[];
      deletions?: string[];
      unlisted: [string, number][];
      unknownEntities: [string, number][];
    }
  | { kind: 'told'; entry: string; told: Told };
