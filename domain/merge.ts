import type { LifeEvent } from './life.js';
import type { DataFlag, SourceReference } from './record-base.js';
import type { IpRecord } from './record.js';

/** Formats that collect what offices publish; every other format is an office's own and outranks them, whatever arrives first. */
const collections = new Set(['docdb']);

/** Members that are merged by their own rules, not taken from one side. */
const special = new Set(['id', 'sources', 'events', 'flags', 'filledFrom']);

type Members = Record<string, unknown>;

/** Total order of formats by authority, so that two of equal rank do not depend on arrival either. */
function compareAuthority(a: string, b: string): number {
  const rank = (format: string) => (format === '' ? 0 : collections.has(format) ? 1 : 2);
  return rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
}

const formatOf = (record: IpRecord): string => record.sources.at(-1)?.format ?? '';
/** The format of highest authority that fed the record: the owner of every member that `filledFrom` does not name. */
const primaryFormat = (record: IpRecord): string =>
  record.sources
    .map((source) => source.format)
    .reduce((best, format) => (compareAuthority(format, best) > 0 ? format : best), '');

const isPresent = (value: unknown): boolean =>
  value !== undefined &&
  value !== null &&
  value !== '' &&
  !(Array.isArray(value) && value.length === 0) &&
  !(typeof value === 'object' && Object.keys(value).length === 0);

/**
 * The record after `incoming` arrived. The same format replaces what it gave before, member by member; of two formats, each member comes from the one of
 * higher authority that has it, and `filledFrom` remembers what a lower one gave, so that its next version refreshes exactly that. Events are never lost: the
 * union, one of each (code, date, office code, text). The result, `sources` apart (newest last), does not depend on which format arrived first. Pure.
 */
export function mergeRecords(old: IpRecord, incoming: IpRecord): IpRecord {
  const before = old as unknown as Members; // members are compared by name, whatever the type of right
  const after = incoming as unknown as Members; // same reason
  const format = formatOf(incoming);
  const oldPrimary = primaryFormat(old);
  const primary = compareAuthority(format, oldPrimary) > 0 ? format : oldPrimary;
  const ownerBefore = (name: string): string => old.filledFrom?.[name] ?? oldPrimary;

  const merged: Members = {};
  const filledFrom: Record<string, string> = {};
  const takenFromIncoming = new Set<string>();
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (special.has(name)) {
      merged[name] = before[name] ?? after[name]; // keeps the place; the value follows below
      continue;
    }
    const wasThere = isPresent(before[name]);
    const isThere = isPresent(after[name]);
    const takesIncoming = isThere
      ? !wasThere || compareAuthority(format, ownerBefore(name)) >= 0
      : !wasThere || ownerBefore(name) === format;
    const value = takesIncoming ? (after[name] ?? (Array.isArray(before[name]) ? [] : undefined)) : before[name];
    if (takesIncoming) takenFromIncoming.add(name);
    if (value === undefined) continue;
    merged[name] = value;
    const owner = takesIncoming ? format : ownerBefore(name);
    if (isPresent(value) && owner !== primary) filledFrom[name] = owner;
  }
  merged['sources'] = mergeSources(old.sources, incoming.sources);
  merged['events'] = mergeEvents(old.events, incoming.events, compareAuthority(format, oldPrimary));
  setOrRemove(merged, 'flags', mergeFlags(old.flags, incoming.flags, takenFromIncoming));
  setOrRemove(merged, 'filledFrom', sortMembers(filledFrom));
  return merged as unknown as IpRecord; // every member comes from one of two records of the same id
}

function setOrRemove(members: Members, name: string, value: unknown): void {
  if (isPresent(value)) members[name] = value;
  else delete members[name];
}

const sortMembers = (map: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));

/** A flag belongs to the member that it names and goes with it. */
function mergeFlags(old: DataFlag[] = [], incoming: DataFlag[] = [], taken: ReadonlySet<string>): DataFlag[] {
  const root = (flag: DataFlag) => /^\w+/.exec(flag.member)?.[0] ?? flag.member;
  const found = new Map<string, DataFlag>();
  // Flags on events and on nothing in particular stay, as events do.
  for (const flag of old)
    if (!taken.has(root(flag))) found.set(JSON.stringify([flag.code, flag.member, flag.raw]), flag);
  for (const flag of incoming)
    if (taken.has(root(flag)) || special.has(root(flag)))
      found.set(JSON.stringify([flag.code, flag.member, flag.raw]), flag);
  const keyed = [...found].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const isUnchanged =
    keyed.length === old.length && old.every((flag) => found.has(JSON.stringify([flag.code, flag.member, flag.raw])));
  return isUnchanged ? old : keyed.map(([, flag]) => flag);
}

function mergeSources(old: SourceReference[], incoming: SourceReference[]): SourceReference[] {
  const key = (source: SourceReference) => JSON.stringify([source.package, source.entry, source.offset, source.hash]);
  const again = new Set(incoming.map(key));
  return [...old.filter((source) => !again.has(key(source))), ...incoming];
}

const eventKey = (event: LifeEvent): string =>
  JSON.stringify([event.date ?? '', event.code, event.officeCode ?? '', event.text ?? '']);

/**
 * Union of events. An event that both have is taken from the side of higher authority (`authority` >= 0: incoming). The order stays that of a side which
 * has them all, so that the same record again changes nothing; a true union is sorted by day.
 */
function mergeEvents(old: LifeEvent[], incoming: LifeEvent[], authority: number): LifeEvent[] {
  const [left, right] = [keyed(old), keyed(incoming)];
  const union = authority >= 0 ? new Map([...left, ...right]) : new Map([...right, ...left]);
  const isAll = (side: Map<string, LifeEvent>) => side.size === union.size;
  const order =
    isAll(left) && (authority <= 0 || !isAll(right))
      ? [...left.keys()]
      : isAll(right)
        ? [...right.keys()]
        : [...union.keys()].sort();
  return order.flatMap((key) => union.get(key) ?? []);
}

const keyed = (events: LifeEvent[]): Map<string, LifeEvent> => new Map(events.map((event) => [eventKey(event), event]));
