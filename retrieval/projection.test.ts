import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleRecords } from '../engine/contract/view-contract.js';
import type { IpRecord } from '../domain/record.js';
import { compactMembers, compactUnread } from './compact-members.js';
import { membersOf, chooseFields, projectChosen, projectCompact } from './projection.js';

/** Records of every office format, as the readers make them. */
function goldenRecords(): IpRecord[] {
  const folder = join(process.cwd(), 'fixtures');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.expected.json'),
  );
  return files.flatMap((name) => recordsIn(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
}

function recordsIn(value: unknown): IpRecord[] {
  if (Array.isArray(value)) return value.flatMap(recordsIn);
  if (typeof value !== 'object' || value === null) return [];
  if ('id' in value && 'type' in value && 'parties' in value) return [value as IpRecord];
  return Object.values(value).flatMap(recordsIn);
}

const layout = {
  ...sampleRecords(1)[0],
  ...{ id: 'CN-BS1-LD', type: 'layout-design', name: [{ text: 'chip' }], registrationNumber: 'BS1' },
  ...{ filingDate: '2015-02-03', registrationDate: '2015-06-01', announcementDate: '2015-07-01' },
  ...{ creationDate: '2014-01-01', firstExploitationDate: '2014-05-01' },
} as unknown as IpRecord;

/** The record with these members only, as an engine may give it. */
const reduce = (record: IpRecord, members: readonly string[]): IpRecord =>
  Object.fromEntries(
    Object.entries(record).filter(([name]) => ['id', 'type', ...members].includes(name)),
  ) as unknown as IpRecord;

describe('what a projection reads of a record', () => {
  const records = [...goldenRecords(), ...sampleRecords(200), layout];

  it('the records are of every right type', () => {
    expect(new Set(records.map(({ type }) => type))).toEqual(
      new Set(['patent', 'design', 'trademark', 'geographical-indication', 'layout-design']),
    );
  });

  it('the compact one needs the members that it names, and no other', () => {
    for (const record of records)
      for (const day of ['1990-01-01', '2016-06-01', '2026-01-01', '2060-01-01'])
        expect(projectCompact(reduce(record, compactMembers), day)).toEqual(projectCompact(record, day));
    for (const member of compactMembers)
      expect([member, records.some((record) => readsOf(record).has(member))]).toEqual([member, true]);
  });

  it('the compact one looks at none of the parts that it calls unread, and each of them some record has', () => {
    const found = new Set<string>();
    for (const record of records)
      for (const day of ['1990-01-01', '2016-06-01', '2026-01-01', '2060-01-01'])
        expect(projectCompact(leaveOut(record, compactUnread, found), day)).toEqual(projectCompact(record, day));
    expect(compactUnread.filter((part) => !found.has(part))).toEqual([]);
  });

  it('one of chosen members needs those; of fields it may be any', () => {
    const chosen = chooseFields(['abstract', 'claims', 'id']);
    expect(membersOf(chosen)).toEqual(['abstract', 'claims']);
    for (const record of records)
      expect(projectChosen(reduce(record, membersOf(chosen) ?? []), chosen, '2020-01-01')).toEqual(
        projectChosen(record, chosen, '2020-01-01'),
      );
    expect(membersOf(chooseFields(['abstract', 'AP']))).toBeUndefined();
  });
});

/** The record without these parts of its members, as an engine may give it. @param found told which of them it had */
function leaveOut(record: IpRecord, parts: readonly string[], found: Set<string>): IpRecord {
  const strip = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((each) => strip(each, path));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, inner]) => {
        const at = path === '' ? name : `${path}.${name}`;
        if (!parts.includes(at)) return [[name, strip(inner, at)]];
        found.add(at);
        return [];
      }),
    );
  };
  return strip(record, '') as IpRecord; // only optional parts are left out
}

/** Members that the compact projection looks at. */
function readsOf(record: IpRecord): Set<string> {
  const seen = new Set<string>();
  const watched = new Proxy(record, {
    get: (target, name) => {
      seen.add(String(name));
      return Reflect.get(target, name) as unknown;
    },
  });
  projectCompact(watched, '2026-01-01');
  return seen;
}
