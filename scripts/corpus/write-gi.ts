import { isoFromDayNumber } from '../../domain/day.js';
import { issueWeekOf, tuesdayOf } from './calendar.js';
import { pad } from './document-numbers.js';
import type { WrittenRecord } from './facts.js';
import type { World } from './inventions.js';
import { hash32, Random } from './random.js';
import { cities } from './vocabulary/places.js';

const products =
  `绿茶|lucha|FOOD|165|0902;大闸蟹|dazhaxie|FOOD|152|0306;香醋|xiangcu|FOOD|168|2209;杨梅|yangmei|FOOD|151|0810;黄酒|huangjiu|SPIRIT|1|2206;
葡萄酒|putaojiu|WINE|1|2204;大米|dami|FOOD|151|1006;白酒|baijiu|SPIRIT|1|2208;水蜜桃|shuimitao|FOOD|151|0809;藕粉|oufen|FOOD|168|1108;咸鸭蛋|xianyadan|FOOD|149|0407;银杏|yinxing|FOOD|151|0802`
    .split(';')
    .map((line) => {
      const [zh = '', latin = '', type = '', category = '', code = ''] = line.trim().split('|');
      return { zh, latin, type, category: Number(category), code };
    });
const nature = '湖Hu 山Shan 溪Xi 湾Wan 岛Dao 岭Ling 洲Zhou 塘Tang 桥Qiao 渡Du'
  .split(' ')
  .map((each) => ({ zh: each.charAt(0), latin: each.slice(1) }));

/** Share of all indications -> week of the register's export. */
export const indicationWeek = (index: number, total: number): number => issueWeekOf(index / total);

/** One entry of the register, in the members (and the spelling) of eAmbrosia; names are invented places of Jiangsu. */
export function writeIndication(world: World, index: number, total: number): WrittenRecord {
  const random = new Random(hash32(world.seed, 71, index));
  const exported = tuesdayOf(indicationWeek(index, total));
  const city = cities[random.zipf(cities.length)] as (typeof cities)[number];
  const place = random.pick(nature);
  const product = products[random.zipf(products.length)] as (typeof products)[number];
  const giType = product.type === 'SPIRIT' ? 'GI' : random.chance(0.4) ? 'PDO' : 'PGI';
  const fileNumber = `${giType}-CN-${pad(index + 1, 5)}`;
  const isApplied = random.chance(0.2);
  const protectedOn = exported - random.between(5, 900);
  const name = `${city.zh}${place.zh}${product.zh}`;
  const journal = `Official Journal C ${1 + (index % 440)}, ${isoFromDayNumber(protectedOn).split('-').reverse().join('.')}`;
  const group = random.chance(0.5) ? `${city.zh}市${product.zh}协会` : null;
  const entry = {
    giIdentifier: `EUGI${pad(90_000_000 + index, 11)}`,
    modificationDate: `${isoFromDayNumber(exported)}T09:00:00.000Z`,
    protectedNames: [name, `${city.en} ${place.latin} ${product.latin}`],
    fileNumber,
    countries: ['CN'],
    giType,
    productType: product.type,
    productCategories: [product.category],
    status: isApplied ? 'applied' : 'registered',
    euProtectionDate: isoFromDayNumber(protectedOn),
    legalInstrument: isApplied ? null : { text: journal, uri: `https://example.org/oj/${index}` },
    singleDocument: null,
    publications: isApplied ? null : [{ text: journal, uri: `https://example.org/oj/${index}` }],
    amendmentsInProgressFlag: random.chance(0.05),
    removedFlag: false,
    summarySheets: null,
    producerGroupName: group,
    producerGroupEmail: null,
    producerGroupPhone: null,
    producerGroupUrl: null,
    producerGroupAdress: group === null ? null : `江苏省${city.zh}市样例路${1 + (index % 99)}号`,
    producerGroupCountry: group === null ? null : 'cn',
    producerGroupUpdatedOn: null,
    thirdCountryFlag: true,
    transcriptions: [`${city.en}${place.latin.toLowerCase()} ${product.latin}`],
    competentControlAuthorities: [],
    recognisedProducersGroup: [],
    sustainabilityReports: [],
    cnClassification: [
      {
        cnCode: `${product.code}00000080`,
        cnText: product.code,
        cnLabel: `${product.code} - cnCode.label`,
        cnTranslation: `${product.code} - ${product.latin} of the customs nomenclature`,
      },
    ],
  };
  return {
    text: JSON.stringify(entry),
    facts: {
      id: `EU-${fileNumber}-GI`,
      type: 'geographical-indication',
      format: 'eambrosia',
      office: 'EU',
      cluster: 'none',
      titles: [],
      applicants: group === null ? [] : [group],
      assignees: [],
      ipc: [],
      locarno: [],
      nice: [],
      cites: [],
      firms: [],
      firmNames: [],
      status: isApplied ? 'applied' : 'registered',
    },
  };
}

export const wrapIndications = (entries: readonly string[]): string => `[\n${entries.join(',\n')}\n]\n`;
