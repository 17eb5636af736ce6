import { z } from 'zod';

export const rightTypes = ['patent', 'design', 'trademark', 'geographical-indication', 'layout-design'] as const;

const asOf = z.iso.date().optional().meta({
  description: 'answer as of this day: later publications are out, statuses are those of that day',
  example: '2020-12-31',
});
const q = z.string().min(1).meta({ description: 'the query; `*` finds everything', example: 'TI=电池 AND PY>=2019' });

/** Parameters of a search, one schema for GET, POST and the command line. */
export const searchParameters = z.strictObject({
  q,
  type: z
    .array(z.enum(rightTypes))
    .default([])
    .meta({ description: 'right types; all when empty', example: ['patent', 'design'] }),
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
  fields: z
    .array(z.string())
    .default([])
    .meta({
      description: 'field codes or record members instead of the compact result',
      example: ['TI', 'AP', 'claims'],
    }),
  facets: z
    .array(z.string())
    .default([])
    .meta({ description: 'facets, e.g. `AP`, `AP:50`, `IPC:subclass:20`, `PD:year`', example: ['AP', 'PD:year'] }),
  highlight: z.boolean().default(false).meta({ description: 'mark what the query found in the text' }),
  asOf,
});
export type SearchParameters = z.infer<typeof searchParameters>;

export const explainParameters = z.strictObject({ q, asOf });
export const recordParameters = z.strictObject({ asOf });
export const noParameters = z.strictObject({});
