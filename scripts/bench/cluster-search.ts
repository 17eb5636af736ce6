import { Agent } from 'node:http';
import pino from 'pino';
import { openElasticsearchEngine } from '../../engine/elasticsearch/open.js';
import { openEmbeddedEngine } from '../../engine/embedded/open.js';
import type { Engine } from '../../engine/engine.js';
import { apiSettings } from '../../search-api/config.js';
import { startApi } from '../../search-api/start.js';
import { type Intercepted, InterceptingProxy } from '../intercepting-proxy.js';
import { realClock } from '../real-clock.js';
import { get, replay, timed } from './cluster-http.js';
import { ingest, prefix } from './cluster-index.js';
import { type ClusterKind, clusterKinds } from './cluster-kinds.js';
import { serveCluster } from './cluster-serve.js';
import { judge, median, round, row } from './measure.js';

const floors = { added: 3, p95: 1.2, clients: 0.8 };

/** Query kinds through the API beside the very requests that the engine sends, sent by hand; and through the API of the embedded engine. */
export async function searchBeside(
  node: string,
  files: readonly string[],
  folder: string,
  rounds: number,
  print: (line: string) => void,
): Promise<void> {
  const sent: Intercepted[] = [];
  const proxy = await InterceptingProxy.before(node, (each) => {
    if (/_msearch|_search/.test(each.path)) sent.push(each);
    return undefined;
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const serve = async (engine: Engine) => {
    const settings = apiSettings.parse({ port: 0, maxConcurrentSearches: 1000 });
    const parts = { engine, settings, logger: pino({ level: 'silent' }), clock: realClock, version: 'bench' };
    return startApi(parts);
  };
  const open = (url: string) => openElasticsearchEngine({ nodes: [url], prefix, clock: Date.now });
  const engines = { watched: open(proxy.url), embedded: openEmbeddedEngine({ directory: folder }) };
  const [watched, direct, embedded] = [
    await serve(engines.watched),
    await serveCluster(node),
    await serve(engines.embedded),
  ];
  try {
    await ingest(engines.embedded, files, folder);
    // What is compiled meanwhile is not what a server costs.
    for (let turn = 0; turn < 10; turn++)
      for (const kind of clusterKinds) for (const { url } of [direct, embedded]) await get(agent, url + kind.path);
    print('');
    print(row('query kind', 'hits', 'API p50 ms', 'p95', 'raw p50', 'p95', 'API adds', 'embedded API p50', 'p95'));
    print(row('---', '---:', '---:', '---:', '---:', '---:', '---:', '---:', '---:'));
    const added: number[] = [];
    const tails: number[] = [];
    for (const kind of clusterKinds) {
      const { name } = kind;
      const urls = [];
      for (const { url } of [watched, direct, embedded]) urls.push(url + (await pathOf(kind, agent, url)));
      const [watchedUrl = '', directUrl = '', embeddedUrl = ''] = urls;
      sent.length = 0;
      const { text } = await get(agent, watchedUrl);
      const raw = sent.splice(0);
      const { count } = (JSON.parse(text) as { meta: { count: number } }).meta;
      const [ours, theirs, small] = [[], [], []] as [number[], number[], number[]];
      for (let turn = 0; turn < rounds * 8 + 5; turn++) {
        const costs = [
          await timed(() => get(agent, directUrl)),
          await timed(async () => {
            for (const each of raw) await replay(agent, node, each);
          }),
          await timed(() => get(agent, embeddedUrl)),
        ];
        // The first ones warm up.
        if (turn >= 5) [ours, theirs, small].forEach((list, place) => list.push((costs[place] ?? 0) * 1e3));
      }
      const [a, b, c] = [ours, theirs, small].map((list) => ({ p50: median(list), p95: at95(list) })) as [
        Cost,
        Cost,
        Cost,
      ];
      added.push(a.p50 - b.p50);
      tails.push(a.p95 / b.p95);
      print(
        row(
          name,
          String(count),
          ...[a.p50, a.p95, b.p50, b.p95, a.p50 - b.p50, c.p50, c.p95].map((each) => round(each, 2)),
        ),
      );
    }
    print(
      judge(
        'what the API adds to raw Elasticsearch, p50, most of all kinds',
        Math.max(...added),
        '<=',
        floors.added,
        ' ms',
      ),
    );
    print(judge('p95 through the API / raw, median of kinds', median(tails), '<=', floors.p95, 'x'));
    await throughput(agent, direct.url, node, watched.url, sent, print);
  } finally {
    agent.destroy();
    for (const each of [watched, direct, embedded]) await each.close();
    for (const engine of Object.values(engines)) await engine.close();
    await proxy.stop();
  }
}

/** Path of the page that is timed: cursors belong to the server that gave them. */
async function pathOf({ path, pagesBefore = 0 }: ClusterKind, agent: Agent, url: string): Promise<string> {
  let next = path;
  for (let page = 0; page < pagesBefore; page++) {
    const { meta } = JSON.parse((await get(agent, url + next)).text) as { meta: { cursor?: string } };
    if (meta.cursor === undefined) break;
    next = path.replace('cursor=*', `cursor=${encodeURIComponent(meta.cursor)}`);
  }
  return next;
}

interface Cost {
  p50: number;
  p95: number;
}

const at95 = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length * 0.95)] ?? 0;

/** Eight clients at once, all kinds in turn, for some seconds. */
async function throughput(
  agent: Agent,
  api: string,
  node: string,
  watched: string,
  sent: Intercepted[],
  print: (line: string) => void,
): Promise<void> {
  const raw: Intercepted[][] = [];
  const urls: string[] = [];
  for (const kind of clusterKinds) {
    const url = watched + (await pathOf(kind, agent, watched));
    sent.length = 0;
    await get(agent, url);
    raw.push(sent.splice(0));
    urls.push(api + (await pathOf(kind, agent, api)));
  }
  const rate = async (one: (kind: number) => Promise<unknown>): Promise<number> => {
    const until = performance.now() + 6_000;
    let done = 0;
    const client = async (first: number): Promise<void> => {
      for (let kind = first; performance.now() < until; kind++, done++) await one(kind % clusterKinds.length);
    };
    await Promise.all(Array.from({ length: 8 }, (_, place) => client(place)));
    return done / 6;
  };
  const ours = await rate((kind) => get(agent, urls[kind] ?? ''));
  const theirs = await rate(async (kind) => {
    for (const each of raw[kind] ?? []) await replay(agent, node, each);
  });
  print(`8 clients: ${round(ours, 0)} searches/s through the API, ${round(theirs, 0)} raw`);
  print(judge('throughput of 8 clients, API / raw', ours / theirs, '>=', floors.clients, 'x'));
}
