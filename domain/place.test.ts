import fc from 'fast-check';
import {
  findCountryOfAddress,
  findOffice,
  findProvince,
  isOfficeCode,
  officeByCode,
  offices,
  provinceByCode,
  provinces,
} from './place.js';

describe('ST.3 offices', () => {
  it('have unique codes and unique names', () => {
    expect(new Set(offices.map(({ code }) => code)).size).toBe(offices.length);
    expect(offices.every(({ code, zh, en }) => /^[A-Z]{2}$/.test(code) && zh !== '' && en !== '')).toBe(true);
    const owners = new Map<string, string>();
    for (const { code, zh, en, otherNames } of offices)
      for (const name of [zh, en, ...otherNames]) {
        expect({ name, owner: owners.get(name) ?? code }).toEqual({ name, owner: code });
        owners.set(name, code);
      }
  });
  it.each(['CN', 'US', 'EP', 'WO', 'EM', 'AP', 'EA', 'OA', 'IB', 'XN', 'XV', 'GC', 'BX', 'QZ', 'SU', 'DD'])(
    'has %s',
    (code) => expect(isOfficeCode(code)).toBe(true),
  );
  it.each(['EN', 'PC', 'ZZ', 'QQ', 'cn', ''])('has no %s', (code) => expect(isOfficeCode(code)).toBe(false));
  it.each([
    ['美国', 'US'],
    ['USA', 'US'],
    ['U.S.A.', 'US'],
    ['the Netherlands', 'NL'],
    ['Deutschland', 'DE'],
    ['大韓民国', 'KR'],
    ['Republic of Korea', 'KR'],
    ['Côte d’Ivoire', 'CI'],
    ['TURKIYE', 'TR'],
    ['de', 'DE'],
    ['EUIPO', 'EM'],
    ['中国台湾', 'TW'],
    ['P.R. China', 'CN'],
    ['Atlantis', undefined],
  ])('finds %s', (name, code) => expect(findOffice(name)?.code).toBe(code));
  it('finds every office by each of its names and its code', () => {
    for (const office of offices) {
      for (const name of [office.zh, office.en, office.code]) expect(findOffice(name)).toBe(office);
      expect(officeByCode(office.code.toLowerCase())).toBe(office);
    }
  });
});

describe('provinces', () => {
  it('are the 34 of GB/T 2260', () => {
    expect(provinces).toHaveLength(34);
    for (const province of provinces) {
      expect(province.zh.startsWith(province.shortName)).toBe(true);
      expect(provinceByCode(province.code)).toBe(province);
      expect(findProvince(`${province.zh}某某路1号`)).toBe(province);
      expect(findProvince(`215000 ${province.shortName}某某市`)).toBe(province);
    }
  });
  it.each([
    ['江苏省苏州市工业园区星湖街1号', '320000'],
    ['215000 江苏省苏州市', '320000'],
    ['518057广东省深圳市南山区', '440000'],
    ['中国江苏苏州', '320000'],
    ['广西壮族自治区玉林市', '450000'],
    ['吉林市昌邑区', '220000'],
    ['吉林省吉林市', '220000'],
    ['臺灣臺北市', '710000'],
    ['中国台湾新竹科学园区', '710000'],
    ['２１５０００　江苏省', '320000'],
    ['海南藏族自治州共和县', undefined],
    ['美国新泽西州', undefined],
    ['苏州市工业园区', undefined],
    ['', undefined],
  ])('%s -> %s', (address, code) => expect(findProvince(address)?.code).toBe(code));
  it.each([
    ['美国新泽西州', 'US'],
    ['日本埼玉县', 'JP'],
    ['中国香港九龙', 'HK'],
    ['江苏省苏州市', 'CN'],
    ['台湾新竹市', 'TW'],
    ['韩国首尔', 'KR'],
    ['某地', undefined],
  ])('country of %s', (address, code) => expect(findCountryOfAddress(address)?.code).toBe(code));
  it('take any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        (text) => void [findProvince(text), findCountryOfAddress(text), findOffice(text), provinceByCode(text)],
      ),
    );
  });
});
