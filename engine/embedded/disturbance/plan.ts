import type { IpRecord } from '../../../domain/record.js';
import { madePatent } from '../../contract/made-records.js';
import type { MergePolicy } from '../index/merge-policy.js';

/** One order of a package: a record, or the deletion of one. */
export type Step = { kind: 'put'; record: IpRecord } | { kind: 'delete'; id: string };

export interface PlannedPackage {
  hash: string;
  steps: Step[];
}

const recordsPerPackage = 40;
/** One record of each package is this long, so that late merges are large enough for a thread of their own. */
const longText = 70_000;

/** Numbers from a seed (mulberry32): the same plan in every process. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export const idOf = (number: number): string => `US-${number}-B2`;

/** Invented packages: new records, new versions of earlier ones, deletions. Within one package each id stands once. */
export function planPackages(packages: number, seed: number): PlannedPackage[] {
  const random = createRandom(seed);
  return Array.from({ length: packages }, (_, place) => {
    const numbers = new Map<number, Step>();
    for (let index = 0; numbers.size < recordsPerPackage; index++) {
      const number = place > 0 && index % 3 === 0 ? random(place * 30) + 1 : place * 30 + numbers.size + 1;
      if (numbers.has(number)) continue;
      const isDeletion = place > 0 && index % 12 === 9;
      const words = index === 20 ? longText : 40 + random(300);
      numbers.set(
        number,
        isDeletion
          ? { kind: 'delete', id: idOf(number) }
          : {
              kind: 'put',
              record: madePatent(idOf(number), {
                title: `record${number} version${place}`,
                abstract: Array.from({ length: words }, () => `w${random(5000)}`).join(' '),
                applicants: [`Firm ${random(9)}`],
                published: `20${10 + place}-0${1 + random(9)}-15`,
                events: [{ code: 'assigned', date: `20${10 + place}-06-01` }],
              }),
            },
      );
    }
    return { hash: `package${place}`, steps: [...numbers.values()] };
  });
}

/** Raw bytes of a record: they name its version. */
export function rawOf(record: IpRecord, place: number): Uint8Array {
  return Buffer.from(`<raw id="${record.id}" version="${place}"/>`.repeat(20));
}

/** Merges far more often than the product does. */
export const eagerMerges: MergePolicy = (segments) =>
  segments.length > 2 ? { start: 0, end: segments.length } : undefined;
