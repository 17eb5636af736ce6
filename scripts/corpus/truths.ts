import { familyIdOf, makeDocument, makeFamily } from './documents.js';
import type { Facts } from './facts.js';
import { firmKey } from './firm-key.js';
import { isoFromDayNumber } from '../../domain/day.js';
import { plantedTakeover, plantedRename } from './firms.js';
import { firmAt, makeInvention, type World } from './inventions.js';
import { plantedCluster } from './firms.js';
import { clusters } from './vocabulary/clusters.js';
import { plantQueries, type PlantedQuery } from './planted-queries.js';

type Counts = Record<string, number>;
const count = (counts: Counts, key: string | undefined) => {
  if (key !== undefined) counts[key] = (counts[key] ?? 0) + 1;
};
const sorted = (counts: Counts): Counts =>
  Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));

export interface TopicTruth {
  zh: string;
  en: string;
  cluster: string;
  query: string;
  /** Year of publication -> records that the query finds. */
  byYear: Counts;
  total: number;
}

export interface Truths {
  /** Every count is of records in the packages. */
  byType: Counts;
  byOffice: Counts;
  byFormat: Counts;
  /** Patents, designs and trademarks. */
  byCluster: Counts;
  /** Patents and designs by year of publication. */
  byYear: Counts;
  /** Patents and designs: cluster -> year of publication -> records. */
  byClusterAndYear: Record<string, Counts>;
  /** Patents and designs of CNIPA by city of the first applicant (Jiangsu only). */
  byCity: Counts;
  /** `CN A`, `US B2` ... */
  byKind: Counts;
  trademarkStatus: Counts;
  growingTopic: TopicTruth;
  decliningTopic: TopicTruth;
  /** One owner under all its names. `recordIds`: rights that name it as applicant, owner or assignee. */
  owner: {
    name: string;
    variants: { name: string; records: number }[];
    renamedOn: string;
    recordIds: string[];
  };
  /** A firm of which the rights went to the owner: records that name it as applicant, records that show the new holder. */
  takeover: { from: string; to: string; on: string; applicantIds: string[]; transferredIds: string[] };
  family: {
    priority: { office: string; application: string; date: string };
    simpleFamilyId: string;
    members: string[];
    /** Records that cite the US patent of the family. */
    citedBy: string[];
  };
  queries: { query: string; count: number; about: string }[];
}

/** Counts the planted truths while records are written. Holds numbers, and the ids of one owner and one family. */
export class TruthCounter {
  private readonly clusterYears: Record<string, Counts> = {};
  private readonly counts = {
    city: {},
    type: {},
    office: {},
    format: {},
    cluster: {},
    year: {},
    kind: {},
    status: {},
  } as Record<string, Counts>;
  private readonly topics: { truth: TopicTruth; words: [string, string] }[];
  private readonly variants: Counts = {};
  private readonly ownerIds: string[] = [];
  private readonly takenIds: string[] = [];
  private readonly transferredIds: string[] = [];
  private readonly familyIds: string[] = [];
  private readonly citedBy: string[] = [];
  private readonly queries: (PlantedQuery & { count: number })[];
  private readonly owner;
  private readonly taken;
  private readonly usPatent: string;

  constructor(private readonly world: World) {
    const topic = (profile: string, code: string): { truth: TopicTruth; words: [string, string] } => {
      const cluster = clusters.find((each) => each.code === code) as (typeof clusters)[number];
      const found = cluster.topics.find((each) => each.profile === profile) as (typeof cluster.topics)[number];
      const query = `TI="${found.zh}" OR TI="${found.en}"`;
      return {
        truth: { zh: found.zh, en: found.en, cluster: code, query, byYear: {}, total: 0 },
        words: [found.zh, found.en],
      };
    };
    this.topics = [topic('planted-rise', 'automobiles'), topic('planted-fall', 'new-displays')];
    this.owner = firmAt(world, plantedCluster, 0, false);
    this.taken = firmAt(world, plantedCluster, 1, false);
    this.usPatent = makeDocument(world, world.plantedInvention, 'US-1')?.id ?? '';
    this.queries = plantQueries({
      growing: this.topics[0]?.truth as TopicTruth,
      declining: this.topics[1]?.truth as TopicTruth,
      owner: this.owner,
      usPatent: this.usPatent,
      family: familyIdOf(world.plantedInvention),
    }).map((query) => ({ ...query, count: 0 }));
  }

