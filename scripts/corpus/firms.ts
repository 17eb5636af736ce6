import { dayNumber } from '../../domain/day.js';
import { hash32, Random, unit } from './random.js';
import { clusters } from './vocabulary/clusters.js';
import { cities, foreignPlaces, type City, type ForeignPlace } from './vocabulary/places.js';

/** Characters of invented trade names with their pinyin. */
const syllables =
  `澜Lan 昱Yu 沐Mu 崧Song 翎Ling 砚Yan 珩Heng 澈Che 煜Yu 栩Xu 琰Yan 霁Ji 曜Yao 桐Tong 湛Zhan 铄Shuo 鹭Lu 沅Yuan 峤Qiao 舫Fang 榆Yu
墨Mo 檀Tan 瀚Han 璟Jing 柏Bai 麟Lin 昕Xin 翊Yi 曦Xi 骏Jun 澄Cheng 朔Shuo 钰Yu 蔚Wei 衡Heng 岑Cen 泓Hong 炜Wei 棠Tang`
    .split(/\s+/)
    .map((each) => ({ zh: each.charAt(0), en: each.slice(1) }));
const latinSyllables = 'nor vex kai dono bry tel mar quin sol ven hal rix ost ber dun fal mir tan zel cor'.split(' ');
const surnames =
  '王Wang 李Li 张Zhang 刘Liu 陈Chen 杨Yang 赵Zhao 黄Huang 周Zhou 吴Wu 徐Xu 孙Sun 朱Zhu 马Ma 胡Hu 郭Guo 何He 高Gao 林Lin 罗Luo'
    .split(' ')
    .map((each) => ({ zh: each.charAt(0), en: each.slice(1) }));
const foreignSurnames =
  'Halden Brixby Orlav Tessen Marek Yoshida Kanno Weidel Rasmus Cobley Dunmore Seong Arnt Velasco Lindqvist'.split(' ');
const foreignGiven =
  'Anna Peter Kenji Maria Jonas Hye-jin Laura Martin Yuki Thomas Clara Robert Elena Paul Ingrid'.split(' ');

export interface Firm {
  cluster: number;
  rank: number;
  isForeign: boolean;
  country: string;
  city?: City;
  place?: ForeignPlace;
  county: { zh: string; en: string };
  street: number;
  /** Name in Chinese (a transcription for foreign firms). */
  zh: string;
  /** As US documents print it: `Suzhou Lanling Energy Technology Co., Ltd.` */
  en: string;
  /** As DOCDB standardises it: `SUZHOU LANLING ENERGY TECHNOLOGY CO LTD`. */
  docdb: string;
  brand: { zh: string; en: string };
  /** Names until the day of renaming. */
  former?: { until: number; zh: string; en: string; docdb: string };
  /** The firm's rights went to another one of the cluster on that day. */
  takenOver?: { on: number; by: number };
}

export interface Person {
  zh: string;
  family: string;
  given: string;
}

export const plantedCluster = clusters.findIndex(({ code }) => code === 'automobiles');
/** Rank 0 of the automobile cluster is the planted owner; rank 1 is taken over by it. */
export const plantedRename = dayNumber('2015-06-01');
export const plantedTakeover = dayNumber('2016-01-01');

const standardise = (name: string) =>
  name
    .toUpperCase()
    .replace(/[.,]/g, '')
    .replace(/\bTECHNOLOGY\b/, 'TECH')
    .trim();

/** The firm at a rank of a cluster: a function of the seed, nothing is held. */
export function makeFirm(seed: number, cluster: number, rank: number, isForeign: boolean): Firm {
  const random = new Random(hash32(seed, 11, cluster, rank, isForeign ? 1 : 0));
  return isForeign ? makeForeignFirm(random, cluster, rank) : makeDomesticFirm(random, cluster, rank);
}

