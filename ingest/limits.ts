import { z } from 'zod';

const mebibyte = 1024 * 1024;

/** Settings of the ingest room; sizes in bytes. */
export const ingestSettings = z.object({
  /** A single record above this is quarantined, its neighbours are not. */
  maximumRecord: z.coerce
    .number()
    .int()
    .positive()
    .default(64 * mebibyte),
  /** Output of one package, all entries together: beyond it the rest of the package is refused. */
  maximumOutput: z.coerce
    .number()
    .int()
    .positive()
    .default(200 * 1024 * mebibyte),
  /** Output per compressed byte. Office XML stays under 40; deflate cannot exceed 1,032. */
  maximumRatio: z.coerce.number().positive().default(200),
  /** Output below this is never taken for a bomb, whatever its ratio. */
  ratioFreeOutput: z.coerce
    .number()
    .int()
    .nonnegative()
    .default(16 * mebibyte),
  /** Archives inside archives. */
  maximumNesting: z.coerce.number().int().positive().default(4),
  /** What standard input may hold: it is spooled to a temporary file, because zip needs random access. */
  maximumSpool: z.coerce
    .number()
    .int()
    .positive()
    .default(50 * 1024 * mebibyte),
});

export type IngestLimits = z.infer<typeof ingestSettings>;

export const defaultLimits: IngestLimits = ingestSettings.parse({});
