import { buildIndexName, isPrefix, parseIndexName, possibleIndexes, recordIndexes, rightTypes } from './index-names.js';

describe('names of indexes', () => {
  it('every name is read back as what it was built from', () => {
    for (const prefix of ['ipradar', 'ipradar-test-3', 'x'])
      for (const generation of [1, 2, 999_999_999])
        for (const type of rightTypes) {
          const name = { kind: 'records', prefix, type, generation } as const;
          expect(parseIndexName(prefix, buildIndexName(name))).toEqual(name);
        }
    for (const kind of ['raw', 'state'] as const)
      expect(parseIndexName('ipradar', buildIndexName({ kind, prefix: 'ipradar' }))).toEqual({
        kind,
        prefix: 'ipradar',
      });
    expect(buildIndexName({ kind: 'records', prefix: 'ipradar', type: 'layout-design', generation: 3 })).toBe(
      'ipradar-layout-design-3',
    );
  });

  it.each([
    ['another-patent-1', 'another prefix'],
    ['ipradar-test-patent-1', 'a longer prefix'],
    ['ipradar-patent', 'no generation: an alias'],
    ['ipradar-patent-0', 'generations begin with 1'],
    ['ipradar-patent-01', 'one spelling only'],
    ['ipradar-patent-1-backup', 'somebody else’s'],
    ['ipradar-poem-1', 'no right type'],
    ['ipradar', 'nothing behind the prefix'],
  ])('%s is none of ours (%s)', (name) => {
    expect(parseIndexName('ipradar', name)).toBeUndefined();
  });

  it('a state is searched in the indexes of its records only', () => {
    expect(recordIndexes('ipradar', { generation: 2, records: { trademark: 5, patent: 1, design: 0 } })).toEqual([
      'ipradar-patent-2',
      'ipradar-trademark-2',
    ]);
    expect(possibleIndexes('ipradar', 2)).toHaveLength(rightTypes.length);
  });

  it('a prefix is lower case and ends in a letter or digit', () => {
    expect(['ipradar', 'a', 'a-1'].every(isPrefix)).toBe(true);
    expect(['', 'A', '1a', 'a-', '-a', 'a_b', 'a.b', 'a'.repeat(81)].some(isPrefix)).toBe(false);
  });
});
