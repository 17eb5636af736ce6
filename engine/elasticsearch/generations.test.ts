import { describeOnServer } from '../../fixtures/servers.js';
import { madePatent } from '../contract/made-records.js';
import { ReferenceEngine } from '../contract/reference.js';
import { ask, codeOfFailure, findIds, load } from '../contract/subject.js';
import { sampleRecords } from '../contract/view-contract.js';
import type { Generations } from '../generations.js';
import { type ElasticsearchSubject, listIndexes, openSubject } from './elasticsearch-subject.fixture.js';
import { openGenerations } from './generations.js';
import { CommitLog } from './state/commit-log.js';
import { StateStore } from './state/state-store.js';

describeOnServer('elasticsearch-9', 'generations on Elasticsearch', (url) => {
  let subject: ElasticsearchSubject;
  let generations: Generations;
  const reference = new ReferenceEngine();
  beforeEach(async () => {
    subject = await openSubject(url());
    generations = openGenerations({ nodes: [url()], prefix: subject.prefix, clock: Date.now });
    for (const record of sampleRecords(40)) reference.upsert(record);
    await load(subject.engine, sampleRecords(40));
  });
  afterEach(async () => {
    await generations.close();
    await subject.remove();
  });

  it('a new generation answers as the old one, pins of the old one too; it goes when nobody needs it', async () => {
    const before = await ask(subject.engine);
    const { snapshot } = await subject.engine.pin();
    expect(await generations.rebuild()).toBe(2);
    expect(await ask(subject.engine)).toEqual(before);
    await load(subject.engine, [madePatent('US-99-B2', { title: 'newer' })]);
    expect(await ask(subject.engine, { snapshot })).toEqual(before);
    expect((await generations.list()).map(({ number, state }) => [number, state])).toEqual([
      [1, 'before'],
      [2, 'in service'],
    ]);
    expect(await generations.prune()).toEqual([]);
    expect(await generations.prune({ withPrevious: true })).toEqual([1]);
    expect((await listIndexes(subject.cluster, subject.prefix)).some((name) => /-1$/.test(name))).toBe(false);
    expect((await findIds(subject.engine)).length).toBe(before.count + 1);
  });

  it('the one before serves again while nothing was written since, and not after', async () => {
    const ids = await findIds(subject.engine);
    await generations.rebuild();
    expect(await generations.rollBack()).toBe(1);
    expect(await findIds(subject.engine)).toEqual(ids);
    await load(subject.engine, [madePatent('US-99-B2', { title: 'newer' })]);
    expect(await codeOfFailure(generations.rollBack())).toBe('rejected');
    expect((await findIds(subject.engine)).length).toBe(ids.length + 1);
  });

  it('indexes of another layout say so, to readers and writers, until they are built anew', async () => {
    const ids = await findIds(subject.engine);
    const log = new CommitLog(new StateStore(subject.cluster, subject.prefix));
    const old = await log.read();
    if (!old) throw new Error('no state');
    await log.write({ ...old.value, schema: 'an older one' }, old.version);
    expect(await generations.needsRebuild()).toBe(true);
    expect(await codeOfFailure(ask(subject.engine))).toBe('not-ready');
    expect(await codeOfFailure(subject.engine.writer())).toBe('not-ready');
    await generations.rebuild();
    expect(await generations.needsRebuild()).toBe(false);
    expect(await findIds(subject.engine)).toEqual(ids);
    await load(subject.engine, [madePatent('US-99-B2')]);
  });

  it('a build that was ended in the middle goes on, and nobody writes meanwhile', async () => {
    const more = Array.from({ length: 250 }, (_, place) => madePatent(`WO-${1000 + place}-A1`, { title: 'more' }));
    await load(subject.engine, more);
    const stop = new AbortController();
    const stopped = generations.rebuild({ signal: stop.signal, progress: ({ done }) => done > 0 && stop.abort() });
    await expect(stopped).rejects.toThrow();
    const states = (await generations.list()).map(({ state }) => state);
    expect(states.filter((state) => state === 'in service')).toHaveLength(1);
    const writer = await subject.engine.writer();
    expect(await codeOfFailure(generations.rebuild())).toBe('locked');
    await writer.close();
    const number = await generations.rebuild();
    expect(await generations.validate(number)).toEqual([]);
    expect((await ask(subject.engine)).count).toBe(reference.records.size + more.length);
  });
});
