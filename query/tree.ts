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
  /** Every term whose Porter stem is `stem`. */
  | { kind: 'stem'; stem: string };

/** Consecutive positions inside one value of one of `fields`; one element is a plain word. */
export interface PhraseLeaf {
  kind: 'phrase';
  fields: string[];
  elements: PhraseElement[];
  span?: Span;
}

/** Whole values of a `keyword` or `name` field. `value` is folded (foldKeyword); `prefix` matches every value that starts with it. */
export interface KeywordLeaf {
  kind: 'keyword';
  field: string;
  value: string;
  match: 'exact' | 'prefix';
  span?: Span;
}

/**
 * Symbols of a `class` field. `tree`: the symbol and everything below it; `exact`: the symbol itself;
 * `prefix`: every symbol whose canonical spelling starts with it (`H01M10/05*`).
 */
export interface ClassLeaf {
  kind: 'class';
  field: string;
  symbol: string;
  match: 'tree' | 'exact' | 'prefix';
  span?: Span;
}

/** A record matches when one of its number keys in one of `fields` is one of `keys`. */
export interface NumberLeaf {
  kind: 'number';
  fields: string[];
  keys: string[];
  /** Key truncated on the right (`PN=CN1019*`). */
  prefix?: boolean;
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
