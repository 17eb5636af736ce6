import type { FieldGroup, FieldSpec } from './field.js';
import { classFields } from './fields/classes.js';
import { codeFields } from './fields/codes.js';
import { countFields } from './fields/counts.js';
import { dateFields } from './fields/dates.js';
import { nameFields } from './fields/names.js';
import { numberFields } from './fields/numbers.js';
import { textFields } from './fields/texts.js';

/** Every searchable field, declared once (house.md rule 4). Order is the order of listings. */
export const fields: readonly FieldSpec[] = [
  ...textFields,
  ...nameFields,
  ...numberFields,
  ...dateFields,
  ...classFields,
  ...codeFields,
  ...countFields,
];

/** Codes of fields searched as words, in a fixed order. */
export const textFieldCodes: readonly string[] = fields
  .filter((field) => field.type === 'text' || field.type === 'name')
  .map((field) => field.code);

/** What a bare word searches. */
export const defaultFieldCodes: readonly string[] = fields
  .filter((field) => field.isDefault)
  .map((field) => field.code);

/** Texts about the record, not of it: an address, the citations of other authors, headings of a nomenclature. */
const outsideFullText = ['APAD', 'NPL', 'PCAT'];

/** Names that stand for several text fields. */
export const fieldGroups: readonly FieldGroup[] = [
  { code: 'TA', zh: '标题摘要', en: 'title-abstract', aliases: ['标题/摘要'], members: ['TI', 'AB'] },
  {
    code: 'TAC',
    zh: '标题摘要权利要求',
    en: 'title-abstract-claims',
    aliases: ['标题/摘要/权利要求'],
    members: ['TI', 'AB', 'CL'],
  },
  {
    code: 'FT',
    zh: '全文',
    en: 'full-text',
    aliases: ['fulltext'],
    members: fields
      .filter((field) => field.type === 'text' && !outsideFullText.includes(field.code))
      .map((field) => field.code),
  },
  {
    code: 'PTY',
    zh: '当事人',
    en: 'party',
    aliases: ['parties'],
    members: ['AP', 'AS', 'IN', 'AG', 'EX', 'OPP', 'COR'],
  },
];

const normalizeName = (name: string): string => name.normalize('NFKC').trim().toUpperCase();

const byName: ReadonlyMap<string, FieldSpec | FieldGroup> = new Map(
  [...fields, ...fieldGroups].flatMap((each) =>
    [each.code, each.zh, each.en, ...each.aliases].map((name): [string, FieldSpec | FieldGroup] => [
      normalizeName(name),
      each,
    ]),
  ),
);

/** The field or group that a name stands for: code, Chinese or English name or alias, case and width ignored. */
export function fieldByName(name: string): FieldSpec | FieldGroup | undefined {
  return byName.get(normalizeName(name));
}

const byCode: ReadonlyMap<string, FieldSpec> = new Map(fields.map((field) => [field.code, field]));

/** The field with this canonical code; throws on a code that does not exist, which is a bug of the caller. */
export function fieldOf(code: string): FieldSpec {
  const field = byCode.get(code);
  if (!field) throw new Error(`no field has the code ${code}`);
  return field;
}

/** Every name by which fields and groups can be called, for suggestions. */
export const fieldNames: readonly string[] = [...byName.keys()];
