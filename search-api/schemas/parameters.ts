import { z } from 'zod';

export const rightTypes = ['patent', 'design', 'trademark', 'geographical-indication', 'layout-design'] as const;

const asOf = z.iso.date().optional().meta({
  description: 'answer as of this day: later publications are out, statuses are those of that day',
  example: '2020-12-31',
});
const q = z.string().min(1).meta({ description: 'the query; `*` finds everything', example: 'TI=电池 AND PY>=2019' });

const type = z
  .array(z.enum(rightTypes))
  .default([])
  .meta({ description: 'right types; all when empty', example: ['patent', 'design'] });
const filter = z
  .array(z.string().min(1))
  .max(20)
  .default([])
  .meta({
    description:
      'selections: queries that results match too without counting for the score; a facet is counted without those on its own field. Given once for each',
    example: ['CC=(US OR CN)', 'PY>=2010'],
  });

/** Lists whose members may hold commas: in an address each stands in a parameter of its own. */
export const repeatedNames: ReadonlySet<string> = new Set(['filter']);

/** Parameters of a search, one schema for GET, POST and the command line. */
export const searchParameters = z.strictObject({
  q,
  type,
  filter,
  sort: z
    .array(z.string())
    .default([])
    .meta({
      description:
        'sort keys: a field that sorts, `score` or `id`; `-` or `:desc` turns the order, e.g. `-PD` (newest first)',
      example: ['-PD'],
    }),
  limit: z.int().min(0).max(1000).default(20).meta({ description: 'results in the answer; 0 counts only', example: 5 }),
  offset: z.int().min(0).max(1_000_000).default(0).meta({ description: 'results passed over' }),
  cursor: z.string().min(1).optional().meta({
    description:
      '`*`, then `meta.cursor` of the answer before: pages of one state of the data, however many and however deep',
    example: '*',
  }),
  fields: z
    .array(z.string())
    .default([])
    .meta({
      description: 'field codes or record members instead of the compact result',
      example: ['TI', 'AP', 'claims'],
    }),
  facets: z
    .array(z.string())
    .max(50)
    .default([])
    .meta({
      description:
        'what the matches hold, counted: `AP`, `AP:50`, `IPC:subclass:20`, `PD:quarter`, `PY:by-value`, `AP:distinct`, `NOC:stats:p50`, `PY>IPC:subclass:3`',
      example: ['AP', 'PD:year', 'CC>IPC:subclass:3', 'AP:distinct', 'NOC:stats'],
    }),
  highlight: z.boolean().default(false).meta({ description: 'mark what the query found in the text' }),
  explain: z.enum(['score']).optional().meta({
    description: '`score`: what each word, phrase and distance adds to the score of a result',
    example: 'score',
  }),
  collapse: z.string().min(1).optional().meta({
    description:
      'one result for each application (`AN`), simple family (`FAM`) or extended family (`FAMX`): its first in the order, with the number of its `members`; `meta.groups` counts them all',
    example: 'AN',
  }),
  asOf,
});

/** Parameters of the stream of all ids. */
export const idsParameters = z.strictObject({
  q,
  type,
  filter,
  after: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'only ids behind this one: how a stream that was cut goes on' }),
  asOf,
});
export type SearchParameters = z.infer<typeof searchParameters>;

export const explainParameters = z.strictObject({ q, asOf });
export const recordParameters = z.strictObject({ asOf });
export const noParameters = z.strictObject({});
