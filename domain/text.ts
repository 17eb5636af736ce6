/** ISO date `yyyy-mm-dd`. Unknown dates (`00010101`, `99991231`) are absent, never a sentinel. */
export type IsoDate = string;

/**
 * A piece of text in one language. `text` is plain Unicode in document order:
 * blocks end with `\n`, table cells are separated by `\t`, subscripts are `_{2}`, superscripts `^{2}`.
 */
export interface LocalizedText {
  /** BCP 47 / ISO 639-1 code, lower case; absent when the office gives none. */
  lang?: string;
  text: string;
  /** How the text came about when the office says so, e.g. `national office`, `translation`. */
  origin?: string;
}

/** A formula, chemical structure, table or drawing that the text refers to and that lives outside it. */
export interface EmbeddedReference {
  kind: 'maths' | 'chemistry' | 'table' | 'image' | 'sequence';
  id?: string;
  file?: string;
  /** Name of the figure or view, as the office gives it: `图1`, `主视图`. */
  label?: string;
  /** Where it stands: `abstract`, `description`, `claims`, `drawings`, `mark`. */
  part: string;
}
