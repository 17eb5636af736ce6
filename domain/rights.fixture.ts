/** Small invented records of each type, for tests of what is derived from events and dates. */
import type { DesignRecord } from './design.js';
import type { GeographicalIndicationRecord } from './geographical-indication.js';
import type { LayoutDesignRecord } from './layout-design.js';
import type { LifeEvent, LifeEventCode, StatusPeriod } from './life.js';
import type { PatentRecord } from './patent.js';
import type { TrademarkRecord } from './trademark.js';

const base = { parties: [], classifications: [], sources: [], events: [] as LifeEvent[] };
const bibliography = {
  inventionTitle: [],
  abstract: [],
  claims: [],
  description: [],
  priorityClaims: [],
  referencesCited: [],
  relatedDocuments: [],
};
export const reference = (office: string, number: string, kind?: string, date?: string) => ({
  office,
  number,
  ...(kind ? { kind } : {}),
  ...(date ? { date } : {}),
});

/** Events as `2010-01-01 filed`, `2020-01-01 invalidated @2021-01-01` (effective). */
export function events(...lines: string[]): LifeEvent[] {
  return lines.map((line) => {
    const [date = '', code = '', effective] = line.split(' ');
    return {
      date,
      code: code as LifeEventCode,
      ...(effective === undefined ? {} : { effectiveDate: effective.slice(1) }),
    };
  });
}
export const patent = (members: Partial<PatentRecord> = {}): PatentRecord => ({
  id: 'CN-1-A',
  type: 'patent',
  office: 'CN',
  ...base,
  ...bibliography,
  ...members,
});
export const design = (members: Partial<DesignRecord> = {}): DesignRecord => ({
  id: 'CN-3-S',
  type: 'design',
  office: 'CN',
  ...base,
  ...bibliography,
  ...members,
});
export const mark = (members: Partial<TrademarkRecord> = {}): TrademarkRecord => ({
  id: 'US-7-TM',
  type: 'trademark',
  office: 'US',
  ...base,
  markText: [],
  goodsServices: [],
  priorityClaims: [],
  statements: [],
  ...members,
});
export const indication = (members: Partial<GeographicalIndicationRecord> = {}): GeographicalIndicationRecord => ({
  id: 'EU-PDO-IT-1-GI',
  type: 'geographical-indication',
  office: 'EU',
  ...base,
  name: [],
  giKind: 'PDO',
  countries: ['IT'],
  ...members,
});
export const layout = (members: Partial<LayoutDesignRecord> = {}): LayoutDesignRecord => ({
  id: 'CN-BS.1-LD',
  type: 'layout-design',
  office: 'CN',
  ...base,
  name: [],
  ...members,
});
/** Periods as `status from`, the end being where the next begins. */
export const brief = (periods: StatusPeriod[]): string[] => periods.map(({ status, from }) => `${status} ${from}`);
