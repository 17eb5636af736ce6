import { computeCnCheckDigit } from '../../domain/numbers/cn.js';
import { compactDate, tuesdayOf, weekCount, weekOf, yearOf } from './calendar.js';
import { filingDay, isForeign, rightOf, type World } from './inventions.js';
import { hash32, unit } from './random.js';

/** Documents that an invention can lead to. */
export const members = ['CN-A', 'CN-B', 'CN-U', 'CN-S', 'US-1', 'US-2', 'WO-A1', 'EP-A1', 'EP-B1', 'JP-A'] as const;
export type Member = (typeof members)[number];
export type PackageFormat = 'cnipa-business' | 'us-grant' | 'docdb';

export const formatOf = (member: Member): PackageFormat =>
  member.startsWith('CN') ? 'cnipa-business' : member.startsWith('US') ? 'us-grant' : 'docdb';

/** A document: numbers as its own office prints them. */
export interface CorpusDocument {
  invention: number;
  member: Member;
  office: string;
  /** Printed without office: `109999001`, `9876543`, `2015123456`, `2345678`. */
  number: string;
  kind: string;
  published: number;
  filed: number;
  /** Application number as printed. */
  application: string;
  /** Canonical id of our records. */
  id: string;
}

/** Issue week of a member, or undefined when the invention has no such document in the corpus. */
export function weekOfMember(world: World, index: number, member: Member): number | undefined {
  const delay = delayOf(world, index, member);
  if (delay === undefined) return undefined;
  const week = weekOf(filingDay(world, index)) + delay;
  return week >= 0 && week < weekCount ? week : undefined;
}

/** Weeks from first filing to publication; undefined when the invention does not go that way. */
function delayOf(world: World, index: number, member: Member): number | undefined {
  const position = members.indexOf(member);
  const goes = (probability: number) =>
    index === world.plantedInvention
      ? member !== 'US-2' && member !== 'JP-A'
      : unit(world.seed, 41, index, position) < probability;
  const spread = (from: number, to: number) => from + (hash32(world.seed, 42, index, position) % (to - from + 1));
  const right = rightOf(world, index);
  const foreign = isForeign(world, index);
  if (right === 'utility-model') return member === 'CN-U' ? spread(22, 40) : undefined;
  if (right === 'design') return member === 'CN-S' ? spread(18, 34) : undefined;
  const isInternational = foreign || index === world.plantedInvention || unit(world.seed, 43, index) < 0.45;
  switch (member) {
    case 'CN-A':
      return !foreign || goes(0.5) ? (foreign ? spread(110, 130) : spread(30, 79)) : undefined;
    case 'CN-B':
      return (!foreign || unit(world.seed, 41, index, members.indexOf('CN-A')) < 0.5) && goes(0.48)
        ? spread(150, 260)
        : undefined;
    case 'US-1':
      return isInternational && (foreign || goes(0.95)) ? spread(104, 190) : undefined;
    case 'US-2':
      return foreign && goes(0.7) ? spread(200, 280) : undefined;
    case 'WO-A1':
      return isInternational && goes(foreign ? 0.5 : 0.8) ? spread(78, 80) : undefined;
    case 'EP-A1':
      return isInternational && goes(foreign ? 0.45 : 0.6) ? spread(120, 150) : undefined;
    case 'EP-B1':
      return isInternational &&
        (index === world.plantedInvention ||
          unit(world.seed, 41, index, members.indexOf('EP-A1')) < (foreign ? 0.45 : 0.6)) &&
        goes(0.45)
        ? spread(230, 330)
        : undefined;
    case 'JP-A':
      return foreign && goes(0.15) ? spread(84, 100) : undefined;
    default:
      return undefined;
  }
}

/** Day of publication within the week: US on the Tuesday of the package, EP on Wednesdays, PCT and JP on Thursdays, CN on Tuesdays and Fridays. */
function publicationDay(world: World, index: number, member: Member, week: number): number {
  if (member.startsWith('US')) return tuesdayOf(world.packageWeeks[world.packageOfWeek[week] as number] as number);
  if (member.startsWith('EP')) return tuesdayOf(week) - 6;
  if (member.startsWith('CN')) return tuesdayOf(week) - (hash32(world.seed, 44, index) % 2 === 0 ? 0 : 4);
  return tuesdayOf(week) - 5;
}

/** Numbers grow with filing and differ by invention: base + index * stride. */
function serial(world: World, index: number, base: number, room: number, perInvention = 1, which = 0): number {
  const stride = Math.max(1, Math.floor(room / (world.inventions * perInvention)));
  return base + (index * perInvention + which) * stride + (hash32(world.seed, 45, index, which) % stride);
}

export const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** Application of the first filing, as the office of first filing prints it. */
export function firstApplication(
  world: World,
  index: number,
  country: string,
): { office: string; printed: string; day: number } {
  const day = filingDay(world, index);
  const office = isForeign(world, index) ? country : 'CN';
  if (office === 'CN') return { office, printed: cnApplication(world, index, day, rightDigit(world, index)), day };
  const number = serial(world, index, 1_000, 890_000);
  const year = yearOf(day);
  if (office === 'US') return { office, printed: usApplication(world, index, 0, day), day };
  if (office === 'JP') return { office, printed: `${year}-${pad(number, 6)}`, day };
  if (office === 'KR') return { office, printed: `10-${year}-${pad(number % 10_000_000, 7)}`, day };
  return { office, printed: `10${year}${pad(number, 6)}.${index % 10}`, day };
}

