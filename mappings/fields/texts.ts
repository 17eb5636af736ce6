import type { FieldSpec } from '../field.js';
import { allTypes, asIndication, asPatent, asTrademark, distinct, partiesOf, patentTypes } from './of-record.js';

/** Fields searched as words. Each string of `values` is a value of its own: no phrase crosses from one to the next. */
export const textFields: readonly FieldSpec[] = [
  {
    code: 'TI',
    zh: '标题',
    en: 'title',
    aliases: ['名称', '发明名称', 'invention-title', 'TTL'],
    type: 'text',
    inid: '54',
    records: ['patent', 'design', 'layout-design'],
    example: 'TI="solid electrolyte"',
    isDefault: true,
    weight: 4,
    values: (record) =>
      (record.type === 'layout-design' ? record.name : (asPatent(record)?.inventionTitle ?? [])).map(
        (each) => each.text,
      ),
  },
  {
    code: 'AB',
    zh: '摘要',
    en: 'abstract',
    aliases: ['ABST'],
    type: 'text',
    inid: '57',
    records: patentTypes,
    example: 'AB=电解质',
    isDefault: true,
    weight: 2,
    values: (record) => asPatent(record)?.abstract.map((each) => each.text) ?? [],
  },
  {
    code: 'CL',
    zh: '权利要求',
    en: 'claims',
    aliases: ['权利要求书', 'CLM', 'CLMS'],
    type: 'text',
    records: patentTypes,
    example: 'CL=separator',
    isDefault: true,
    weight: 1.5,
    values: (record) => asPatent(record)?.claims.map((each) => each.text) ?? [],
  },
  {
    code: 'DE',
    zh: '说明书',
    en: 'description',
    aliases: ['DESC', 'SPEC'],
    type: 'text',
    records: patentTypes,
    example: 'DE="coating layer"',
    values: (record) =>
      asPatent(record)?.description.flatMap((section) => [
        ...(section.heading ? [section.heading] : []),
        ...section.paragraphs.map((paragraph) => paragraph.text),
      ]) ?? [],
  },
  {
    code: 'MARK',
    zh: '商标文字',
    en: 'mark-text',
    aliases: ['商标', '商标名称', 'TM', 'mark'],
    type: 'text',
    inid: '540',
    records: ['trademark'],
    example: 'MARK=lotus',
    isDefault: true,
    weight: 4,
    values: (record) => asTrademark(record)?.markText.map((each) => each.text) ?? [],
  },
  {
    code: 'GS',
    zh: '商品服务',
    en: 'goods-services',
    aliases: ['商品', '服务', 'goods'],
    type: 'text',
    inid: '511',
    records: ['trademark'],
    example: 'GS=batteries',
    values: (record) =>
      asTrademark(record)?.goodsServices.flatMap((each) => each.description.map((text) => text.text)) ?? [],
  },
  {
    code: 'GIN',
    zh: '地理标志名称',
    en: 'gi-name',
    aliases: ['地理标志', 'GI', 'indication'],
    type: 'text',
    records: ['geographical-indication'],
    example: 'GIN=riesling',
    isDefault: true,
    weight: 4,
    values: (record) => {
      const indication = asIndication(record);
      return distinct([...(indication?.name ?? []), ...(indication?.transcription ?? [])].map((each) => each.text));
    },
  },
  {
    code: 'PROD',
    zh: '产品',
    en: 'product',
    aliases: ['产品名称'],
    type: 'text',
    records: ['geographical-indication', 'design'],
    example: 'PROD=cheese',
    isDefault: true,
    weight: 2,
    values: (record) => {
      if (record.type === 'design') return record.productIndication?.map((each) => each.text) ?? [];
      return distinct(asIndication(record)?.product?.map((each) => each.text) ?? []);
    },
  },
  {
    code: 'PCAT',
    zh: '产品类别',
    en: 'product-category',
    aliases: ['产品分类', 'cn-code'],
    type: 'text',
    records: ['geographical-indication'],
    example: 'PCAT="CN 2204"',
    // Headings of a nomenclature (`prepared edible fats; animal or vegetable waxes`) name no product: not searched by a bare word.
    values: (record) =>
      asIndication(record)?.productCategory?.map(({ code, text }) => [code, text].filter(Boolean).join(' ')) ?? [],
  },
  {
    code: 'AREA',
    zh: '产地',
    en: 'area',
    aliases: ['产地范围'],
    type: 'text',
    records: ['geographical-indication'],
    example: 'AREA=valley',
    values: (record) => asIndication(record)?.area?.map((each) => each.text) ?? [],
  },
  {
    code: 'STM',
    zh: '商标说明',
    en: 'mark-statement',
    aliases: ['放弃专用权', 'disclaimer'],
    type: 'text',
    inid: '526',
    records: ['trademark'],
    example: 'STM="consists of"',
    values: (record) => asTrademark(record)?.statements.map((each) => each.text) ?? [],
  },
  {
    code: 'NPL',
    zh: '非专利文献',
    en: 'non-patent-literature',
    aliases: ['引用文献'],
    type: 'text',
    inid: '56',
    records: patentTypes,
    example: 'NPL="Journal of Power Sources"',
    values: (record) => distinct((asPatent(record)?.referencesCited ?? []).map((each) => each.text)),
  },
  {
    code: 'GOV',
    zh: '政府利益',
    en: 'government-interest',
    aliases: [],
    type: 'text',
    records: patentTypes,
    example: 'GOV="department of energy"',
    values: (record) => distinct([asPatent(record)?.governmentInterest]),
  },
  {
    code: 'APAD',
    zh: '申请人地址',
    en: 'applicant-address',
    aliases: ['地址', 'address'],
    type: 'text',
    inid: '71',
    records: allTypes,
    example: 'APAD=苏州',
    values: (record) =>
      distinct(
        partiesOf(record, ['applicant', 'owner']).map(({ address }) =>
          address
            ? distinct([
                address.text,
                address.street,
                address.county,
                address.city,
                address.state,
                address.postcode,
              ]).join('\n')
            : undefined,
        ),
      ),
  },
];
