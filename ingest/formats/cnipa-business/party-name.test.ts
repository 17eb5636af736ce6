import type { XmlNode } from '../../xml/xml-node.js';
import { readAddress } from './party-name.js';

const address = (parts: Record<string, string>): XmlNode => ({
  name: 'Address',
  attributes: {},
  text: '',
  children: Object.entries(parts).map(([name, text]) => ({ name, attributes: {}, text, children: [] })),
});

describe('address of a party', () => {
  it('takes the postcode off the printed line', () => {
    expect(readAddress(address({ Text: '300308 天津市滨海新区样例路1号' }))).toEqual({
      postcode: '300308',
      text: '天津市滨海新区样例路1号',
    });
  });
  it('calls a municipality the city of its districts and counties', () => {
    expect(readAddress(address({ Province: '天津市', City: '市辖区', County: '滨海新区' }))).toEqual({
      state: '天津市',
      city: '天津市',
      county: '滨海新区',
    });
    expect(readAddress(address({ Province: '重庆市', City: '县', County: '丰都县' }))?.city).toBe('重庆市');
  });
  it('knows no city where a province governs the county itself', () => {
    expect(readAddress(address({ Province: '海南省', City: '省直辖县级行政区划', County: '文昌市' }))).toEqual({
      state: '海南省',
      county: '文昌市',
    });
  });
  it('keeps every other city as printed', () => {
    expect(readAddress(address({ Province: '浙江省', City: '杭州市' }))).toEqual({ state: '浙江省', city: '杭州市' });
  });
  it('is absent where all parts are zeros', () => {
    expect(readAddress(address({ Province: '0', PostCode: '000000' }))).toBeUndefined();
  });
});
