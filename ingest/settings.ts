import { z } from 'zod';
import { defaultLimits, type IngestLimits } from './limits.js';

const count = z.coerce.number().int().positive();

/** Settings of the ingest room. Apart from the limits themselves: reader threads start without zod. */
export const ingestSettings = z.object({
  maximumRecord: count.default(defaultLimits.maximumRecord),
  maximumOutput: count.default(defaultLimits.maximumOutput),
  maximumRatio: z.coerce.number().positive().default(defaultLimits.maximumRatio),
  ratioFreeOutput: z.coerce.number().int().nonnegative().default(defaultLimits.ratioFreeOutput),
  maximumNesting: count.default(defaultLimits.maximumNesting),
  maximumSpool: count.default(defaultLimits.maximumSpool),
}) satisfies z.ZodType<IngestLimits>;
