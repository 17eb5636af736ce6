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
  const owners = new Map<string, string>();
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
    if (value === undefined) continue;
    merged[name] = value;
    const owner = takesIncoming ? format : ownerBefore(name);
    if (!isPresent(value)) continue;
    owners.set(name, owner);
    if (owner !== primary) filledFrom[name] = owner;
  }
  merged['sources'] = mergeSources(old.sources, incoming.sources);
  merged['events'] = mergeEvents(old.events, incoming.events, compareAuthority(format, oldPrimary));
  const ownerOf = (member: string): string | undefined => (special.has(member) ? undefined : owners.get(member));
  const flags = mergeFlags(
    { flags: old.flags ?? [], format: oldPrimary },
    { flags: incoming.flags ?? [], format },
    primary,
    ownerOf,
  );
  setOrRemove(merged, 'flags', flags);
  setOrRemove(merged, 'filledFrom', sortMembers(filledFrom));
  return merged as unknown as IpRecord; // every member comes from one of two records of the same id
}

function setOrRemove(members: Members, name: string, value: unknown): void {
  if (isPresent(value)) members[name] = value;
  else delete members[name];
}

const sortMembers = (map: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));

const flagKey = (flag: DataFlag): string => JSON.stringify([flag.code, flag.member, flag.raw]);

/**
 * A flag belongs to the format that raised it, which replaces its own. It goes when another format came to own the member; one about a member that
 * nobody gives (the impossible date that left no date) stays.
 */
function mergeFlags(
  old: { flags: DataFlag[]; format: string },
  incoming: { flags: DataFlag[]; format: string },
  primary: string,
  ownerOf: (member: string) => string | undefined,
): DataFlag[] {
  const ownFormat = (flag: DataFlag, side: string): string => flag.format ?? side;
  const raised = [
    ...old.flags
      .filter((flag) => ownFormat(flag, old.format) !== incoming.format)
      .map((flag) => ({ flag, format: ownFormat(flag, old.format) })),
    ...incoming.flags.map((flag) => ({ flag, format: incoming.format })),
  ].sort((a, b) => compareAuthority(a.format, b.format)); // of two that say the same, the higher is kept
  const union = new Map<string, DataFlag>();
  for (const { flag, format } of raised) {
    const owner = ownerOf(/^\w+/.exec(flag.member)?.[0] ?? flag.member);
    if (owner !== undefined && owner !== format) continue;
    const { code, member, raw } = flag;
    union.set(flagKey(flag), { code, member, raw, ...(format === primary ? {} : { format }) });
  }
  const [left, right] = [old.flags.map(flagKey), incoming.flags.map(flagKey)];
  return orderUnion(union, left, right, compareAuthority(incoming.format, old.format));
}

function mergeSources(old: SourceReference[], incoming: SourceReference[]): SourceReference[] {
  const key = (source: SourceReference) => JSON.stringify([source.package, source.entry, source.offset, source.hash]);
  const again = new Set(incoming.map(key));
  return [...old.filter((source) => !again.has(key(source))), ...incoming];
}

const eventKey = (event: LifeEvent): string =>
  JSON.stringify([event.date ?? '', event.code, event.officeCode ?? '', event.text ?? '']);

/** Union of events. An event that both have is taken from the side of higher authority (`authority` >= 0: incoming). */
function mergeEvents(old: LifeEvent[], incoming: LifeEvent[], authority: number): LifeEvent[] {
  // An office that prints one event twice prints it twice again: nothing changed.
  if (JSON.stringify(old) === JSON.stringify(incoming)) return old;
  const [left, right] = [keyed(old), keyed(incoming)];
  const union = authority >= 0 ? new Map([...left, ...right]) : new Map([...right, ...left]);
  return orderUnion(union, [...left.keys()], [...right.keys()], authority);
}

/**
 * Members of a union in the order of a side that has them all (the one of higher authority first), so that the same record again changes nothing;
 * by key, which begins with the day of an event, where neither has.
 */
function orderUnion<T>(union: ReadonlyMap<string, T>, old: string[], incoming: string[], authority: number): T[] {
  const isAll = (side: string[]) => new Set(side).size === union.size && side.every((key) => union.has(key));
  const preferred = authority > 0 ? [incoming, old] : [old, incoming];
  const order = preferred.find(isAll) ?? [...union.keys()].sort();
  return [...new Set(order)].flatMap((key) => union.get(key) ?? []);
}

const keyed = (events: LifeEvent[]): Map<string, LifeEvent> => new Map(events.map((event) => [eventKey(event), event]));
