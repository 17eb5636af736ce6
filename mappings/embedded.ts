import type { ClassificationScheme } from '../domain/classification.js';
import type { FieldSpec } from './field.js';
import { fields } from './fields.js';

/** How the embedded index holds one field; derived from fields.ts, numbered in its order. */
export interface EmbeddedField {
  readonly spec: FieldSpec;
  /** Number of the field in keys of the dictionary. */
  readonly number: number;
  /** Bit of the field in the field masks of postings; undefined when it is not searched as words. */
  readonly textBit?: number;
  /** What its column holds, if it has one. */
  readonly column?: 'values' | 'symbols' | 'days' | 'integers' | 'status';
  /** Scheme of a class field. */
  readonly scheme?: ClassificationScheme;
  readonly weight: number;
}

/** Grows when the layout of segments or the text analysis changes: an older index is then built anew from the stored documents. */
const indexVersion = 8;

const schemes: Readonly<Record<string, ClassificationScheme>> = {
  IPC: 'ipc',
  MIPC: 'ipc',
  CPC: 'cpc',
  MCPC: 'cpc',
  LOC: 'locarno',
  NCL: 'nice',
  VC: 'vienna',
  UC: 'us',
  FI: 'fi',
  FTM: 'f-term',
};

/** Scheme of a class field; throws for a class field that is missing in the table above. */
export function schemeOfField(code: string): ClassificationScheme {
  const scheme = schemes[code];
  if (!scheme) throw new Error(`class field ${code} has no scheme in mappings/embedded.ts`);
  return scheme;
}

function columnOf(spec: FieldSpec): EmbeddedField['column'] {
  if (spec.type === 'date') return 'days';
  if (spec.type === 'integer') return 'integers';
  if (spec.type === 'status') return 'status';
  if (!spec.isSortable && !spec.isFacetable) return undefined;
  return spec.type === 'class' ? 'symbols' : 'values';
}

/** Index layout of a list of fields. Throws when there are more fields than keys or masks can number. */
export function deriveEmbeddedFields(specs: readonly FieldSpec[]): EmbeddedField[] {
  if (specs.length > 125) throw new Error(`${specs.length} fields, but the keys of the index number 125 at most`);
  let textBits = 0;
  // Commonest texts first: their masks then take one byte.
  return specs.map((spec, number) => {
    const isText = spec.type === 'text' || spec.type === 'name';
    return {
      spec,
      number,
      textBit: isText ? textBits++ : undefined,
      column: columnOf(spec),
      scheme: spec.type === 'class' ? schemeOfField(spec.code) : undefined,
      weight: spec.weight ?? 1,
    };
  });
}

export const embeddedFields: readonly EmbeddedField[] = deriveEmbeddedFields(fields);

const byCode: ReadonlyMap<string, EmbeddedField> = new Map(embeddedFields.map((field) => [field.spec.code, field]));

/** Layout of the field with this code; throws for an unknown code, which is a bug of the caller. */
export function embeddedFieldOf(code: string): EmbeddedField {
  const field = byCode.get(code);
  if (!field) throw new Error(`no field has the code ${code}`);
  return field;
}

/** Says which layout an index was built with; another value means that it must be built anew. */
export const embeddedSchema: string = [
  `v${indexVersion}`,
  ...embeddedFields.map(({ spec, column }) => `${spec.code}:${spec.type}:${column ?? '-'}`),
].join(' ');
