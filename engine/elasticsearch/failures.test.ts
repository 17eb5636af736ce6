import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describeOnServer } from '../../fixtures/servers.js';
import type { CheckedNode } from '../../query/tree.js';
import { madePatent } from '../contract/made-records.js';
import { ask as search, codeOfFailure, findIds, load } from '../contract/subject.js';
import { InterceptingProxy } from '../../scripts/intercepting-proxy.js';
import { EngineError } from '../engine.js';
import { type ElasticsearchSubject, openSubject } from './elasticsearch-subject.fixture.js';
import { openElasticsearchEngine } from './open.js';

describeOnServer('elasticsearch-9', 'failures of Elasticsearch', (url) => {
  it('a cluster that is not there is unavailable, to every question, and may be asked again', async () => {
    const engine = openElasticsearchEngine({ nodes: ['http://127.0.0.1:9'], clock: Date.now });
    for (const question of [() => search(engine), () => engine.writer(), () => engine.get('US-1-B2')]) {
      const failure = await question().then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(failure).toMatchObject({ code: 'unavailable', isRetryable: true });
    }
    await engine.close();
  });

  it('a prefix that no index may have is refused at once', () => {
    for (const prefix of ['Ipradar', 'a_b', '', '-x', 'x-'])
      expect(() => openElasticsearchEngine({ nodes: [url()], clock: Date.now, prefix })).toThrow(EngineError);
  });

  it('bulk requests that are turned away with 429 or 503 are sent again, and every record arrives once', async () => {
    let turned = 0;
    const proxy = await InterceptingProxy.before(url(), ({ path }) =>
      path.startsWith('/_bulk') && ++turned % 3 !== 0 ? (turned % 2 === 0 ? 429 : 503) : undefined,
    );
    const subject = await openSubject(proxy.url, { bulkBytes: 2_000 });
    try {
      const ids = Array.from({ length: 30 }, (_, place) => `US-${100 + place}-B2`);
      await load(
        subject.engine,
        ids.map((id) => madePatent(id, { title: 'word' })),
      );
      expect(turned).toBeGreaterThan(5);
      expect(await findIds(subject.engine)).toEqual(ids);
    } finally {
      await subject.remove();
      await proxy.stop();
    }
  });

  it('a query that is cancelled on its way, or takes too long, is timed out', async () => {
    const server = createServer(() => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const engine = openElasticsearchEngine({
      nodes: [`http://127.0.0.1:${port}`],
      clock: Date.now,
      queryMilliseconds: 300,
    });
    const request = { query: { kind: 'all' as const }, sort: [], limit: 1, offset: 0 };
    expect(await codeOfFailure(engine.search(request))).toBe('timed-out');
    const cancelled = new AbortController();
    const answer = engine.search(request, cancelled.signal);
    cancelled.abort();
    expect(await codeOfFailure(answer)).toBe('timed-out');
    await engine.close();
    server.closeAllConnections();
    server.close();
  });

  describe('more than the server takes at once', () => {
    let subject: ElasticsearchSubject;
    beforeAll(async () => {
      subject = await openSubject(url());
      const many = Array.from({ length: 30_000 }, (_, place) => `w${place}`).join(' ');
      await load(subject.engine, [
        madePatent('US-1-B2', { title: 'x', abstract: `${many} anode` }),
        madePatent('US-2-B2', { title: 'x', abstract: 'anode w1' }),
        madePatent('US-3-B2', { title: 'x', abstract: 'w1 cathode' }),
      ]);
    });
    afterAll(() => subject.remove());

    it('words of a truncation inside a phrase or a distance are looked at in the records when the server cannot list them', async () => {
      const [cut, anode] = [{ kind: 'prefix', prefix: 'w' } as const, { kind: 'term', term: 'anode' } as const];
      const offices = { kind: 'terms', field: 'CC', size: 9 } as const;
      const phrase: CheckedNode = { kind: 'phrase', fields: ['AB'], elements: [cut, anode] };
      const near: CheckedNode = {
        kind: 'proximity',
        fields: ['AB'],
        node: {
          kind: 'distance',
          isOrdered: false,
          distance: 1,
          left: { kind: 'words', elements: [anode] },
          right: { kind: 'words', elements: [cut] },
        },
      };
      expect(await findIds(subject.engine, { query: phrase })).toEqual(['US-1-B2']);
      const { hits, facets } = await search(subject.engine, { query: near, facets: { it: offices } });
      expect([hits.length, facets?.['it']]).toEqual([
        2,
        { buckets: [{ value: 'US', count: 2 }], otherBuckets: 0, exact: true },
      ]);
      expect(await findIds(subject.engine, { query: near })).toEqual(['US-1-B2', 'US-2-B2']);
    });

    it('brackets deeper than the server takes find the same', async () => {
      const anode: CheckedNode = { kind: 'phrase', fields: ['AB'], elements: [{ kind: 'term', term: 'anode' }] };
      let deep: CheckedNode = anode;
      for (let level = 0; level < 150; level++)
        deep =
          level % 2 === 0
            ? { kind: 'not', child: { kind: 'not', child: deep } }
            : { kind: 'xor', children: [deep, { kind: 'none' }] };
      expect(await findIds(subject.engine, { query: deep })).toEqual(['US-1-B2', 'US-2-B2']);
      const scored = await search(subject.engine, { query: deep, sort: [] });
      expect(scored.count).toBe(2);
    });

    it('a list of tens of thousands of numbers is one query', async () => {
      const keys = Array.from({ length: 70_000 }, (_, place) => `XX${place}`);
      const query: CheckedNode = { kind: 'number', fields: ['PN'], keys: [...keys, 'US2B2'], match: 'exact' };
      expect(await findIds(subject.engine, { query })).toEqual(['US-2-B2']);
    });
  });
});
