import { describeOnServer } from '../../fixtures/servers.js';
import { InterceptingProxy } from '../../scripts/intercepting-proxy.js';
import { madePatent } from '../contract/made-records.js';
import { ask, codeOfFailure, findIds, load } from '../contract/subject.js';
import type { FacetRequest, SearchRequest } from '../engine.js';
import { type ElasticsearchSubject, openSubject } from './elasticsearch-subject.fixture.js';
import { openGenerations } from './generations.js';
import { buildIndexName } from './index-names.js';

describeOnServer('elasticsearch-9', 'requests of a search of a state that is known', (url) => {
  let subject: ElasticsearchSubject;
  beforeEach(async () => {
    subject = await openSubject(url());
    await load(subject.engine, [madePatent('US-1-B2', { title: 'one' })]);
  });
  afterEach(() => subject.remove());

  /** Paths that an engine asks for, when the same was asked before. */
  async function pathsOf(question: Partial<SearchRequest>, isPinned = false): Promise<string[]> {
    const paths: string[] = [];
    const proxy = await InterceptingProxy.before(url(), ({ path }) => void paths.push(path));
    const engine = await subject.openAnother({ nodes: [proxy.url] });
    try {
      const request = { ...question, ...(isPinned ? { snapshot: (await engine.pin()).snapshot } : {}) };
      await ask(engine, request);
      const state = buildIndexName({ kind: 'state', prefix: subject.prefix });
      await subject.cluster.call('POST', `/${state}/_refresh`);
      paths.length = 0;
      expect(await findIds(engine, request)).toEqual(['US-1-B2']);
      return paths;
    } finally {
      await engine.close();
      await proxy.stop();
    }
  }

  it('the state is not read: the request that answers proves that it still holds', async () => {
    expect(await pathsOf({})).toEqual(['/_msearch']);
    expect(await pathsOf({}, true)).toEqual(['/_msearch']);
  });

  it('parts of an answer that do not need each other are asked for in one', async () => {
    const years: FacetRequest = { kind: 'dates', field: 'PD', interval: 'year' };
    const offices: FacetRequest = { kind: 'distinct', field: 'CC' };
    expect(await pathsOf({ sort: [], facets: { years, offices } })).toEqual(['/_msearch']);
    // Members are counted once the groups of the page are known.
    expect(await pathsOf({ collapse: { by: 'APL' }, facets: { years } })).toEqual(['/_msearch', '/_msearch']);
  });

  it('the state is no longer answered from once another process has released its pin, or committed the next', async () => {
    const [reader, other] = [await subject.openAnother(), await subject.openAnother()];
    const { snapshot } = await other.pin();
    for (const question of [{}, { snapshot }, {}, { snapshot }])
      expect(await findIds(reader, question)).toEqual(['US-1-B2']);
    await load(other, [madePatent('US-2-B2', { title: 'two' })]);
    expect(await findIds(reader)).toEqual(['US-1-B2', 'US-2-B2']);
    expect(await findIds(reader, { snapshot })).toEqual(['US-1-B2']);
    await other.release(snapshot);
    expect(await codeOfFailure(ask(reader, { snapshot }))).toBe('snapshot-gone');
  });

  it('a state whose indexes are gone gives way to the one that serves', async () => {
    const reader = await subject.openAnother();
    expect(await findIds(reader)).toEqual(['US-1-B2']);
    const generations = openGenerations({ nodes: url().split(','), prefix: subject.prefix, clock: Date.now });
    await generations.rebuild();
    expect(await generations.prune({ withPrevious: true })).toEqual([1]);
    await generations.close();
    expect(await findIds(reader)).toEqual(['US-1-B2']);
  });
});
