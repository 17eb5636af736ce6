import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { statusOn, statusPeriods } from '../../../domain/life-status.js';
import type { GeographicalIndicationRecord } from '../../../domain/geographical-indication.js';
import { describeWithSamples } from '../../../fixtures/samples.js';
import { RecordError, type RawRecord } from '../../format.js';
import { format } from './format.js';
import { listMembers } from './list-members.js';
import { ignoredMembers, mappedMembers } from './members.js';

const asRaw = (text: string): RawRecord => ({
  entry: '',
  offset: 0,
  bytes: Buffer.from(text),
  text,
  hash: 'h',
  rootAttributes: {},
  prolog: '',
});
const parse = (value: unknown) => {
  const parsed = format.parse(asRaw(JSON.stringify(value)), { package: 'p.json' });
  return { ...parsed, record: parsed.records[0] as GeographicalIndicationRecord };
};

describe('eambrosia', () => {
  const folder = resolve(process.cwd(), 'fixtures/eambrosia');
  const entries = JSON.parse(readFileSync(join(folder, 'register.json'), 'utf8')) as unknown[];
  const expected = JSON.parse(readFileSync(join(folder, 'register.expected.json'), 'utf8')) as unknown[];

  it('reads each entry into its golden record', () => {
    const records = entries.map((entry) => {
      const { sources, ...rest } = parse(entry).record;
      expect(sources).toHaveLength(1);
      return rest;
    });
    expect(records).toEqual(expected);
  });

  it('counts a member that is neither mapped nor ignored', () => {
    expect([...parse(entries[1]).unlisted]).toEqual([['producerGroupColour', 1]]);
  });

  it.each([
    ['Official Journal L 148, 21.06.1996', '1996-06-21'],
    ['Official Journal L 12, 7.1.2005, p. 3-5', '2005-01-07'],
    ['Official Journal C 60, 03/04/2018', '2018-04-03'],
    ['Regulation (EU) 2021/1234 (OJ L 269, 28.7.2021, p. 1)', '2021-07-28'],
    ['Official Journal C 142', undefined],
    ['Article 107 of Regulation (EU) No 1308/2013', undefined],
    ['Official Journal C 1, 31.2.2018', undefined],
  ])('reads the day of the citation %j', (text, day) => {
    const { record } = parse({ fileNumber: 'PDO-XX-1', protectedNames: ['x'], publications: [{ text, uri: null }] });
    expect(record.publications?.[0]?.date).toBe(day);
    expect(record.publicationReference?.date).toBe(day);
  });

  it.each([
    ['registered', false, 'in-force'],
    ['registered', true, 'lapsed'],
    ['cancelled', false, 'lapsed'],
    ['applied', false, 'pending'],
    ['applied', true, 'withdrawn'],
    ['withdrawn', false, 'withdrawn'],
    ['rejected', true, 'refused'],
  ])(
    'an entry that is %s (removed: %s) is %s after its last change, and was not before',
    (status, removedFlag, now) => {
      const { record } = parse({
        fileNumber: 'PDO-XX-1',
        protectedNames: ['x'],
        status,
        removedFlag,
        euProtectionDate: '2010-01-05',
        modificationDate: '2020-02-03T09:00:00.000Z',
      });
      const periods = statusPeriods(record);
      expect(statusOn(periods, '2020-02-03')).toBe(now);
      const isRight = status === 'registered' || status === 'cancelled';
      expect(statusOn(periods, '2020-02-02')).toBe(isRight ? 'in-force' : 'pending');
    },
  );

  it('counts nothing that stands inside an ignored member', () => {
    const { unlisted } = parse({
      fileNumber: 'PDO-XX-1',
      protectedNames: ['x'],
      competentControlAuthorities: [{ name: 'Office', addresses: ['1 Street'] }],
    });
    expect([...unlisted]).toEqual([]);
  });

  it('rejects an entry without a number and one that is no object', () => {
    expect(() => parse({ protectedNames: ['x'] })).toThrow(RecordError);
    expect(() => parse([1])).toThrow(RecordError);
  });

  it('names no member both as mapped and as ignored', () => {
    expect(mappedMembers.filter((member) => member in ignoredMembers)).toEqual([]);
  });
});

describeWithSamples('eambrosia on the sample of the register', (samples) => {
  const text = gunzipSync(readFileSync(join(samples, 'gi/eambrosia/eAmbrosia_API.json.gz'))).toString('utf8');
  const entries = JSON.parse(text) as Record<string, unknown>[];
  const all = entries.map((entry) => parse(entry));

  it('gives the counts that the README of the samples states', () => {
    expect(all).toHaveLength(641);
    expect(new Set(all.map(({ record }) => record.id)).size).toBe(641);
    const count = (type: string) => all.filter(({ record }) => record.productType === type).length;
    expect([count('FOOD'), count('WINE'), count('SPIRIT')]).toEqual([369, 240, 32]);
  });

  it('meets no member that is in neither list', () => {
    const members = new Set(entries.flatMap((entry) => listMembers(entry)));
    expect([...members].filter((member) => !mappedMembers.includes(member) && !(member in ignoredMembers))).toEqual([]);
    expect(all.flatMap(({ unlisted }) => [...unlisted])).toEqual([]);
  });

  it('keeps every protected name, transcription, country and publication', () => {
    const count = (pattern: RegExp) => [...text.matchAll(pattern)].length;
    const sum = (pick: (record: GeographicalIndicationRecord) => unknown[] | undefined) =>
      all.reduce((total, { record }) => total + (pick(record)?.length ?? 0), 0);
    const listed = (member: string) =>
      [...text.matchAll(new RegExp(`"${member}":\\s*\\[([^\\]]*)\\]`, 'g'))].reduce(
        (total, [, inside = '']) => total + [...inside.matchAll(/"(?:[^"\\]|\\.)*"/g)].length,
        0,
      );
    expect(sum(({ name }) => name)).toBe(listed('protectedNames'));
    expect(sum(({ transcription }) => transcription)).toBe(listed('transcriptions'));
    expect(sum(({ countries }) => countries)).toBe(listed('countries'));
    const fileNumbers = new Set(all.map(({ record }) => record.fileNumber));
    expect(fileNumbers.size).toBe(count(/"fileNumber":/g));
    expect(all.filter(({ record }) => record.registrationDate !== undefined)).toHaveLength(
      count(/"status":\s*"registered"/g),
    );
  });
});
