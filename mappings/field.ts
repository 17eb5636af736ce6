import type { IpRecord } from '../domain/record.js';
import type { RightType } from '../domain/record-base.js';

/**
 * How a field is searched. The same names decide index layout in every engine.
 * - `text`     words with positions; several values are apart: no phrase or distance crosses from one to the next
 * - `name`     words as `text`, and the whole value exactly (`==`), folded and with white space collapsed
 * - `keyword`  whole values, folded; `=` and `==` mean the same; `*` at the end truncates
 * - `class`    class symbols; `=` matches the symbol and all below it, `==` the symbol alone
 * - `number`   document numbers; values are number keys of domain/document-id.ts (`numberKeys`)
 * - `date`     days; `integer` whole numbers; both take ranges
 * - `status`   life status on a day, from periods
 */
export type FieldType = 'text' | 'name' | 'keyword' | 'class' | 'number' | 'date' | 'integer' | 'status';

/** Language-neutral value of a field: strings for all but `integer`. Dates are ISO, classes canonical symbols. */
export type FieldValue = string | number;

/** One searchable field, declared once; index layouts, query checks, facets, `/v1/fields` and the data dictionary derive from it. */
export interface FieldSpec {
  /** Canonical code, upper case: `TI`, `AP`. */
  readonly code: string;
  /** Chinese name, first Chinese alias. */
  readonly zh: string;
  readonly en: string;
  /** Further names in both languages; case is ignored. */
  readonly aliases: readonly string[];
  readonly type: FieldType;
  /** ST.9 INID codes, e.g. `54`. */
  readonly inid?: string;
  /** Right types that have it. */
  readonly records: readonly RightType[];
  /** A query that uses it. */
  readonly example: string;
  /** Part of what a bare word searches. */
  readonly isDefault?: boolean;
  readonly isSortable?: boolean;
  readonly isFacetable?: boolean;
  /** Results may be collapsed by it: a keyword with facets, of which a record has one value at most. */
  readonly isCollapsible?: boolean;
  /** Code of the field that results are collapsed by when a person names this one. */
  readonly collapsesBy?: string;
  /** Weight of a hit in this field for ranking; 1 unless said. */
  readonly weight?: number;
  /** Values of a record; empty when it has none. Pure. */
  values(record: IpRecord): readonly FieldValue[];
}

/** A name that stands for several text fields: `TAC` = TI, AB, CL. */
export interface FieldGroup {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly aliases: readonly string[];
  /** Codes of member fields, all of type `text` or `name`. */
  readonly members: readonly string[];
}
