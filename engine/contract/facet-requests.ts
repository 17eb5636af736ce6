import fc from 'fast-check';
import { classLevels } from '../../domain/class-levels.js';
import type { FieldSpec } from '../../mappings/field.js';
import { schemeOfField } from '../../mappings/embedded.js';
import { fields } from '../../mappings/fields.js';
import type { BucketOrder, DateInterval, FacetRequest, FlatFacet } from '../engine.js';

export const facetable: readonly FieldSpec[] = fields.filter(({ isFacetable }) => isFacetable);
export const intervals: readonly DateInterval[] = ['year', 'quarter', 'month', 'day'];

const levelsOf = ({ code, type }: FieldSpec): readonly string[] =>
  type === 'class' ? classLevels[schemeOfField(code)] : [];

/** Every way to make buckets of every field, with room for all of them. */
export const bucketRequests: readonly FacetRequest[] = facetable.flatMap((spec): FacetRequest[] => {
  const field = spec.code;
  if (spec.type === 'date') return intervals.map((interval) => ({ kind: 'dates', field, interval }));
  const terms: FacetRequest = { kind: 'terms', field, size: 1000 };
  return [terms, ...levelsOf(spec).map((level) => ({ ...terms, level }))];
});

const flatArbitrary: fc.Arbitrary<FlatFacet> = fc
  .tuple(
    fc.constantFrom(...facetable),
    fc.constantFrom(1, 3, 1000),
    fc.constantFrom<BucketOrder | undefined>(undefined, 'count', 'value', 'value-desc'),
    fc.constantFrom('buckets', 'buckets', 'distinct', 'statistics'),
    fc.nat({ max: 4 }),
    fc.array(fc.constantFrom(0, 1, 25, 50, 75, 99.9, 100), { maxLength: 3 }),
  )
  .map(([spec, size, order, kind, depth, percents]): FlatFacet => {
    const { code: field, type } = spec;
    const interval = intervals[depth % intervals.length] ?? 'year';
    const level = levelsOf(spec)[depth];
    if (kind === 'statistics' && (type === 'date' || type === 'integer'))
      return { kind, field, percents: [...new Set(percents)] };
    if (kind === 'distinct') return type === 'date' ? { kind, field, interval } : { kind, field, level };
    if (type === 'date') return { kind: 'dates', field, interval, order, size: size === 3 ? undefined : size };
    return { kind: 'terms', field, size, level, order };
  });

/** Facets of all kinds, one in three with another inside. */
export const facetArbitrary: fc.Arbitrary<FacetRequest> = fc
  .tuple(flatArbitrary, fc.option(flatArbitrary, { nil: undefined, freq: 1 }))
  .map(([outer, nested]): FacetRequest =>
    nested && (outer.kind === 'terms' || outer.kind === 'dates') ? { ...outer, nested } : outer,
  );
