import type { FieldSpec } from '../../mappings/field.js';
import { fieldGroups, fields } from '../../mappings/fields.js';
import { markdownTable } from './markdown-table.js';

const typeMeanings: Readonly<Record<FieldSpec['type'], string>> = {
  text: 'words with positions: `TI=solid electrolyte`, phrases in quotes, `electro*`',
  name: 'words as text; `==` the whole name exactly, folded',
  keyword: 'whole values, folded; `*` at the end truncates',
  class: '`=` the symbol and all below it, `==` the symbol alone',
  number: 'document numbers in any spelling',
  date: 'days; `=` a day, month or year, ranges `[20190101 TO 20191231]`, `>=`',
  integer: 'whole numbers, ranges as for dates',
  status: 'life status on the as-of day, from dated periods',
};

/** docs/data-dictionary.md from mappings/fields.ts: the only place where a field is declared. */
export function renderDataDictionary(): string {
  const types = Object.entries(typeMeanings).map(([type, meaning]) => [`\`${type}\``, meaning]);
  const rows = fields.map((field) => [
    `\`${field.code}\``,
    field.zh,
    field.en,
    field.aliases.join(', '),
    `\`${field.type}\``,
    field.inid ?? '',
    field.records.length === 5 ? 'all' : field.records.join(', '),
    marksOf(field),
    `\`${field.example}\``,
  ]);
  const groups = fieldGroups.map((group) => [
    `\`${group.code}\``,
    group.zh,
    group.en,
    group.aliases.join(', '),
    group.members.join(' '),
  ]);
  return [
    '# Data dictionary',
    '',
    'Generated from `mappings/fields.ts` by `npm run docs`; `/v1/fields` lists the same with fill rates of the data at hand.',
    'Names are taken in any case and width: code, Chinese name, English name or alias. INID codes are those of WIPO ST.9 and ST.60.',
    '',
    '## Types',
    '',
    markdownTable(['type', 'how it is searched'], types),
    '',
    `## ${fields.length} fields`,
    '',
    'Marks: **d** a bare word searches it, **s** it sorts, **f** it has facets, **c** results may be collapsed by it (`AN` stands for `APL` then).',
    '',
    markdownTable(['code', 'zh', 'en', 'aliases', 'type', 'INID', 'rights', 'marks', 'example'], rows),
    '',
    '## Groups',
    '',
    markdownTable(['code', 'zh', 'en', 'aliases', 'fields'], groups),
    '',
  ].join('\n');
}

const marksOf = (field: FieldSpec): string =>
  [field.isDefault && 'd', field.isSortable && 's', field.isFacetable && 'f', field.isCollapsible && 'c']
    .filter(Boolean)
    .join(' ');
