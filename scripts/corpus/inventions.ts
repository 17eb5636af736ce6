import { filingDayOf, timeOf } from './calendar.js';
import { isForeignFiling, makeFirm, plantedCluster, type Firm } from './firms.js';
import { hash32, Random, unit } from './random.js';
import { clusters } from './vocabulary/clusters.js';
import type { Profile, Topic } from './vocabulary/cluster.js';

/** Everything that decides the corpus: all else is a function of it. */
export interface World {
  seed: number;
  /** Number of inventions, in order of filing. */
  inventions: number;
  domesticFirms: number;
  foreignFirms: number;
  /** Week -> package. */
  packageOfWeek: Int32Array;
  packageWeeks: readonly number[];
  /** The invention of which the family is planted. */
  plantedInvention: number;
}

export interface Invention {
  index: number;
  cluster: number;
  topic: Topic;
  firm: Firm;
  /** A second applicant of the same cluster. */
  partner?: Firm;
  /** Day of the first filing. */
  filed: number;
  isForeign: boolean;
  right: 'invention' | 'utility-model' | 'design';
  /** Seed of its words. */
  seed: number;
}

const profiles: Readonly<Record<Profile, (time: number) => number>> = {
  flat: () => 1,
  rise: (time) => 0.3 + 1.7 * time,
  fall: (time) => Math.max(0.15, 2 - 1.9 * time),
  peak: (time) => 0.4 + 1.8 * Math.exp(-(((time - 0.5) / 0.2) ** 2)),
  'planted-rise': (time) => 0.15 + 5 * time * time,
  'planted-fall': (time) => Math.max(0.03, 5 * Math.exp(-5 * time)),
};

export const filingDay = (world: World, index: number): number => filingDayOf(index / world.inventions);
export const clusterOf = (world: World, index: number): number =>
  index === world.plantedInvention ? plantedCluster : hash32(world.seed, 31, index) % clusters.length;

export function rightOf(world: World, index: number): Invention['right'] {
  if (index === world.plantedInvention || isForeignFiling(world.seed, index)) return 'invention';
  const draw = unit(world.seed, 32, index);
  return draw < 0.58 ? 'invention' : draw < 0.86 ? 'utility-model' : 'design';
}

export const isForeign = (world: World, index: number): boolean =>
  index !== world.plantedInvention && isForeignFiling(world.seed, index);

function topicOf(world: World, index: number, cluster: number, time: number): Topic {
  const { topics } = clusters[cluster] as (typeof clusters)[number];
  if (index === world.plantedInvention) return topics[0] as Topic;
  const weights = topics.map(({ profile }) => profiles[profile](time));
  let draw = unit(world.seed, 33, index) * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [position, weight] of weights.entries()) {
    draw -= weight;
    if (draw < 0) return topics[position] as Topic;
  }
  return topics[0] as Topic;
}

const firmCache = new Map<string, Firm>();
/** Firms are few and asked for often; the cache is bounded by their number. */
export function firmAt(world: World, cluster: number, rank: number, foreign: boolean): Firm {
  const key = `${world.seed}/${cluster}/${rank}/${foreign}`;
  let firm = firmCache.get(key);
  if (!firm) {
    if (firmCache.size > 50_000) firmCache.clear();
    firm = makeFirm(world.seed, cluster, rank, foreign);
    firmCache.set(key, firm);
  }
  return firm;
}

export function makeInvention(world: World, index: number): Invention {
  const cluster = clusterOf(world, index);
  const filed = filingDay(world, index);
  const foreign = isForeign(world, index);
  const random = new Random(hash32(world.seed, 34, index));
  const firms = foreign ? world.foreignFirms : world.domesticFirms;
  const isPlanted = index === world.plantedInvention;
  const rank = isPlanted ? 0 : random.zipf(firms);
  const partnerRank = random.chance(0.06) ? random.zipf(firms) : rank;
  return {
    index,
    cluster,
    topic: topicOf(world, index, cluster, timeOf(filed)),
    firm: firmAt(world, cluster, rank, foreign),
    ...(partnerRank !== rank && !isPlanted ? { partner: firmAt(world, cluster, partnerRank, foreign) } : {}),
    filed,
    isForeign: foreign,
    right: rightOf(world, index),
    seed: hash32(world.seed, 35, index),
  };
}
