import type { RightType } from '../../domain/record-base.js';

/** Right types, one index each. */
export const rightTypes: readonly RightType[] = [
  'patent',
  'design',
  'trademark',
  'geographical-indication',
  'layout-design',
];

/** What the name of an index says. */
export type IndexName =
  | { kind: 'records'; prefix: string; type: RightType; generation: number }
  /** Raw bytes of the records: they are of no generation. */
  | { kind: 'raw'; prefix: string }
  /** Committed state, lease, pins, checkpoints. */
  | { kind: 'state'; prefix: string };

/** A prefix is lower case, begins with a letter and does not end in a hyphen: `ipradar`, `ipradar-test-3`. */
export const isPrefix = (prefix: string): boolean => /^[a-z](?:[a-z0-9-]{0,78}[a-z0-9])?$/.test(prefix);

/** `ipradar-patent-3`, `ipradar-raw`, `ipradar-state`. */
export function buildIndexName(name: IndexName): string {
  return name.kind === 'records' ? `${name.prefix}-${name.type}-${name.generation}` : `${name.prefix}-${name.kind}`;
}

/** Inverse of `buildIndexName` for the names of one prefix; undefined for any other. */
export function parseIndexName(prefix: string, name: string): IndexName | undefined {
  if (!name.startsWith(`${prefix}-`)) return undefined;
  const rest = name.slice(prefix.length + 1);
  if (rest === 'raw' || rest === 'state') return { kind: rest, prefix };
  const match = /^(.+)-([1-9]\d{0,8})$/.exec(rest);
  const type = rightTypes.find((each) => each === match?.[1]);
  return match && type ? { kind: 'records', prefix, type, generation: Number(match[2]) } : undefined;
}

/** Alias of a right type: the generation in service, for tools. The engine itself asks the generation that the committed state names. */
export const aliasOf = (prefix: string, type: RightType): string => `${prefix}-${type}`;

/** Names of all indexes of records that a generation may have. */
export const possibleIndexes = (prefix: string, generation: number): string[] =>
  rightTypes.map((type) => buildIndexName({ kind: 'records', prefix, type, generation }));

/** Names of the indexes that hold the records of a state: those of other types may be in the making. */
export const recordIndexes = (
  prefix: string,
  { generation, records }: { generation: number; records: Record<string, number> },
): string[] =>
  rightTypes
    .filter((type) => (records[type] ?? 0) > 0)
    .map((type) => buildIndexName({ kind: 'records', prefix, type, generation }));
