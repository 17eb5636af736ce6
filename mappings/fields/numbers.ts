import type { FieldSpec } from '../field.js';
import { allTypes, asIndication, asPatent, asTrademark, keysOf, patentTypes } from './of-record.js';

/** Document numbers, found by any spelling: both sides go through domain/document-id.ts. */
export const numberFields: readonly FieldSpec[] = [
  {
    code: 'PN',
    zh: '公开号',
    en: 'publication-number',
    aliases: ['公告号', '公开公告号', 'PUBN', 'PNO'],
    type: 'number',
    inid: '11',
    records: allTypes,
    example: 'PN=US9876543B2',
    values: (record) => keysOf([record.publicationReference], 'publication'),
  },
  {
    code: 'AN',
    zh: '申请号',
    en: 'application-number',
    aliases: ['APNO', 'APN', 'serial-number'],
    type: 'number',
    inid: '21, 210',
    records: allTypes,
    example: 'AN=202110991218.8',
    // Its keys are many spellings of the one number.
    collapsesBy: 'APL',
    values: (record) => keysOf([record.applicationReference], 'application'),
  },
  {
    code: 'PRN',
    zh: '优先权号',
    en: 'priority-number',
    aliases: ['优先权', 'PR'],
    type: 'number',
    inid: '31',
    records: allTypes,
    example: 'PRN=US201461990000P',
    values: (record) => keysOf((asPatent(record) ?? asTrademark(record))?.priorityClaims ?? [], 'priority'),
  },
  {
    code: 'REF',
    zh: '引用专利',
    en: 'cited-number',
    aliases: ['引证', '引证专利', 'CT', 'cited'],
    type: 'number',
    inid: '56',
    records: patentTypes,
    example: 'REF=EP1234567',
    values: (record) =>
      keysOf(
        (asPatent(record)?.referencesCited ?? []).map((each) => each.reference),
        'publication',
      ),
  },
  {
    code: 'REL',
    zh: '相关文献号',
    en: 'related-number',
    aliases: ['分案', '母案'],
    type: 'number',
    inid: '60-68',
    records: patentTypes,
    example: 'REL=US14123456',
    values: (record) => {
      const related = asPatent(record)?.relatedDocuments ?? [];
      return [
        ...keysOf(
          related.flatMap((each) => [each.parent, each.child]),
          'application',
        ),
        ...keysOf(
          related.flatMap((each) => [each.parentGrant]),
          'publication',
        ),
      ];
    },
  },
  {
    code: 'PCT',
    zh: '国际申请号',
    en: 'international-number',
    aliases: ['PCT号', '国际公布号', 'WO'],
    type: 'number',
    inid: '86, 87',
    records: patentTypes,
    example: 'PCT=PCT/EP2014/065432',
    values: (record) => {
      const patent = asPatent(record);
      return [
        ...keysOf([patent?.pctOrRegionalFilingData?.reference], 'application'),
        ...keysOf([patent?.pctOrRegionalPublishingData?.reference], 'publication'),
      ];
    },
  },
  {
    code: 'RN',
    zh: '注册号',
    en: 'registration-number',
    aliases: ['登记号', 'REGN', 'file-number'],
    type: 'number',
    inid: '111',
    records: ['trademark', 'geographical-indication', 'layout-design'],
    example: 'RN=PDO-IT-0123',
    values: (record) => {
      const number =
        asTrademark(record)?.registrationNumber ??
        asIndication(record)?.fileNumber ??
        (record.type === 'layout-design' ? record.registrationNumber : undefined);
      return number ? keysOf([{ office: record.office, number }], 'registration') : [];
    },
  },
];
