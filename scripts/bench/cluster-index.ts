import { Client } from '@elastic/elasticsearch';
import { openElasticsearchEngine } from '../../engine/elasticsearch/open.js';
import type { Engine } from '../../engine/engine.js';
import { formats } from '../../ingest/formats/formats.js';
import { findInputs } from '../../ingest/inputs.js';
import { ingestPackages } from '../../workers/ingest-packages.js';
import { type Intercepted, InterceptingProxy } from '../intercepting-proxy.js';
import { removeIndexes } from '../remove-indexes.js';
import { timed } from './cluster-http.js';
import { judge, round, row } from './measure.js';

/** What the names of the indexes of the bench begin with. */
export const prefix = 'bench';
const rawPrefix = 'raw-bulk';
/** Records per second of the pipeline against the bulk helper. */
const floor = 0.7;

/** Indexes that the bench makes. */
export const madeIndexes = `${prefix}-*,${rawPrefix}-*`;

/** Reads packages into an engine as `ipradar ingest` does; returns the records written. */
export async function ingest(engine: Engine, paths: readonly string[], dataFolder: string): Promise<number> {
  const inputs = await findInputs(paths, { stdin: process.stdin, maximumSpool: 0 });
  let written = 0;
  for await (const entry of ingestPackages(engine, inputs, { formats, dataFolder, clock: Date.now }))
    written += entry.written;
  return written;
}

/**
 * The pipeline (zip to committed records) beside the client's own bulk helper, which is given as ready JSON the very documents that the pipeline sent, into
 * indexes of the same mapping.
 */
export async function indexBeside(
  node: string,
  files: readonly string[],
  folder: string,
  print: (line: string) => void,
): Promise<void> {
  const documents: { index: string; id: string; body: string }[] = [];
  const proxy = await InterceptingProxy.before(node, (sent) => {
    if (sent.path.startsWith('/_bulk')) documents.push(...documentsOf(sent));
    return undefined;
  });
  const open = (url: string) => openElasticsearchEngine({ nodes: [url], prefix, clock: Date.now });
  const watched = open(proxy.url);
  await ingest(watched, files, folder);
  await watched.close();
  await proxy.stop();
  const client = new Client({ node });
  const copies = await copyMappings(client, [...new Set(documents.map(({ index }) => index))]);
  const bulk = await timed(() =>
    client.helpers.bulk<string>({
      datasource: documents.map(({ body }) => body),
      flushBytes: 5 << 20,
      concurrency: 3,
      onDocument: documentNamer(documents, copies),
      refreshOnCompletion: true,
    }),
  );
  await client.close();
  await removeIndexes(node, madeIndexes);
  const engine = open(node);
  let written = 0;
  const pipeline = await timed(async () => (written = await ingest(engine, files, folder)));
  await engine.close();
  const stored = await storedBytes(node);
  print('');
  print(row('indexing into one node', 'seconds', 'records/s'));
  print(row('---', '---:', '---:'));
  print(row('whole pipeline: zip, parse, analyse, commit', round(pipeline), round(written / pipeline, 0)));
  print(row('bulk helper of the client, JSON ready', round(bulk), round(written / bulk, 0)));
  print(`stored: ${round(stored / written / 1e3, 1)} KB per record, replicas not counted`);
  print(judge('records/s, pipeline / bulk helper', bulk / pipeline, '>=', floor, 'x'));
}

/** Bytes on disk of all indexes of the bench: records, raw bytes, state. */
async function storedBytes(node: string): Promise<number> {
  await fetch(`${node}/${prefix}-*/_flush`, { method: 'POST' });
  const listed = await fetch(`${node}/_cat/indices/${prefix}-*?h=pri.store.size&bytes=b`);
  return (await listed.text()).split('\n').reduce((sum, line) => sum + Number(line), 0);
}

function documentsOf({ body }: Intercepted): { index: string; id: string; body: string }[] {
  const lines = body.toString('utf8').split('\n');
  const found: { index: string; id: string; body: string }[] = [];
  for (let at = 0; at + 1 < lines.length; at++) {
    const head = JSON.parse(lines[at] ?? '{}') as { index?: { _index: string; _id: string } };
    if (head.index) found.push({ index: head.index._index, id: head.index._id, body: lines[++at] ?? '' });
  }
  return found;
}

/** Empty indexes with the settings and mappings of these; their names by the original's. */
async function copyMappings(client: Client, indexes: readonly string[]): Promise<Map<string, string>> {
  const copies = new Map<string, string>();
  for (const index of indexes) {
    const copy = `${rawPrefix}-${index}`;
    const found = (await client.indices.get({ index }))[index];
    const { analysis, similarity, number_of_shards, refresh_interval } = (found?.settings?.index ?? {}) as Record<
      string,
      unknown
    >;
    const settings = { index: { analysis, similarity, number_of_shards, refresh_interval, number_of_replicas: 0 } };
    await client.indices.create({ index: copy, settings, mappings: found?.mappings } as Parameters<
      Client['indices']['create']
    >[0]); // as the server gave them
    copies.set(index, copy);
  }
  return copies;
}

function documentNamer(documents: readonly { index: string; id: string }[], copies: ReadonlyMap<string, string>) {
  let at = 0;
  return () => {
    const { index, id } = documents[at++] ?? { index: '', id: '' };
    return { index: { _index: copies.get(index) ?? '', _id: id } };
  };
}
