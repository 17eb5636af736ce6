import { tuesdayOf, weekCount, weekOf } from './calendar.js';
import { filingDay, isForeign, rightOf, type World } from './inventions.js';
import { hash32, unit } from './random.js';

/** Documents that an invention can lead to. */
export const members = ['CN-A', 'CN-B', 'CN-U', 'CN-S', 'US-1', 'US-2', 'WO-A1', 'EP-A1', 'EP-B1', 'JP-A'] as const;
export type Member = (typeof members)[number];
export type PackageFormat = 'cnipa-business' | 'us-grant' | 'docdb';

export const formatOf = (member: Member): PackageFormat =>
  member.startsWith('CN') ? 'cnipa-business' : member.startsWith('US') ? 'us-grant' : 'docdb';

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
export function publicationDay(world: World, index: number, member: Member, week: number): number {
  if (member.startsWith('US')) return tuesdayOf(world.packageWeeks[world.packageOfWeek[week] as number] as number);
  if (member.startsWith('EP')) return tuesdayOf(week) - 6;
  if (member.startsWith('CN')) return tuesdayOf(week) - (hash32(world.seed, 44, index) % 2 === 0 ? 0 : 4);
  return tuesdayOf(week) - 5;
}

/** Foreign first filers enter an office within the priority year; national phases after 30 months keep the day of the PCT filing. */
export function filingOf(world: World, index: number, member: Member): number {
  const first = filingDay(world, index);
  const isForeignInvention = isForeign(world, index);
  const within = 330 + (hash32(world.seed, 46, index) % 34);
  if (member === 'US-2') return first + 500 + (hash32(world.seed, 47, index) % 300);
  if (member === 'US-1') return isForeignInvention ? first : first + within;
  if (member.startsWith('CN')) return isForeignInvention ? first + within : first;
  return first + within;
}
