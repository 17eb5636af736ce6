import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dayNumber } from '../../domain/day.js';
import { statusPeriods } from '../../domain/life-status.js';
import type { IpRecord } from '../../domain/record.js';
import { analyzeText, findBoundaries, foldKeyword } from '../../mappings/analyze.js';
import { fieldOf } from '../../mappings/fields.js';
import { madePatent } from '../contract/made-records.js';
import { sampleRecords } from '../contract/view-contract.js';
import { readFolder, type ReadSegment } from './documented-reader.js';
import { type EmbeddedSubject, openSubject } from './embedded-subject.js';

type Folder = ReturnType<typeof readFolder>;
const statuses = [
  'unknown',
  'pending',
  'published',
  'in-force',
  'refused',
  'withdrawn',
  'lapsed',
  'expired',
  'invalidated',
];
const kinds: Record<string, number> = { sentence: 0, paragraph: 1, value: 2 };

/** Many short records with common words, so that postings take several blocks, and odd ones of every kind. */
const many = Array.from({ length: 400 }, (_, index) =>
  madePatent(`US-${index + 1}-B2`, {
    title: index % 3 === 0 ? `common word ${index}` : `common 电池 ${index}`,
    abstract: index % 50 === 7 ? 'One sentence. Another sentence.\nA paragraph.' : undefined,
    applicants: index % 5 === 0 ? ['ACME Ag', 'acme ag', 'Beta'] : [],
    published: index % 4 === 0 ? '2020-02-29' : undefined,
    ipc: index % 2 === 0 ? ['H01M10/0525', 'H01M4/02'] : [],
  }),
);

let subject: EmbeddedSubject;
let folder: Folder;
let living: Map<string, IpRecord>;
beforeAll(async () => {
  subject = await openSubject({
    workers: 0,
    mergePolicy: (segments) => (segments.length > 3 ? { start: 1, end: 4 } : undefined),
  });
  const writer = await subject.engine.writer();
  const samples = sampleRecords(40);
  for (const batch of [
    many,
    samples.slice(0, 20),
    samples.slice(20),
    many.slice(100, 130).map((record) => ({ ...record, events: [{ code: 'lapsed' as const, date: '2022-01-01' }] })),
    [],
  ]) {
    for (const record of batch) await writer.upsert(record, Buffer.from(`raw of ${record.id}`));
    if (batch.length === 0) await writer.delete('US-7-B2');
    await writer.commit();
  }
  await writer.close();
  folder = readFolder(subject.folder);
  living = new Map(folder.records.map(({ id, record }) => [id, record as IpRecord])); // compared with the engine below
});
afterAll(() => subject.remove());

const textFields = (): string[] =>
  folder.fields.filter(([, type]) => type === 'text' || type === 'name').map(([code = '']) => code);

/** Documents of a segment that are true: ordinal and record. */
function livingOf({ columns }: ReadSegment): [number, IpRecord][] {
  const docids = new Map(folder.records.map(({ docid, id }) => [docid, id]));
  return (columns.get('#docid') ?? []).flatMap(([docid = 0], ordinal): [number, IpRecord][] => {
    const record = living.get(docids.get(docid) ?? '');
    return record && !folder.tombstones.has(docid) ? [[ordinal, record]] : [];
  });
}

/** What analysis says of a record: `key field position`, and its boundaries. */
function analyzeRecord(record: IpRecord) {
  const words: string[] = [];
  const boundaries = new Map<number, [number, number][]>();
  textFields().forEach((code, field) => {
    let start = 0;
    const ends: [number, number][] = [];
    for (const value of fieldOf(code).values(record)) {
      const text = String(value).toWellFormed();
      const tokens = analyzeText(text);
      const last = tokens.at(-1);
      if (!last) continue;
      tokens.forEach((token, place) => {
        const next = tokens[place + 1];
        const neighbour = next?.isIdeograph && next.position === token.position + 1 ? next.term : '';
        const key = token.isIdeograph ? `\x03${token.term}\x01${neighbour}` : `\x02${token.term}`;
        words.push(JSON.stringify([key, field, start + token.position]));
      });
      const inside = findBoundaries(text).map(({ position, kind }): [number, number] => [position, kinds[kind] ?? -1]);
      tokens.forEach(({ position }, place) => {
        const isBehindGap = position - (tokens[place - 1]?.position ?? -1) > 1;
        if (isBehindGap && !inside.some(([end, kind]) => end === position && kind === 1)) inside.push([position, 3]);
      });
      inside.sort(([a, x], [b, y]) => a - b || y - x);
      for (const [position, kind] of inside) ends.push([start + position, kind]);
      start += last.position + 16;
      ends.push([start, 2]);
    }
    if (ends.length > 0) boundaries.set(field, ends);
  });
  return { words: words.sort(), boundaries };
}

