import type { FacetRequest } from '../engine/engine.js';
import { parseFacets } from './facet-request.js';

const parse = (text: string): FacetRequest | undefined => parseFacets([text])[text];

describe('a facet as a person writes it', () => {
  it.each<[string, FacetRequest]>([
    ['AP', { kind: 'terms', field: 'AP', size: 10 }],
    ['申请人:50', { kind: 'terms', field: 'AP', size: 50 }],
    ['IPC:subclass', { kind: 'terms', field: 'IPC', size: 10, level: 'subclass' }],
    ['IPC:20:subclass', { kind: 'terms', field: 'IPC', size: 20, level: 'subclass' }],
    ['IPC:subclass:20', { kind: 'terms', field: 'IPC', size: 20, level: 'subclass' }],
    ['PY:by-value-desc:5', { kind: 'terms', field: 'PY', size: 5, order: 'value-desc' }],
    ['PD', { kind: 'dates', field: 'PD', interval: 'year' }],
    ['PD:quarter', { kind: 'dates', field: 'PD', interval: 'quarter' }],
    ['PD:day:3:by-count', { kind: 'dates', field: 'PD', interval: 'day', size: 3, order: 'count' }],
    ['AP:distinct', { kind: 'distinct', field: 'AP' }],
    ['IPC:class:distinct', { kind: 'distinct', field: 'IPC', level: 'class' }],
    ['PD:distinct', { kind: 'distinct', field: 'PD', interval: 'day' }],
    ['NOC:stats', { kind: 'statistics', field: 'NOC', percents: [5, 25, 50, 75, 95] }],
    ['PD:stats:p10:p99.9', { kind: 'statistics', field: 'PD', percents: [10, 99.9] }],
    [
      'PY > IPC:subclass:3',
      { kind: 'terms', field: 'PY', size: 10, nested: { kind: 'terms', field: 'IPC', size: 3, level: 'subclass' } },
    ],
    ['CC>AP:distinct', { kind: 'terms', field: 'CC', size: 10, nested: { kind: 'distinct', field: 'AP' } }],
  ])('%s', (text, request) => expect(parse(text)).toEqual(request));

  it.each([
    ['AP:subclass', 'an order'],
    ['NCL:section', 'a level (class)'],
    ['PD:week', 'a period'],
    ['AP:0', '1 to 1000'],
    ['AP:1001', '1 to 1000'],
    ['AP:stats', 'not `stats`'],
    ['NOC:p50', 'NOC:stats:p50'],
    ['NOC:stats:p101', 'not `p101`'],
    ['AP:distinct:5', 'for facets with buckets'],
    ['AP>IPC>CC', 'two levels'],
    ['AP:distinct>CC', 'has buckets'],
    ['nonsense', 'fields with facets'],
    ['TI', 'fields with facets'],
    ['AP>', 'fields with facets'],
  ])('%s is refused with what is expected: %s', (text, hint) => {
    const refused = (): unknown => parse(text);
    expect(refused).toThrow(expect.objectContaining({ hint: expect.stringContaining(hint) as unknown }));
  });
});
