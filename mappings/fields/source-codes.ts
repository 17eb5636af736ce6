import type { FieldSpec } from '../field.js';
import { allTypes, distinct } from './of-record.js';

/** Where the data come from, and what is doubtful about them. Whole values. */
export const sourceCodes: readonly FieldSpec[] = [
  {
    code: 'FLAG',
    zh: '数据标记',
    en: 'data-flag',
    aliases: ['quality-flag'],
    type: 'keyword',
    records: allTypes,
    example: 'FLAG=impossible-date',
    isFacetable: true,
    values: (record) => distinct((record.flags ?? []).map((flag) => flag.code)),
  },
  {
    code: 'SRC',
    zh: '数据来源',
    en: 'source-format',
    aliases: ['format', '来源'],
    type: 'keyword',
    records: allTypes,
    example: 'SRC=docdb',
    isFacetable: true,
    values: (record) => distinct(record.sources.map((source) => source.format)),
  },
  {
    code: 'PKG',
    zh: '数据包',
    en: 'package',
    aliases: ['source-package'],
    type: 'keyword',
    records: allTypes,
    example: 'PKG=ipg200107*',
    isFacetable: true,
    values: (record) => distinct(record.sources.map((source) => source.package)),
  },
];