  add(facts: Facts): void {
    const { counts } = this;
    const year = facts.type === 'patent' || facts.type === 'design' ? facts.published?.slice(0, 4) : undefined;
    count(counts['type'] as Counts, facts.type);
    count(counts['office'] as Counts, facts.office);
    count(counts['format'] as Counts, facts.format);
    if (facts.cluster !== 'none') count(counts['cluster'] as Counts, facts.cluster);
    count(counts['year'] as Counts, year);
    if (year !== undefined) count((this.clusterYears[facts.cluster] ??= {}), year);
    count(counts['city'] as Counts, facts.city);
    if (facts.kind) count(counts['kind'] as Counts, `${facts.office} ${facts.kind}`);
    if (facts.type === 'trademark') count(counts['status'] as Counts, facts.status);
    for (const { truth, words } of this.topics)
      if (facts.titles.some((title) => title.includes(words[0]) || title.toLowerCase().includes(words[1]))) {
        truth.total++;
        count(truth.byYear, year);
      }
    this.addOwner(facts);
    if (facts.invention === this.world.plantedInvention) this.familyIds.push(facts.id);
    if (facts.cites.includes(this.usPatent)) this.citedBy.push(facts.id);
    for (const query of this.queries) if (query.matches(facts)) query.count++;
  }

  private addOwner(facts: Facts): void {
    const owner = firmKey(this.owner);
    const taken = firmKey(this.taken);
    if (facts.firms.includes(owner)) {
      this.ownerIds.push(facts.id);
      for (const name of new Set(facts.firmNames.filter(({ firm }) => firm === owner).map((each) => each.name)))
        count(this.variants, name);
    }
    if (facts.firms.includes(taken)) {
      this.takenIds.push(facts.id);
      if (facts.firms.includes(owner)) this.transferredIds.push(facts.id);
    }
  }

  finish(): Truths {
    const { counts, world } = this;
    const planted = makeInvention(world, world.plantedInvention);
    const first = makeFamily(world, world.plantedInvention).find(({ office }) => office === 'CN');
    const [growingTopic, decliningTopic] = this.topics.map(({ truth }) => ({ ...truth, byYear: sorted(truth.byYear) }));
    const of = (name: string) => sorted(counts[name] as Counts);
    return {
      byType: of('type'),
      byOffice: of('office'),
      byFormat: of('format'),
      byCluster: of('cluster'),
      byYear: of('year'),
      byClusterAndYear: Object.fromEntries(
        Object.entries(this.clusterYears)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([cluster, years]) => [cluster, sorted(years)]),
      ),
      byCity: of('city'),
      byKind: of('kind'),
      trademarkStatus: of('status'),
      growingTopic: growingTopic as TopicTruth,
      decliningTopic: decliningTopic as TopicTruth,
      owner: {
        name: this.owner.zh,
        variants: Object.entries(sorted(this.variants)).map(([name, records]) => ({ name, records })),
        renamedOn: isoFromDayNumber(plantedRename),
        recordIds: this.ownerIds.sort(),
      },
      takeover: {
        from: this.taken.zh,
        to: this.owner.zh,
        on: isoFromDayNumber(plantedTakeover),
        applicantIds: this.takenIds.sort(),
        transferredIds: this.transferredIds.sort(),
      },
      family: {
        priority: { office: 'CN', application: first?.application ?? '', date: isoFromDayNumber(planted.filed) },
        simpleFamilyId: familyIdOf(world.plantedInvention),
        members: this.familyIds.sort(),
        citedBy: this.citedBy.sort(),
      },
      queries: this.queries.map(({ query, count: hits, about }) => ({ query, count: hits, about })),
    };
  }
}
