import { computeCnCheckDigit } from '../../domain/numbers/cn.js';
import { compactDate, yearOf } from './calendar.js';
import { filingDay, isForeign, rightOf, type World } from './inventions.js';
import type { Member } from './members.js';
import { hash32 } from './random.js';

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

/** Publication number, kind and application number of a member. */
export function numbersOf(world: World, index: number, member: Member, published: number, filed: number) {
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