const rightDigit = (world: World, index: number) =>
  rightOf(world, index) === 'invention' ? '1' : rightOf(world, index) === 'utility-model' ? '2' : '3';

function cnApplication(world: World, index: number, day: number, right: string): string {
  const year = yearOf(day);
  const number = serial(world, index, 10_000, 9_800_000);
  // Twelve digits from October 2003; what was filed before is numbered by the old series.
  const digits =
    compactDate(day) >= '20031001'
      ? `${year}${right}${pad(number, 7)}`
      : `${pad(year % 100, 2)}${right}${pad(index % 100_000, 5)}`;
  return `${digits}.${computeCnCheckDigit(digits)}`;
}

/** Series code of the USPTO for a filing day. */
const usSeries = (day: number) => {
  const date = compactDate(day);
  const starts = [
    '20041201:11',
    '20071201:12',
    '20101201:13',
    '20131201:14',
    '20151201:15',
    '20180601:16',
    '20200601:17',
    '20220601:18',
  ];
  return starts.reduce((code, each) => (date >= each.slice(0, 8) ? each.slice(9) : code), '10');
};

const usApplication = (world: World, index: number, which: number, day: number): string =>
  `${usSeries(day)}${pad((2 * index + which) % 1_000_000, 6)}`;

/** Foreign first filers enter an office within the priority year; national phases after 30 months keep the day of the PCT filing. */
function filingOf(world: World, index: number, member: Member): number {
  const first = filingDay(world, index);
  const isForeignInvention = isForeign(world, index);
  const within = 330 + (hash32(world.seed, 46, index) % 34);
  if (member === 'US-2') return first + 500 + (hash32(world.seed, 47, index) % 300);
  if (member === 'US-1') return isForeignInvention ? first : first + within;
  if (member.startsWith('CN')) return isForeignInvention ? first + within : first;
  return first + within;
}

/** The document of an invention, or undefined when the corpus has none. */
export function makeDocument(world: World, index: number, member: Member): CorpusDocument | undefined {
  const week = weekOfMember(world, index, member);
  if (week === undefined) return undefined;
  const published = publicationDay(world, index, member, week);
  const filed = filingOf(world, index, member);
  const [office = '', kindHint = ''] = member.split('-');
  const { number, kind, application } = numbersOf(world, index, member, published, filed);
  void kindHint;
  const canonical = office === 'EP' ? pad(Number(number), 7) : number;
  return {
    invention: index,
    member,
    office,
    number,
    kind,
    published,
    filed,
    application,
    id: `${office}-${canonical}-${kind}`,
  };
}

function numbersOf(world: World, index: number, member: Member, published: number, filed: number) {
  const pctSerial = pad(serial(world, index, 1_000, 950_000), 6);
  switch (member) {
    case 'CN-A':
    case 'CN-B':
      return {
        number: String(serial(world, index, 101_000_000, 17_000_000)),
        // Grants carried C until the spring of 2010.
        kind: member === 'CN-A' ? 'A' : compactDate(published) < '20100407' ? 'C' : 'B',
        application: cnApplication(world, index, filed, '1'),
      };
    case 'CN-U':
      return {
        number: String(serial(world, index, 201_000_000, 21_000_000)),
        kind: compactDate(published) < '20100407' ? 'Y' : 'U',
        application: cnApplication(world, index, filed, '2'),
      };
    case 'CN-S':
      return {
        number: String(serial(world, index, 301_000_000, 8_000_000)),
        kind: compactDate(published) < '20100407' ? 'D' : 'S',
        application: cnApplication(world, index, filed, '3'),
      };
    case 'US-1':
    case 'US-2': {
      const which = member === 'US-1' ? 0 : 1;
      return {
        number: String(serial(world, index, 6_840_000, 5_300_000, 2, which)),
        kind: 'B2',
        application: usApplication(world, index, which, filed),
      };
    }
    case 'WO-A1':
      return { number: `${yearOf(published)}${pctSerial}`, kind: 'A1', application: `${yearOf(filed)}${pctSerial}` };
    case 'EP-A1':
    case 'EP-B1':
      return {
        number: String(serial(world, index, 1_600_000, 2_900_000)),
        kind: member === 'EP-A1' ? 'A1' : 'B1',
        application: `${pad(yearOf(filed) % 100, 2)}${pctSerial}`,
      };
    default:
      return { number: `${yearOf(published)}${pctSerial}`, kind: 'A', application: `${yearOf(filed)}${pctSerial}` };
  }
}

/** All documents of an invention that the corpus holds, in order of publication. */
export function makeFamily(world: World, index: number): CorpusDocument[] {
  return members
    .map((member) => makeDocument(world, index, member))
    .filter((document) => document !== undefined)
    .sort((a, b) => a.published - b.published);
}

export const familyIdOf = (index: number): string => String(30_000_000 + index);
