import type { IsoDate } from '../domain/text.js';
import type { LifeStatus } from '../domain/life.js';

/** Half-open span in the query text, UTF-16 offsets. */
export interface Span {
  start: number;
  end: number;
}

/**
 * The checked tree: what every engine and query/evaluate.ts execute. Field codes are canonical (mappings/fields.ts), values are folded and
 * typed, groups are expanded to their member fields. No text is left to interpret.
 */
export type CheckedNode =
  | { kind: 'all' }
  | { kind: 'none' }
  | { kind: 'and' | 'or' | 'xor'; children: CheckedNode[]; span?: Span }
  | { kind: 'not'; child: CheckedNode; span?: Span }
  | PhraseLeaf
  | ProximityLeaf
  | FrequencyLeaf
  | KeywordLeaf
  | ClassLeaf
  | NumberLeaf
  | RangeLeaf
  | ExistsLeaf
  | StatusLeaf;

/** One position of a phrase. */
export type PhraseElement =
  | { kind: 'term'; term: string }
  /** Right truncation of a word: every term that starts with `prefix`. */
  | { kind: 'prefix'; prefix: string }
  /** Any other truncation: every term that the pattern covers (match-pattern.ts). Not a mere right truncation. */
  | { kind: 'pattern'; pattern: string }
  /** Every term whose Porter stem is `stem`. */
  | { kind: 'stem'; stem: string }
  /** Any one term. */
  | { kind: 'any' };

/** Consecutive positions inside one value of one of `fields`; one element is a plain word. */
export interface PhraseLeaf {
  kind: 'phrase';
  fields: string[];
  elements: PhraseElement[];
  span?: Span;
}

/**
 * What stands in a text: each node has a set of occurrences, extents [start, end] of positions of one field. Positions, sentences and paragraphs
 * are numbered through all values of the field; the end of a value ends its paragraph.
 *
 * - `words`: consecutive positions inside one value; the extent is first..last
 * - `any-of`: the occurrences of all children; equal extents are one
 * - `distance`: the right begins 1 to `distance` positions behind the end of the left (or, unless `isOrdered`, the other way round), both inside
 *   one sentence; extents that overlap are at no distance
 *   An occurrence is the extent that covers both.
 * - `within`: a left and a right, in any order, inside `distance` consecutive sentences or paragraphs (1: the same one). An occurrence is a smallest
 *   extent that holds both, one that holds no other. They may overlap (`(a NEAR5 c) WITH b` finds `a b c`) but must be two: `a WITH a` needs two
 *   words. Of a side's occurrences that hold one another the inner one counts.
 */
export type PositionNode =
  | { kind: 'words'; elements: PhraseElement[]; span?: Span }
  | { kind: 'any-of'; children: PositionNode[]; span?: Span }
  | { kind: 'distance'; isOrdered: boolean; distance: number; left: PositionNode; right: PositionNode; span?: Span }
  | {
      kind: 'within';
      part: 'sentence' | 'paragraph';
      distance: number;
      left: PositionNode;
      right: PositionNode;
      span?: Span;
    };

/** At least one occurrence in one of `fields`. */
export interface ProximityLeaf {
  kind: 'proximity';
  fields: string[];
  /** `distance` or `within`; words alone are a PhraseLeaf. */
  node: PositionNode;
  span?: Span;
}

/**
 * How often something stands in `fields` together: the number of positions at which an occurrence begins, summed over the fields, lies in
 * `from`..`to` (inclusive; an absent end is open). Zero counts: a record without the field has none.
 */
export interface FrequencyLeaf {
  kind: 'frequency';
  fields: string[];
  node: PositionNode;
  from?: number;
  to?: number;
  span?: Span;
}

/**
 * Whole values of a `keyword` or `name` field. `value` is folded (foldKeyword). `prefix`: every value that starts with it; `pattern`: every value
 * that the pattern covers (match-pattern.ts).
 */
export interface KeywordLeaf {
  kind: 'keyword';
  field: string;
  value: string;
  match: 'exact' | 'prefix' | 'pattern';
  span?: Span;
}

/**
 * Symbols of a `class` field. `tree`: the symbol and everything below it; `exact`: the symbol itself;
 * `prefix`: every symbol whose canonical spelling starts with it (`H01M10/05*`); `pattern`: that the pattern covers (`H01M?/0525`).
 */
export interface ClassLeaf {
  kind: 'class';
  field: string;
  symbol: string;
  match: 'tree' | 'exact' | 'prefix' | 'pattern';
  span?: Span;
}

/** A record matches when one of its number keys in one of `fields` is one of `keys`, starts with one, or is covered by one. */
export interface NumberLeaf {
  kind: 'number';
  fields: string[];
  keys: string[];
  match: 'exact' | 'prefix' | 'pattern';
  span?: Span;
}

/** Inclusive range over a `date` (ISO) or `integer` field; an absent end is open. A record with several values matches when one lies inside. */
export interface RangeLeaf {
  kind: 'range';
  field: string;
  from?: IsoDate | number;
  to?: IsoDate | number;
  span?: Span;
}

/** The record has at least one value in the field. */
export interface ExistsLeaf {
  kind: 'exists';
  field: string;
  span?: Span;
}

/** Life status on a day: `on` if given, else the request's as-of day, else the engine's data date. */
export interface StatusLeaf {
  kind: 'status';
  statuses: LifeStatus[];
  on?: IsoDate;
  span?: Span;
}
