import type { FieldSpec } from '../field.js';
import { asPatent, distinct, patentTypes } from './of-record.js';

/** Families, and categories of citations. Whole values. */
export const familyCodes: readonly FieldSpec[] = [
  {
    code: 'FAM',
    zh: '简单同族',
    en: 'simple-family',
    aliases: ['同族', 'FAMS', 'family'],
    type: 'keyword',
    records: patentTypes,
    example: 'FAM=54321234',
    isFacetable: true,
    values: (record) => distinct([asPatent(record)?.simpleFamilyId]),
  },
  {
    code: 'FAMX',
    zh: '扩展同族',
    en: 'extended-family',
    aliases: ['INPADOC'],
    type: 'keyword',
    records: patentTypes,
    example: 'FAMX=*',
    isFacetable: true,
    values: (record) => distinct([asPatent(record)?.extendedFamilyId]),
  },
  {
    code: 'CAT',
    zh: '引用类别',
    en: 'citation-category',
    aliases: ['category'],
    type: 'keyword',
    records: patentTypes,
    example: 'CAT=X',
    isFacetable: true,
    values: (record) => distinct((asPatent(record)?.referencesCited ?? []).map((each) => each.category)),
  },
  {
    code: 'CBY',
    zh: '引用来源',
    en: 'cited-by',
    aliases: ['cited-phase'],
    type: 'keyword',
    records: patentTypes,
    example: 'CBY=examiner',
    isFacetable: true,
    values: (record) => distinct((asPatent(record)?.referencesCited ?? []).map((each) => each.citedBy)),
  },
];
