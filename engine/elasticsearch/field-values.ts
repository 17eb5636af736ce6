import { classLevels } from '../../domain/class-levels.js';
import { isShown, type Json } from '../../mappings/elasticsearch.js';
import { schemeOfField } from '../../mappings/embedded.js';
import type { FieldSpec } from '../../mappings/field.js';
import { ancestorsOf, type DayForms, dayForms, foldValue } from './known-forms.js';
import { streamField } from './token-stream.js';

/** The index fields of a record, by the groups of their names (mappings/elasticsearch.ts). */
export type FieldGroups = Record<'w' | 'k' | 'o' | 'g' | 'n' | 'd' | 'p' | 'c', Json>;

/** Puts the values of a field, one or more and well-formed, where they belong; returns the number of words among them. */
export type PutValues = (groups: FieldGroups, values: readonly string[]) => number;

/** What is to be done with the values of a field, worked out once. */
export function planField(spec: FieldSpec): PutValues {
  const { code, type } = spec;
  switch (type) {
    case 'text':
      return (groups, values) => putWords(groups, code, values);
    case 'name':
    case 'keyword':
      return planWhole(spec);
    case 'number':
      return plain((groups, values) => (groups.k[code] = distinct(values)));
    case 'integer':
      return plain((groups, values) => (groups.n[code] = distinct(values.map(Number))));
    case 'date':
      return plain((groups, values) => putDays(groups, code, values));
    case 'class':
      return planClass(spec);
    case 'status':
      // Its periods say more.
      return () => 0;
  }
}

const plain =
  (put: (groups: FieldGroups, values: readonly string[]) => void): PutValues =>
  (groups, values) => {
    put(groups, values);
    return 0;
  };

function putWords(groups: FieldGroups, code: string, values: readonly string[]): number {
  const { stream, words } = streamField(values);
  if (words > 0) groups.w[code] = stream;
  return words;
}

function planWhole(spec: FieldSpec): PutValues {
  const { code } = spec;
  const hasWords = spec.type === 'name';
  const isSpelled = isShown(spec);
  return (groups, values) => {
    const words = hasWords ? putWords(groups, code, values) : 0;
    const folded = values.map(foldValue);
    groups.k[code] = distinct(folded);
    if (isSpelled) groups.o[code] = distinct(values.map((value, place) => `${folded[place]}\u0000${value}`));
    return words;
  };
}

function putDays(groups: FieldGroups, code: string, dates: readonly string[]): void {
  const forms = dates.map(dayForms);
  groups.d[code] = distinctOf(forms, ({ day }) => day);
  groups.p[code] = {
    year: distinctOf(forms, ({ year }) => year),
    quarter: distinctOf(forms, ({ quarter }) => quarter),
    month: distinctOf(forms, ({ month }) => month),
  } satisfies Record<Exclude<keyof DayForms, 'day'>, string[]>;
}

function planClass({ code }: FieldSpec): PutValues {
  const scheme = schemeOfField(code);
  const levels = classLevels[scheme];
  const chainOf = ancestorsOf(scheme);
  return plain((groups, values) => {
    const symbols = distinct(values);
    const chains = symbols.map(chainOf);
    const byLevel: Json = {};
    for (const [depth, level] of levels.entries())
      byLevel[level] = distinct(chains.flatMap((chain) => chain[depth] ?? []));
    groups.c[code] = { symbol: symbols, tree: distinct(chains.flat()), levels: byLevel };
  });
}

/** Most lists hold one value or few, and making a set takes longer than comparing those. */
const few = 8;

/** Each value once, in the order in which they came. */
function distinct<T>(values: readonly T[]): T[] {
  const { length } = values;
  if (length === 1) return [...values];
  if (length > few) return [...new Set(values)];
  return values.filter((value, place) => values.indexOf(value) === place);
}

const distinctOf = <T, R>(values: readonly T[], read: (value: T) => R): R[] => distinct(values.map(read));
