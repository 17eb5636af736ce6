import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { statusPeriods } from '../../../domain/life-status.js';
import type { TrademarkRecord } from '../../../domain/trademark.js';
import { readSamples, type SampleReading } from '../../../fixtures/read-fixture.js';
import { describeWithSamples } from '../../../fixtures/samples.js';
import type { ElementRule } from '../../xml/element-rule.js';
import { readEventCode } from './event-codes.js';
import { format } from './format.js';
import { envelope, rules } from './rules.js';
import { readStatusCode } from './status-codes.js';

function listPaths(children: Record<string, ElementRule>, parent: string, into: Set<string>): Set<string> {
  for (const [name, rule] of Object.entries(children)) {
    into.add(`${parent}/${name}`);
    if (rule.kind === 'node') listPaths(rule.children, name, into);
  }
  return into;
}

const readTable = (folder: string, file: string): string[][] =>
  readFileSync(join(folder, 'trademarks/uspto-tdxf', file), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));

describeWithSamples('US trademark samples', (folder) => {
  let reading: SampleReading;
  beforeAll(async () => {
    reading = await readSamples(format, 'trademarks/uspto-tdxf/seed.zip');
  });
  const records = () => reading.records as TrademarkRecord[];

  it('reads the eleven case-files of the daily zip past its internal DTD, nothing rejected, unlisted or unsupported', () => {
    expect(reading.records).toHaveLength(11);
    expect(reading.rejects).toEqual([]);
    expect(reading.unlisted).toEqual({});
    expect(reading.unsupported).toEqual([]);
    expect(records()[0]?.sources[0]?.schemaVersion).toMatch(/^2\.0 \d{8}$/);
  });

  it('lists every parent and child that the internal DTD declares', () => {
    const declared = readFileSync(join(folder, 'trademarks/uspto-tdxf/DOCTYPE.xml'), 'utf8');
    const listed = listPaths(rules, '', new Set());
    for (const [, parent = '', model = ''] of declared.matchAll(/<!ELEMENT\s+([\w-]+)\s+\(([^>]*)\)/g)) {
      if (envelope.includes(parent)) continue;
      for (const [child] of model.matchAll(/[a-z][\w-]*/g)) expect(listed).toContain(`${parent}/${child}`);
    }
  });

  it('gives every mark an id, a filing date, an owner, classes with goods in words, and events in order', () => {
    for (const record of records()) {
      expect(record.id).toMatch(/^US-\d{8}-TM$/);
      expect(record.filingDate).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(record.markText[0]?.text).toMatch(/\S/);
      expect(record.parties.some(({ role }) => role === 'owner' || role === 'applicant')).toBe(true);
      expect(record.goodsServices.length).toBeGreaterThan(0);
      for (const { niceClass, description } of record.goodsServices) {
        expect(Number(niceClass)).toBeGreaterThan(0);
        expect(description[0]?.text).toMatch(/\S/);
      }
      const days = record.events.map(({ date }) => date ?? '');
      expect(days).toEqual([...days].sort());
      expect((record.flags ?? []).filter(({ code }) => code !== 'partial-date')).toEqual([]);
    }
  });

  it('agrees with the office on what is registered: the last period follows the status code', () => {
    for (const record of records()) {
      const code = Number(record.officeStatus?.code);
      const last = statusPeriods(record).at(-1)?.status;
      expect(last).toBe(code >= 700 && code <= 800 ? 'in-force' : code === 688 ? 'published' : 'pending');
      expect(record.registrationDate !== undefined).toBe(record.registrationNumber !== undefined);
    }
  });

  it('knows only event codes that the office lists', () => {
    const listed = new Set(readTable(folder, 'event_codes.csv').map(([code]) => code));
    const own = new Set(records().flatMap((record) => record.events.map(({ officeCode }) => officeCode ?? '')));
    expect([...listed].filter((code) => code && readEventCode(code) !== 'other').length).toBeGreaterThan(70);
    for (const code of own) if (readEventCode(code) !== 'other') expect(listed).toContain(code);
  });

  it('ends a right exactly where the office calls its status code dead', () => {
    const ended = new Set<string>();
    for (const line of readTable(folder, 'status_codes.csv')) {
      const [code = ''] = line;
      const state = line.at(-1) ?? '';
      const meaning = readStatusCode(code);
      // Petitions, decisions on them and records without an application of their own are dead or alive by circumstance.
      if (!meaning || ['612', '632', '715'].includes(code)) continue;
      expect({ code, ends: meaning.end !== undefined }).toEqual({ code, ends: state.startsWith('Dead') });
      if (meaning.end) ended.add(code);
    }
    expect(ended.size).toBeGreaterThan(30);
  });
});
