/** A city of Jiangsu with the parts of an address in both languages. */
export interface City {
  zh: string;
  en: string;
  postcode: string;
  counties: { zh: string; en: string }[];
}

const readCity = (line: string): City => {
  const [zh = '', en = '', postcode = '', ...counties] = line.split('|');
  return {
    zh,
    en,
    postcode,
    counties: counties.map((each) => ({ zh: each.split(' ')[0] ?? '', en: each.split(' ')[1] ?? '' })),
  };
};

/** The 13 cities of Jiangsu, the most active first. */
export const cities: readonly City[] = `苏州|Suzhou|215000|工业园区 Industrial-Park|吴中区 Wuzhong|昆山市 Kunshan
南京|Nanjing|210000|江宁区 Jiangning|玄武区 Xuanwu|浦口区 Pukou
无锡|Wuxi|214000|新吴区 Xinwu|滨湖区 Binhu|江阴市 Jiangyin
常州|Changzhou|213000|武进区 Wujin|新北区 Xinbei
南通|Nantong|226000|崇川区 Chongchuan|海安市 Haian
徐州|Xuzhou|221000|云龙区 Yunlong|泉山区 Quanshan
扬州|Yangzhou|225000|邗江区 Hanjiang|广陵区 Guangling
镇江|Zhenjiang|212000|京口区 Jingkou|丹阳市 Danyang
泰州|Taizhou|225300|海陵区 Hailing|高港区 Gaogang
盐城|Yancheng|224000|亭湖区 Tinghu|大丰区 Dafeng
淮安|Huaian|223000|清江浦区 Qingjiangpu|涟水县 Lianshui
连云港|Lianyungang|222000|海州区 Haizhou|连云区 Lianyun
宿迁|Suqian|223800|宿城区 Sucheng|沭阳县 Shuyang`
  .split('\n')
  .map(readCity);

export interface ForeignPlace {
  country: string;
  city: string;
  /** Legal forms in full and as DOCDB shortens them. */
  form: string;
  shortForm: string;
}

/** Where the invented foreign firms sit. */
export const foreignPlaces: readonly ForeignPlace[] = [
  { country: 'US', city: 'Wilmington', form: 'Inc.', shortForm: 'INC' },
  { country: 'JP', city: 'Tokyo', form: 'Corporation', shortForm: 'CORP' },
  { country: 'DE', city: 'Stuttgart', form: 'GmbH', shortForm: 'GMBH' },
  { country: 'KR', city: 'Suwon-si', form: 'Co., Ltd.', shortForm: 'CO LTD' },
];
