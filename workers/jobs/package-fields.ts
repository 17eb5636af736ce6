import { z } from 'zod';
import { priorities } from '../queue.js';

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const priority = z.enum(priorities);

/** A package on a disk that the worker sees. */
export const packageOnDisk = {
  path: z.string().min(1).meta({ description: 'file of the package' }),
  name: z.string().min(1).meta({ description: 'its name in the ledger and in the sources of its records' }),
  sha256: sha256.optional().meta({ description: 'refused when the file has another one' }),
  after: z
    .string()
    .optional()
    .meta({ description: 'id of the job of the package before it: it is indexed after that' }),
};

/** The ledger line of a package, in short. */
export const packageResult = z.object({
  hash: sha256,
  read: z.int(),
  written: z.int(),
  unchanged: z.int(),
  rejected: z.int(),
  deleted: z.int(),
  unsupported: z.int(),
});
