import type { DataFlag, SourceReference } from '../../../domain/record-base.js';
import type { ParseContext, RawRecord } from '../../format.js';

/** Where `raw` stands, for the record's `sources`. */
export function buildSource(
  raw: RawRecord,
  context: ParseContext,
  reader: { name: string; parserVersion: number },
  schemaVersion?: string,
): SourceReference {
  return {
    format: reader.name,
    ...(schemaVersion ? { schemaVersion } : {}),
    parserVersion: reader.parserVersion,
    package: context.package,
    entry: raw.entry,
    offset: raw.offset,
    length: raw.bytes.length,
    hash: raw.hash,
  };
}

/** One flag for each reference that no entity table knows: the text keeps it as written. */
export function flagUnknownEntities(unknown: ReadonlyMap<string, number>, flags: DataFlag[]): void {
  for (const raw of unknown.keys()) flags.push({ code: 'unknown-entity', member: 'text', raw });
}
