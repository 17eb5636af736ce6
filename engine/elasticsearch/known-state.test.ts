import { describeOnServer } from '../../fixtures/servers.js';
import { madePatent } from '../contract/made-records.js';
import { ask, codeOfFailure, findIds, load } from '../contract/subject.js';
import { type ElasticsearchSubject, openSubject } from './elasticsearch-subject.fixture.js';
import { openGenerations } from './generations.js';
import { buildIndexName } from './index-names.js';
import { standBefore, urlOf } from './standing-before.fixture.js';

describeOnServer('elasticsearch-9', 'a state that is known', (url) => {
  let subject: ElasticsearchSubject;
  beforeEach(async () => {
    subject = await openSubject(url());
    await load(subject.engine, [madePatent('US-1-B2', { title: 'one' })]);
  });
  afterEach(() => subject.remove());

  it('is not read for a search: the request that answers it proves that it still holds', async () => {
    const paths: string[] = [];
    const server = await standBefore(url(), (path) => void paths.push(path));
    const engine = await subject.openAnother({ nodes: [urlOf(server)] });
    try {
      const { snapshot } = await engine.pin();
      for (const question of [{}, { snapshot }]) {
        await ask(engine, question);
        const state = buildIndexName({ kind: 'state', prefix: subject.prefix });
        await subject.cluster.call('POST', `/${state}/_refresh`);
        paths.length = 0;
        expect(await findIds(engine, question)).toEqual(['US-1-B2']);
        expect(paths).toEqual(['/_msearch']);
      }
    } finally {
      await engine.close();
      server.closeAllConnections();
      server.close();
    }
  });

  it('is no longer answered from once another process has released its pin, or committed the next', async () => {
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

  it('whose indexes are gone gives way to the one that serves', async () => {
    const reader = await subject.openAnother();
    expect(await findIds(reader)).toEqual(['US-1-B2']);
    const generations = openGenerations({ nodes: url().split(','), prefix: subject.prefix, clock: Date.now });
    await generations.rebuild();
    expect(await generations.prune({ withPrevious: true })).toEqual([1]);
    await generations.close();
    expect(await findIds(reader)).toEqual(['US-1-B2']);
  });
});
