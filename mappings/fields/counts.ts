import type { Citation } from '../../domain/document-reference.js';
import { dayNumber } from '../../domain/day.js';
import type { FieldSpec } from '../field.js';
import {
  allTypes,
  asPatent,
  asTrademark,
  filingDateOf,
  grantDateOf,
  partiesOf,
  patentTypes,
  symbolsOf,
} from './of-record.js';

const citations = (record: Parameters<FieldSpec['values']>[0], kind: Citation['kind']) => {
  const patent = asPatent(record);
  return patent ? [patent.referencesCited.filter((each) => each.kind === kind).length] : [];
};

/** Whole numbers counted on the record itself. */
export const countFields: readonly FieldSpec[] = [
  {
    code: 'NOC',
    zh: '权利要求数',
    en: 'number-of-claims',
    aliases: ['claims-count'],
    type: 'integer',
    records: patentTypes,
    example: 'NOC>=20',
    isSortable: true,
    isFacetable: true,
    values: (record) => {
      const patent = asPatent(record);
      const stated = patent?.numberOfClaims ?? (patent && patent.claims.length > 0 ? patent.claims.length : undefined);
      return stated === undefined ? [] : [stated];
    },
  },
  {
    code: 'NIC',
    zh: '独立权利要求数',
    en: 'independent-claims',
    aliases: [],
    type: 'integer',
    records: patentTypes,
    example: 'NIC=1',
    isSortable: true,
    isFacetable: true,
    values: (record) => {
      const claims = asPatent(record)?.claims ?? [];
      return claims.length === 0 ? [] : [claims.filter((claim) => claim.dependsOn.length === 0).length];
    },
  },
  {
    code: 'NOF',
    zh: '附图数',
    en: 'number-of-figures',
    aliases: [],
    type: 'integer',
    records: patentTypes,
    example: 'NOF>10',
    isSortable: true,
    isFacetable: true,
    values: (record) => {
      const figures = asPatent(record)?.numberOfFigures;
      return figures === undefined ? [] : [figures];
    },
  },
  {
    code: 'NCP',
    zh: '引用专利数',
    en: 'patent-citations',
    aliases: [],
    type: 'integer',
    records: patentTypes,
    example: 'NCP>=5',
    isSortable: true,
    isFacetable: true,
    values: (record) => citations(record, 'patent'),
  },
  {
    code: 'NCN',
    zh: '引用非专利数',
    en: 'npl-citations',
    aliases: [],
    type: 'integer',
    records: patentTypes,
    example: 'NCN>0',
    isSortable: true,
    isFacetable: true,
    values: (record) => citations(record, 'npl'),
  },
  {
    code: 'NIN',
    zh: '发明人数',
    en: 'number-of-inventors',
    aliases: [],
    type: 'integer',
    records: patentTypes,
    example: 'NIN>=3',
    isSortable: true,
    isFacetable: true,
    values: (record) => (asPatent(record) ? [partiesOf(record, ['inventor', 'designer']).length] : []),
  },
  {
    code: 'NAP',
    zh: '申请人数',
    en: 'number-of-applicants',
    aliases: [],
    type: 'integer',
    records: allTypes,
    example: 'NAP>1',
    isSortable: true,
    isFacetable: true,
    values: (record) => [partiesOf(record, ['applicant', 'owner']).length],
  },
  {
    code: 'NPR',
    zh: '优先权数',
    en: 'number-of-priorities',
    aliases: [],
    type: 'integer',
    records: allTypes,
    example: 'NPR>=2',
    isSortable: true,
    isFacetable: true,
    values: (record) => {
      const claims = (asPatent(record) ?? asTrademark(record))?.priorityClaims;
      return claims ? [claims.length] : [];
    },
  },
  {
    code: 'NNC',
    zh: '尼斯类别数',
    en: 'number-of-nice-classes',
    aliases: [],
    type: 'integer',
    records: ['trademark'],
    example: 'NNC>3',
    isSortable: true,
    isFacetable: true,
    values: (record) => (asTrademark(record) ? [symbolsOf(record, 'nice').length] : []),
  },
  {
    code: 'LAG',
    zh: '授权周期',
    en: 'grant-lag-days',
    aliases: ['授权周期天数'],
    type: 'integer',
    records: allTypes,
    example: 'LAG<=365',
    isSortable: true,
    values: (record) => {
      const [filed, granted] = [filingDateOf(record), grantDateOf(record)];
      return filed && granted && granted >= filed ? [dayNumber(granted) - dayNumber(filed)] : [];
    },
  },
];
