import { findNearestName } from './nearest-name.js';

describe('nearest name', () => {
  const names = ['q', 'type', 'sort', 'limit', 'offset', 'fields', 'facets', 'highlight', 'asOf'];
  it.each([
    ['limt', 'limit'],
    ['ofset', 'offset'],
    ['asof', 'asOf'],
    ['sotr', 'sort'],
    ['facet', 'facets'],
  ])('%s means %s', (typed, meant) => expect(findNearestName(typed, names)).toBe(meant));

  it('suggests nothing when nothing is near', () => expect(findNearestName('pagination', names)).toBeUndefined());
});
