import type { FieldSpec } from '../field.js';
import { statusPeriods } from '../../domain/life-status.js';
import { allTypes, asIndication, asTrademark, distinct } from './of-record.js';

/** Life of the right: status on a day, events, the status as the office prints it. Whole values. */
export const statusCodes: readonly FieldSpec[] = [
  {
    code: 'ST',
    zh: '法律状态',
    en: 'status',
    aliases: ['状态', '当前状态', 'legal-status'],
    type: 'status',
    records: allTypes,
    example: 'ST=in-force',
    isFacetable: true,
    values: (record) => distinct(statusPeriods(record).map((period) => period.status)),
  },
  {
    code: 'EV',
    zh: '法律事件',
    en: 'event',
    aliases: ['事件'],
    type: 'keyword',
    records: allTypes,
    example: 'EV=assigned',
    isFacetable: true,
    values: (record) => distinct(record.events.map((event) => event.code)),
  },
  {
    code: 'EVC',
    zh: '事件代码',
    en: 'event-code',
    aliases: ['legal-event-code'],
    type: 'keyword',
    records: allTypes,
    example: 'EVC=NOAM',
    isFacetable: true,
    values: (record) => distinct(record.events.map((event) => event.officeCode)),
  },
  {
    code: 'OST',
    zh: '官方状态',
    en: 'office-status',
    aliases: ['status-code'],
    type: 'keyword',
    records: ['trademark', 'geographical-indication'],
    example: 'OST=700',
    isFacetable: true,
    values: (record) =>
      distinct([
        asTrademark(record)?.officeStatus?.code,
        asTrademark(record)?.officeStatus?.text,
        asIndication(record)?.officeStatus,
      ]),
  },
];
