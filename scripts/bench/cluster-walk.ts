import { openElasticsearchEngine } from '../../engine/elasticsearch/open.js';
import { compileQuery } from '../../query/check.js';
import { corpusFolder } from './corpus-records.js';
import { timed } from './cluster-http.js';
import { ingest, prefix } from './cluster-index.js';
import { judge, round } from './measure.js';

/** Records of another corpus that come in meanwhile, most of them new and some in place of those that are there. */
const meanwhile = 2_000;

/** Walks over all ids of a state while records are written: each once, in order, none that came later. */
export async function walkBeside(node: string, folder: string, print: (line: string) => void): Promise<void> {
  const open = () => openElasticsearchEngine({ nodes: [node], prefix, clock: Date.now });
  const [reading, writing] = [open(), open()];
  try {
    const { tree } = compileQuery('*', { today: '2026-01-01' });
    const [count = 0] = await reading.count([tree]);
    const files = [await corpusFolder(meanwhile)];
    let written = 0;
    let ingesting: Promise<void> | undefined;
    let walked = 0;
    let outOfOrder = 0;
    let last = '';
    const seconds = await timed(async () => {
      for await (const id of reading.scan(tree)) {
        ingesting ??= ingest(writing, files, folder).then((records) => void (written = records));
        walked++;
        if (Buffer.compare(Buffer.from(last), Buffer.from(id)) >= 0) outOfOrder++;
        last = id;
      }
    });
    await ingesting;
    print('');
    print(
      `walk over ${walked} ids: ${round(seconds)} s, ${round(walked / seconds, 0)} ids/s, ${written} records written meanwhile`,
    );
    print(judge('ids missing, doubled or out of order', Math.abs(count - walked) + outOfOrder, '<=', 0, ''));
  } finally {
    await reading.close();
    await writing.close();
  }
}