describe('a reader written from docs/index-format.md alone', () => {
  it('finds several segments, tombstones, postings of several blocks', () => {
    expect(folder.segments.length).toBeGreaterThan(1);
    expect(folder.tombstones.size).toBeGreaterThan(0);
    expect(
      Math.max(...folder.segments.flatMap(({ terms }) => terms.map(({ postings }) => postings.length))),
    ).toBeGreaterThan(256);
    expect(folder.segments.flatMap(livingOf)).toHaveLength(folder.records.length);
  });

  it('reads the records and raw bytes that the engine gives', async () => {
    for (const { id, record, raw } of folder.records) {
      expect(record).toEqual(await subject.engine.get(id));
      expect(raw?.toString()).toBe(`raw of ${id}`);
    }
    expect(await subject.engine.count([{ kind: 'all' }])).toEqual([folder.records.length]);
  });

  it('reads every word of every text field at its position, and where sentences, paragraphs, cells and values end', () => {
    for (const segment of folder.segments) {
      const words = Array.from({ length: segment.documents }, (): string[] => []);
      for (const { key, postings } of segment.terms)
        for (const { ordinal, positions } of postings)
          for (const [field, list] of positions)
            for (const position of list) words[ordinal]?.push(JSON.stringify([key.toString(), field, position]));
      for (const [ordinal, record] of livingOf(segment)) {
        const expected = analyzeRecord(record);
        expect(words[ordinal]?.sort()).toEqual(expected.words);
        expect(segment.structure[ordinal]).toEqual(expected.boundaries);
      }
    }
  });

  it('reads every word from its end too', () => {
    for (const { terms } of folder.segments) {
      const words = terms.filter(({ key }) => key[0] === 2).map(({ key }) => key.subarray(1).toString());
      const reversed = terms.flatMap(({ key, word }) =>
        word === undefined ? [] : [{ word, text: [...key.subarray(1).toString()].reverse().join('') }],
      );
      expect(reversed.map(({ word, text }) => words[word] === text)).toEqual(words.map(() => true));
    }
  });

  it('reads ids, values, spellings and existence of every field from the keys, in UTF-8 byte order', () => {
    for (const segment of folder.segments) {
      const keys = segment.terms.map(({ key }) => key);
      expect(keys).toEqual([...keys].sort(Buffer.compare));
      const byDocument = Array.from({ length: segment.documents }, () => new Set<string>());
      for (const { key, postings } of segment.terms)
        for (const { ordinal } of postings) byDocument[ordinal]?.add(key.toString());
      for (const [ordinal, record] of livingOf(segment)) {
        const found = byDocument[ordinal] ?? new Set();
        expect(found.has(`\x01${record.id}`)).toBe(true);
        folder.fields.forEach(([code = '', type], number) => {
          const character = String.fromCharCode(number + 1);
          const values = fieldOf(code)
            .values(record)
            .map((value) => String(value).toWellFormed());
          expect([code, found.has(`\x08${character}`)]).toEqual([code, values.length > 0]);
          const namespace = { name: '\x04', keyword: '\x04', class: '\x05', number: '\x07' }[type ?? ''];
          if (namespace === undefined) return;
          const own = [...found].filter((key) => key.startsWith(namespace + character)).map((key) => key.slice(2));
          const expected = namespace === '\x04' ? values.map(foldKeyword) : values;
          expect([code, own.sort()]).toEqual([code, [...new Set(expected)].sort()]);
        });
      }
      const acme = segment.terms.find(({ key }) => key.toString().endsWith('acme ag') && key[0] === 4);
      if (acme) expect(acme.printed).toBe('ACME Ag');
    }
  });

  it('reads the columns: codes that number keys, days, integers, status, rank, norm', () => {
    for (const segment of folder.segments) {
      const { columns, terms } = segment;
      const allKeys = terms.map(({ key }) => key.toString());
      const keyLists = new Map<string, string[]>();
      const keysOf = (start: string): string[] => {
        const known = keyLists.get(start) ?? allKeys.filter((key) => key.startsWith(start));
        keyLists.set(start, known);
        return known;
      };
      const ids = keysOf('\x01');
      for (const [ordinal, record] of livingOf(segment)) {
        const valuesOf = (name: string): (number | undefined)[] => columns.get(name)?.[ordinal] ?? [];
        expect(ids[valuesOf('#rank')[0] ?? -1]).toBe(`\x01${record.id}`);
        const tokens = analyzeRecord(record).words.length;
        expect(valuesOf('#norm')).toEqual([Math.min(255, Math.round(12 * Math.log2(tokens + 1)))]);
        expect(valuesOf('#status')).toEqual(
          statusPeriods(record).flatMap(({ status, from, to }) => [
            statuses.indexOf(status),
            dayNumber(from),
            to === undefined ? 2 ** 31 - 1 : dayNumber(to),
          ]),
        );
        folder.fields.forEach(([code = '', , column], number) => {
          const values = [...new Set(fieldOf(code).values(record))];
          const start = (column === 'values' ? '\x04' : '\x05') + String.fromCharCode(number + 1);
          if (column === 'days')
            expect(valuesOf(code)).toEqual(values.map((value) => dayNumber(String(value))).sort((a, b) => a - b));
          else if (column === 'integers') expect(valuesOf(code)).toEqual(values.map(Number).sort((a, b) => a - b));
          else if (column === 'values' || column === 'symbols') {
            const keys = keysOf(start);
            const expected = values.map((value) => (column === 'values' ? foldKeyword(String(value)) : String(value)));
            expect(
              valuesOf(code)
                .map((at) => keys[at ?? -1]?.slice(2))
                .sort(),
            ).toEqual([...new Set(expected)].sort());
          }
        });
      }
    }
  });

  it('the page names every file kind, table and magic number', () => {
    const page = readFileSync(fileURLToPath(new URL('../../../docs/index-format.md', import.meta.url)), 'utf8');
    for (const name of [
      'terms',
      'postings',
      'positions',
      'structure',
      'columns',
      'raw_groups',
      'tombstones',
      'checkpoints',
      'counts',
      'IPRTERM2',
      'IPRSTRU1',
      'IPRCOLS2',
    ])
      expect(page).toContain(name);
  });
});
