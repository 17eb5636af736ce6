import { canonicalApplication } from './application-spelling.js';

describe('canonical number of an application in DOCDB`s spellings', () => {
  it.each<[string, string | undefined, { docdb?: string; epodoc?: string; original?: string }, string]>([
    ['US', 'A', { docdb: '8359798' }, '09083597'],
    ['US', 'A', { docdb: '8359798', epodoc: 'US19980083597', original: '09/083,597' }, '09083597'],
    ['US', 'A', { docdb: '8359798', epodoc: 'US19980083597', original: '083597' }, '09083597'],
    ['US', 'A', { docdb: '76086701' }, '09760867'],
    ['US', undefined, { epodoc: 'US20010760999', original: '76099901' }, '09760999'],
    ['US', 'P', { docdb: '39636302', epodoc: 'US20020396363P' }, '60396363'],
    ['US', 'A', { epodoc: 'US20020291320' }, '10291320'],
    ['US', 'F', { docdb: '12345699' }, '29123456'],
    ['US', 'F', { docdb: '12345699', original: 'D/123,456' }, '29123456'],
    ['US', 'A', { docdb: '201514643719' }, '14643719'],
    ['US', 'P', { docdb: '202163230089' }, '63230089'],
    ['US', 'A', { docdb: '1258190X', epodoc: 'USX1258190' }, 'X1258190'],
    ['US', 'W', { docdb: '9816128', epodoc: 'WO1998US16128' }, 'US1998016128'],
    ['US', 'W', { docdb: '9816128' }, 'US1998016128'],
    ['CN', 'W', { docdb: '2019123456' }, 'CN2019123456'],
    ['IB', 'W', { docdb: '2004000001' }, 'IB2004000001'],
    ['IB', 'W', { original: 'IB2022/055385' }, 'IB2022055385'],
    ['DE', 'A', { docdb: 'G0034437' }, 'G34437'],
    ['DE', 'A', { epodoc: 'DE1962G034437' }, 'G34437'],
    ['DE', 'A', { original: 'B77613' }, 'B77613'],
    ['DE', 'A', { docdb: 'P4412345' }, '4412345'],
    ['JP', 'A', { docdb: '5178293' }, '1993051782'],
    ['JP', 'A', { docdb: '2007000849' }, '2007000849'],
    ['EP', 'A', { docdb: '18877305' }, '18877305'],
    ['CN', 'A', { docdb: '202110991218', original: '202110991218.8' }, '202110991218'],
    ['CN', 'U', { docdb: '201120263541' }, '201120263541'],
    ['DE', 'A', { docdb: '102006031298' }, '102006031298'],
    ['KR', 'A', { docdb: '20160063019' }, '20160063019'],
  ])('%s %s %j', (office, kind, spellings, number) =>
    expect(canonicalApplication(office, kind, spellings)).toBe(number),
  );
});