function makeDomesticFirm(random: Random, cluster: number, rank: number): Firm {
  const words = clusters[cluster] as (typeof clusters)[number];
  const isOwner = cluster === plantedCluster && rank === 0;
  const city = (isOwner ? cities[0] : cities[random.zipf(cities.length)]) as City;
  // Mixed radix over the syllables: no two firms share a trade name.
  const index = rank * clusters.length + cluster;
  const first = syllables[index % syllables.length] as (typeof syllables)[number];
  const second = syllables[(Math.floor(index / syllables.length) + 7 * index) % syllables.length] as typeof first;
  const third =
    index >= syllables.length ** 2 ? (syllables[Math.floor(index / syllables.length ** 2)] as typeof first) : undefined;
  const brand = {
    zh: first.zh + second.zh + (third?.zh ?? ''),
    en: first.en + (second.en + (third?.en ?? '')).toLowerCase(),
  };
  const trade = isOwner ? { zh: '能源科技', en: 'Energy Technology' } : random.pick(words.trades);
  const en = `${city.en} ${brand.en} ${trade.en} Co., Ltd.`;
  const firm: Firm = {
    cluster,
    rank,
    isForeign: false,
    country: 'CN',
    city,
    county: random.pick(city.counties),
    street: random.between(1, 999),
    zh: `${city.zh}${brand.zh}${trade.zh}有限公司`,
    en,
    docdb: standardise(en),
    brand,
  };
  if (isOwner || random.chance(0.12)) {
    const until = isOwner ? plantedRename : dayNumber('2008-01-01') + random.below(4_000);
    const formerEn = `${city.en} ${brand.en} ${isOwner ? 'Battery' : 'Industrial'} Co., Ltd.`;
    firm.former = {
      until,
      zh: `${city.zh}${brand.zh}${isOwner ? '电池' : '实业'}有限公司`,
      en: formerEn,
      docdb: standardise(formerEn),
    };
  }
  if (cluster === plantedCluster && rank === 1) firm.takenOver = { on: plantedTakeover, by: 0 };
  else if (!isOwner && random.chance(0.05))
    firm.takenOver = { on: dayNumber('2012-01-01') + random.below(3_600), by: 0 };
  return firm;
}

function makeForeignFirm(random: Random, cluster: number, rank: number): Firm {
  const place = foreignPlaces[random.zipf(foreignPlaces.length)] as ForeignPlace;
  const index = rank * clusters.length + cluster;
  const parts = [index % 20, Math.floor(index / 20) % 20, (index * 7 + 3) % 20].map(
    (each) => latinSyllables[each] as string,
  );
  const word = parts.join('');
  const brand = word.charAt(0).toUpperCase() + word.slice(1);
  const syllable = (offset: number) =>
    (syllables[(index * 3 + offset * 11) % syllables.length] as (typeof syllables)[number]).zh;
  const en = `${brand} ${place.form}`;
  return {
    cluster,
    rank,
    isForeign: true,
    country: place.country,
    place,
    county: { zh: '', en: '' },
    street: random.between(1, 999),
    zh: `${syllable(0)}${syllable(1)}${syllable(2)}株式会社`.replace(
      '株式会社',
      place.country === 'JP' ? '株式会社' : '公司',
    ),
    en,
    docdb: standardise(en),
    brand: { zh: syllable(0) + syllable(1), en: brand },
  };
}

/** The firm's names on a day. */
export function namesOn(firm: Firm, day: number): { zh: string; en: string; docdb: string } {
  return firm.former && day < firm.former.until ? firm.former : firm;
}

export function makePerson(seed: number, firm: Firm, index: number): Person {
  const random = new Random(hash32(seed, 12, firm.cluster, firm.rank, firm.isForeign ? 1 : 0, index));
  if (firm.isForeign) {
    const family = random.pick(foreignSurnames);
    const given = random.pick(foreignGiven);
    const transcription = syllables[random.below(syllables.length)] as (typeof syllables)[number];
    return { zh: `${transcription.zh}·${random.pick(surnames).zh}`, family, given };
  }
  const surname = random.pick(surnames);
  const first = random.pick(syllables);
  const second = random.chance(0.6) ? random.pick(syllables) : undefined;
  return {
    zh: surname.zh + first.zh + (second?.zh ?? ''),
    family: surname.en,
    given: first.en + (second?.en ?? '').toLowerCase(),
  };
}

/** Share of foreign first filers. */
export const isForeignFiling = (seed: number, invention: number): boolean => unit(seed, 21, invention) < 0.35;
