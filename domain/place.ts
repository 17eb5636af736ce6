import { officeTable } from './places/offices.js';
import { provinceTable } from './places/provinces.js';

/** A state, other entity or intergovernmental organisation of WIPO ST.3. */
export interface Office {
  code: string;
  zh: string;
  en: string;
  /** Names as other offices and registers print them. */
  otherNames: readonly string[];
}

/** Division of the first level of GB/T 2260. */
export interface Province {
  /** Six digits, `320000`. */
  code: string;
  zh: string;
  /** Without `省`, `市`, `自治区`. */
  shortName: string;
  en: string;
}

const rowsOf = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split('|'));

export const offices: readonly Office[] = rowsOf(officeTable).map(([code = '', zh = '', en = '', others = '']) => ({
  code,
  zh,
  en,
  otherNames: others === '' ? [] : others.split(';'),
}));

export const provinces: readonly Province[] = rowsOf(provinceTable).map(
  ([code = '', zh = '', shortName = '', en = '']) => ({ code, zh, shortName, en }),
);

const foldName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^the\s+/, '')
    .replace(/[\s.,'’()-]/g, '');

const namesOf = (office: Office): string[] => [office.zh, office.en, ...office.otherNames];
const byCode = new Map(offices.map((office) => [office.code, office]));

/** Made when first asked: folding hundreds of names takes longer than all else that a command loads from here. */
let named: ReadonlyMap<string, Office> | undefined;
const byName = (): ReadonlyMap<string, Office> =>
  (named ??= new Map(offices.flatMap((office) => namesOf(office).map((name) => [foldName(name), office] as const))));

let inHan: readonly { name: string; office: Office }[] | undefined;
/** Names in Han script, longest first: `中国香港` before `中国`. */
const hanNames = (): readonly { name: string; office: Office }[] =>
  (inHan ??= offices
    .flatMap((office) => namesOf(office).map((name) => ({ name, office })))
    .filter(({ name }) => /^[\p{Script=Han}]{2,}$/u.test(name))
    .sort((a, b) => b.name.length - a.name.length));

/** Whether ST.3 has the two-letter code (upper case), for a state, other entity or intergovernmental organisation. */
export const isOfficeCode = (code: string): boolean => byCode.has(code);

/** Office of a two-letter code, case ignored. */
export const officeByCode = (code: string): Office | undefined => byCode.get(code.toUpperCase());

/** Office or country of a name as printed (Chinese, English, Japanese, German ...) or of a code; case, accents and punctuation are ignored. */
export function findOffice(name: string): Office | undefined {
  const text = name.trim();
  return (/^[A-Za-z]{2}$/.test(text) ? officeByCode(text) : undefined) ?? byName().get(foldName(text));
}

/** Country that a Chinese or Japanese address begins with: `美国新泽西州` is US. A province of China at the beginning is CN. */
export function findCountryOfAddress(address: string): Office | undefined {
  const text = stripPostcode(address);
  const province = findProvince(text);
  if (province !== undefined)
    return officeByCode({ 710000: 'TW', 810000: 'HK', 820000: 'MO' }[Number(province.code)] ?? 'CN');
  return hanNames().find(({ name }) => text.startsWith(name))?.office;
}

export const provinceByCode = (code: string): Province | undefined =>
  provinces.find((province) => province.code.startsWith(code.slice(0, 2)) && /^\d{2}(?:\d{4})?$/.test(code));

/** CN addresses begin with their six-digit postcode, old HK and TW ones with noise digits. */
const stripPostcode = (address: string): string => address.normalize('NFKC').replace(/^[\s\d,，-]+/, '');

/** Words that may stand before a province. */
const country = /^(?:中华人民共和国|中国|中國)\s*/;

/**
 * Province that a printed address begins with: `江苏省苏州市...`, `215000 江苏省...`, `中国江苏苏州`, `台湾台北市`. Full names first; a short name counts
 * only where no longer word begins with it (`吉林市` is a city, and of Jilin; `海南藏族自治州` is not Hainan). Undefined when there is none.
 */
export function findProvince(address: string): Province | undefined {
  const text = stripPostcode(stripPostcode(address).replace(country, '')).replace(/^[臺台][灣湾]/, '台湾');
  const full = provinces.find((province) => text.startsWith(province.zh));
  if (full) return full;
  const short = provinces.find((province) => text.startsWith(province.shortName));
  if (!short) return undefined;
  const rest = text.slice(short.shortName.length);
  // Prefectures and streets that only share their first characters with a province.
  const isOther = /^(?:藏族|蒙古族|彝族|路|街|道|西路|东路|中路|北路|南路)/.test(rest);
  return isOther ? undefined : short;
}
