import { choosePackageWeeks, mapWeeksToPackages } from './calendar.js';
import { formatOf, members, weekOfMember, type Member, type PackageFormat } from './members.js';
import type { World } from './inventions.js';

/** Records of each kind: 12 % trademarks, 3 % indications, the rest patents and designs of three formats. */
export interface Shares {
  patents: number;
  trademarks: number;
  indications: number;
}

export interface Plan {
  world: World;
  shares: Shares;
  /** Documents in order of package and format; a document is `invention * 16 + member`. */
  documents: Float64Array;
  /** Where the documents of a package and format begin in `documents`; one more than there are groups. */
  starts: Int32Array;
}

export const patentFormats: readonly PackageFormat[] = ['cnipa-business', 'us-grant', 'docdb'];
/** Fewer could not hold what the manifest promises. */
export const smallestCorpus = 200;
/** Serial numbers of eight digits and canonical ids stay unique up to here. */
export const largestCorpus = 1_500_000;

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));

function makeWorld(
  seed: number,
  records: number,
  inventions: number,
  packageWeeks: readonly number[],
  packageOfWeek: Int32Array,
): World {
  return {
    seed,
    inventions,
    domesticFirms: clamp(Math.round(records / 400), 8, 1_500),
    foreignFirms: clamp(Math.round(records / 1_200), 4, 400),
    packageOfWeek,
    packageWeeks,
    plantedInvention: Math.floor(inventions * 0.42),
  };
}

/** Calls back for every document that an invention has in the corpus. */
function visitDocuments(world: World, visit: (group: number, code: number) => void): void {
  for (let index = 0; index < world.inventions; index++)
    for (let position = 0; position < members.length; position++) {
      const member = members[position] as Member;
      const week = weekOfMember(world, index, member);
      if (week !== undefined)
        visit(
          (world.packageOfWeek[week] as number) * patentFormats.length + patentFormats.indexOf(formatOf(member)),
          index * 16 + position,
        );
    }
}

function countDocuments(world: World): number {
  let count = 0;
  visitDocuments(world, () => count++);
  return count;
}

/** Decides which document stands in which package: eight bytes a document are held, nothing else. */
export function makePlan(records: number, seed: number): Plan {
  const indications = Math.round(records * 0.03);
  const trademarks = Math.round(records * 0.12);
  const patents = records - trademarks - indications;
  const packageWeeks = choosePackageWeeks(records);
  const packageOfWeek = mapWeeksToPackages(packageWeeks);
  const worldOf = (inventions: number) => makeWorld(seed, records, inventions, packageWeeks, packageOfWeek);

  // An invention leads to about two and a half documents; a few more than wanted are dropped at the end.
  let world = worldOf(Math.max(4, Math.ceil(patents / 2.5)));
  let total = countDocuments(world);
  for (let round = 0; total < patents || total > patents * 1.01 + 12; round++) {
    if (round === 12) break;
    world = worldOf(
      Math.max(
        world.inventions + (total < patents ? 1 : -1),
        Math.ceil((world.inventions * (patents * 1.004 + 4)) / Math.max(1, total)),
      ),
    );
    total = countDocuments(world);
  }
  while (total < patents) {
    world = worldOf(world.inventions + 2);
    total = countDocuments(world);
  }

  const groups = packageWeeks.length * patentFormats.length;
  const starts = new Int32Array(groups + 1);
  visitDocuments(world, (group) => void (starts[group + 1] = (starts[group + 1] as number) + 1));
  for (let group = 0; group < groups; group++)
    starts[group + 1] = (starts[group + 1] as number) + (starts[group] as number);
  const documents = new Float64Array(total);
  const next = starts.slice();
  visitDocuments(world, (group, code) => void (documents[(next[group] as number)++ as number] = code));
  return { world, shares: { patents, trademarks, indications }, ...trim(documents, starts, patents) };
}

/** Leaves out the surplus: the last documents of the last packages, spread over the formats. */
function trim(documents: Float64Array, starts: Int32Array, wanted: number): Pick<Plan, 'documents' | 'starts'> {
  const sizes = Array.from(
    { length: starts.length - 1 },
    (_, group) => (starts[group + 1] as number) - (starts[group] as number),
  );
  const kept = [...sizes];
  let surplus = documents.length - wanted;
  for (let group = kept.length - 1; surplus > 0; group = group === 0 ? kept.length - 1 : group - 1)
    if ((kept[group] as number) > 0) {
      kept[group] = (kept[group] as number) - 1;
      surplus--;
    }
  const newStarts = new Int32Array(starts.length);
  const result = new Float64Array(wanted);
  for (let group = 0; group < kept.length; group++) {
    const from = starts[group] as number;
    const to = newStarts[group] as number;
    result.set(documents.subarray(from, from + (kept[group] as number)), to);
    newStarts[group + 1] = to + (kept[group] as number);
  }
  return { documents: result, starts: newStarts };
}
