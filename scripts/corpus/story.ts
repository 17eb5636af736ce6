import { makePerson, namesOn, type Person } from './firms.js';
import { firmAt, makeInvention, type Invention, type World } from './inventions.js';
import { clusterOf } from './inventions.js';
import { makeDocument, type CorpusDocument } from './documents.js';
import { formatOf, members, type Member } from './members.js';
import { Teller, tellClaims, type Bilingual, type ToldClaim, type Words } from './prose.js';
import { hash32, Random } from './random.js';
import { clusters } from './vocabulary/clusters.js';
import * as patterns from './vocabulary/sentences.js';

/** Everything that the documents of one invention tell, in both languages. */
export interface Story {
  invention: Invention;
  words: Words;
  title: Bilingual;
  abstract: Bilingual;
  claims: ToldClaim[];
  teller: Teller;
  inventors: Person[];
  symbols: string[];
}

export function tellStory(world: World, index: number): Story {
  const invention = makeInvention(world, index);
  const cluster = clusters[invention.cluster] as (typeof clusters)[number];
  const random = new Random(hash32(invention.seed, 1));
  const words: Words = {
    thing: invention.topic,
    field: cluster.name,
    components: random.sample(cluster.components, 7),
    effects: random.sample(cluster.effects, 4),
    steps: random.sample(cluster.steps, 3),
  };
  const teller = new Teller(words, hash32(invention.seed, 2));
  const title = teller.title();
  const abstract = teller.abstract();
  const claims = tellClaims(teller, words, 3 + random.below(5));
  const inventors = Array.from({ length: 1 + random.below(4) }, () =>
    makePerson(world.seed, invention.firm, random.zipf(24)),
  );
  const other = cluster.topics[random.below(cluster.topics.length)];
  const symbols = [
    ...new Set([...invention.topic.ipc, ...(random.chance(0.4) && other ? [other.ipc[1] ?? ''] : [])]),
  ].filter(Boolean);
  const distinct = inventors.filter(({ zh }, at) => inventors.findIndex((each) => each.zh === zh) === at);
  return { invention, words, title, abstract, claims, teller, inventors: distinct, symbols };
}

/** Names of the applicants on a day. */
export function applicantsOn(story: Story, day: number) {
  const { firm, partner } = story.invention;
  return [firm, ...(partner ? [partner] : [])].map((each) => ({ firm: each, ...namesOn(each, day) }));
}

/** Who holds the right on a day: the firm that took the applicant over, or the applicant. */
export function holderOn(world: World, story: Story, day: number) {
  const { firm, cluster, isForeign } = story.invention;
  const holder =
    firm.takenOver && day >= firm.takenOver.on ? firmAt(world, cluster, firm.takenOver.by, isForeign) : firm;
  return { firm: holder, ...namesOn(holder, day) };
}

/** The planted family is cited by one in eight later documents of its topic. */
const plantedCitationRate = 8;

/** Earlier documents of the corpus that a document cites: of the same cluster, published before. */
export function citationsOf(world: World, story: Story, document: CorpusDocument): CorpusDocument[] {
  const random = new Random(hash32(world.seed, 51, document.invention, members.indexOf(document.member)));
  const wanted = random.below(5);
  const found: CorpusDocument[] = [];
  const tryMember = (index: number, list: readonly Member[]) => {
    for (const member of list) {
      const cited = makeDocument(world, index, member);
      if (cited && cited.published < document.published && !found.some(({ id }) => id === cited.id)) {
        found.push(cited);
        return;
      }
    }
  };
  const sameFormat = members.filter((member) => formatOf(member) === formatOf(document.member));
  const preferred = [...sameFormat, ...members.filter((member) => !sameFormat.includes(member))];
  for (let attempt = 0; attempt < wanted * 6 && found.length < wanted; attempt++) {
    const index = document.invention - 1 - random.zipf(Math.max(1, document.invention));
    if (index >= 0 && clusterOf(world, index) === story.invention.cluster) tryMember(index, preferred);
  }
  const { plantedInvention } = world;
  if (
    document.invention > plantedInvention &&
    story.invention.cluster === clusterOf(world, plantedInvention) &&
    random.below(plantedCitationRate) === 0
  )
    tryMember(plantedInvention, ['US-1']);
  return found;
}

/** Paragraphs of the description by section. */
export function tellDescription(story: Story, paragraphs: number) {
  const { teller } = story;
  return {
    field: [teller.paragraph(patterns.fieldPatterns, 1)],
    background: [teller.paragraph(patterns.backgroundPatterns, 2), teller.paragraph(patterns.backgroundPatterns, 2)],
    summary: [teller.paragraph(patterns.summaryPatterns, 2), teller.paragraph(patterns.summaryPatterns, 3)],
    drawings: patterns.drawingPatterns.map((pattern) => teller.fill(pattern)),
    embodiments: Array.from({ length: paragraphs }, () =>
      teller.paragraph(patterns.embodimentPatterns, 2 + teller.below(3)),
    ),
  };
}
