import { z } from 'zod';
import { rightTypes } from './parameters.js';

const day = z.iso.date();
const localizedText = z.object({ lang: z.string().optional(), text: z.string(), origin: z.string().optional() });
const reference = z.object({
  office: z.string(),
  number: z.string(),
  kind: z.string().optional(),
  date: day.optional(),
});
export const lifeStatus = z.enum([
  'pending',
  'published',
  'in-force',
  'refused',
  'withdrawn',
  'lapsed',
  'expired',
  'invalidated',
  'unknown',
]);

const figure = z.union([z.number(), day]);
/** What a facet says; `bucket` is what stands in its list. */
const facetAnswer = <B extends z.ZodType>(bucket: B) =>
  z.union([
    z.object({ buckets: z.array(bucket), otherBuckets: z.int(), exact: z.boolean() }),
    z.object({ distinct: z.int(), exact: z.boolean() }),
    z.object({
      statistics: z.object({
        count: z.int(),
        min: figure.optional(),
        max: figure.optional(),
        mean: figure.optional(),
        percentiles: z.record(z.string(), figure),
      }),
      exact: z.boolean(),
    }),
  ]);
const flatAnswer = facetAnswer(z.object({ value: z.string(), count: z.int() }));

/** What one part of the query adds to a score; `factors` are those of BM25, absent when the part scores one constant. */
const scorePart = z.object({
  span: z.object({ start: z.int(), end: z.int() }).optional().meta({ description: 'UTF-16 offsets in `q`' }),
  fields: z.array(z.string()),
  score: z.number(),
  factors: z
    .object({
      occurrences: z.number(),
      weight: z.number(),
      rarity: z.number(),
      length: z.number(),
      averageLength: z.number(),
    })
    .optional(),
});

export const searchAnswer = z
  .object({
    meta: z.object({
      count: z.int().meta({ description: 'matching records' }),
      exact: z.boolean(),
      groups: z
        .int()
        .optional()
        .meta({ description: 'groups that the matching records fall into; there with `collapse`' }),
      dataDate: day.nullable().meta({ description: 'newest day that the data speaks of; null while there is no data' }),
      asOf: day.meta({ description: 'day that the answer is true on: the one asked for, else the data date' }),
      took: z.int().meta({ description: 'milliseconds' }),
      query: z.string().meta({ description: 'the query in canonical form' }),
      filter: z.array(z.string()).optional().meta({ description: 'filters in canonical form' }),
      cursor: z
        .string()
        .optional()
        .meta({ description: 'of the next page, when `cursor` was given; absent on the last' }),
      warnings: z.array(z.string()),
    }),
    results: z.array(
      z.looseObject({
        id: z.string(),
        type: z.enum(rightTypes),
        members: z
          .int()
          .optional()
          .meta({ description: 'matching records of the group that it stands for; there with `collapse`' }),
        score: z.number().optional().meta({ description: 'relevance; there when the order asks for it' }),
        office: z.string().optional(),
        title: z.array(localizedText).optional(),
        applicants: z.array(z.string()).optional(),
        publicationReference: reference.partial({ number: true }).optional(),
        applicationReference: reference.optional(),
        registrationNumber: z.string().optional(),
        registrationDate: day.optional(),
        mainClasses: z.array(z.object({ scheme: z.string(), symbol: z.string() })).optional(),
        status: lifeStatus.optional(),
        highlights: z.unknown().optional(),
        scoreParts: z
          .array(scorePart)
          .optional()
          .meta({ description: 'the parts whose sum is the score; there with `explain=score`' }),
      }),
    ),
    facets: z
      .record(z.string(), facetAnswer(z.object({ value: z.string(), count: z.int(), nested: flatAnswer.optional() })))
      .optional(),
  })
  .meta({ component: 'SearchAnswer' });

export const recordAnswer = z
  .looseObject({
    id: z.string(),
    type: z.enum(rightTypes),
    office: z.string(),
    parties: z.array(z.looseObject({ role: z.string(), name: z.string() })),
    classifications: z.array(z.looseObject({ scheme: z.string(), symbol: z.string() })),
    events: z.array(z.looseObject({ code: z.string(), date: day.optional() })),
    sources: z.array(z.looseObject({ format: z.string(), package: z.string(), hash: z.string() })),
    meta: z.object({ dataDate: day.nullable(), asOf: day, status: lifeStatus }),
  })
  .meta({ component: 'Record' });

export const candidatesAnswer = z
  .object({
    count: z.int(),
    candidates: z.array(
      z.object({
        id: z.string(),
        type: z.enum(rightTypes),
        title: z.array(localizedText),
        url: z.string(),
        reason: z.string(),
      }),
    ),
  })
  .meta({ component: 'Candidates' });

export const timelineAnswer = z
  .object({
    id: z.string(),
    type: z.enum(rightTypes),
    meta: z.object({ dataDate: day.nullable(), asOf: day, status: lifeStatus, publicSince: day.optional() }),
    events: z.array(z.looseObject({ code: z.string(), date: day.optional() })),
    periods: z.array(z.object({ status: lifeStatus, from: day, to: day.optional() })),
  })
  .meta({ component: 'Timeline' });

export const fieldsAnswer = z
  .object({
    fields: z.array(
      z.looseObject({
        code: z.string(),
        zh: z.string(),
        en: z.string(),
        aliases: z.array(z.string()),
        type: z.string(),
        inid: z.string().optional(),
        records: z.array(z.enum(rightTypes)),
        example: z.string(),
        fillRate: z.number(),
      }),
    ),
    groups: z.array(z.looseObject({ code: z.string(), members: z.array(z.string()) })),
  })
  .meta({ component: 'Fields' });

export const explainAnswer = z
  .looseObject({
    canonical: z.string(),
    tree: z.unknown(),
    count: z.int(),
    branches: z.array(z.looseObject({ text: z.string().optional(), count: z.int() })),
    warnings: z.array(z.unknown()),
  })
  .meta({ component: 'Explanation' });

export const packagesAnswer = z
  .object({
    packages: z.array(
      z.looseObject({
        file: z.string(),
        hash: z.string(),
        read: z.int(),
        written: z.int(),
        unchanged: z.int(),
        rejected: z.int(),
        unsupported: z.int(),
        state: z.enum(['running', 'done', 'interrupted']),
      }),
    ),
  })
  .meta({ component: 'Packages' });

export const healthAnswer = z.object({ status: z.literal('ok') }).meta({ component: 'Health' });
export const readyAnswer = z
  .object({
    status: z.literal('ready'),
    records: z.record(z.string(), z.int()),
    dataDate: day.nullable(),
  })
  .meta({ component: 'Readiness' });

export const problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    requestId: z.string(),
    hint: z.string().optional(),
    pointer: z.string().optional(),
    errors: z.array(z.looseObject({ pointer: z.string(), detail: z.string() })).optional(),
    position: z.object({ start: z.int(), end: z.int() }).optional(),
    expected: z.array(z.string()).optional(),
    fixIt: z.looseObject({ text: z.string(), query: z.string() }).optional(),
    cursor: z.string().optional().meta({ description: 'where a list goes on whose snapshot is gone' }),
    last: z.string().optional().meta({ description: 'id of the last result before it' }),
  })
  .meta({ component: 'Problem', description: 'RFC 9457 problem details' });
