import { z } from 'zod';
import { sha256 } from './package-fields.js';

/** A package of a dated listing. */
export const listedPackage = z.object({
  file: z
    .string()
    .regex(/^[^/\\\0]+$/)
    .refine((name) => !name.startsWith('.'))
    .meta({ description: 'name of the package, without a folder' }),
  date: z.iso.date().meta({ description: 'day of the package: the order in which packages are indexed' }),
  size: z.int().nonnegative().meta({ description: 'bytes' }),
  sha256,
  url: z.string().min(1).meta({ description: 'where it is; relative to the listing when it has no scheme' }),
});
export type ListedPackage = z.infer<typeof listedPackage>;

/** A dated listing: what an office, or whoever mirrors it, says that there is to be had. Other members are passed over. */
export const listing = z.object({ packages: z.array(listedPackage) });

/** Oldest first; those of one day by name. */
export function inOrder(packages: readonly ListedPackage[]): ListedPackage[] {
  const rank = ({ date, file }: ListedPackage): string => `${date} ${file}`;
  return [...packages].sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
}
