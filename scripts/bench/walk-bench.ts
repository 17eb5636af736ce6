import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { IpRecord } from '../../domain/record.js';
import { openElasticsearchEngine } from '../../engine/elasticsearch/open.js';
import { openEmbeddedEngine } from '../../engine/embedded/open.js';
import type { Engine, EngineWriter } from '../../engine/engine.js';
import { compileQuery } from '../../query/check.js';
import { removeIndexes } from '../remove-indexes.js';
import { timed } from './cluster-http.js';
import { scratchFolder } from './corpus-records.js';
import { judge, round } from './measure.js';

export interface WalkBenchOptions {
  records: number;
  print: (line: string) => void;
}

const run = promisify(execFile);
const port = '24300';
const prefix = 'bench-walk';
const commitEvery = 20_000;
/** Records of a commit that is made while the walk goes on: new ones, changed ones and deleted ones in turn. */
const besideAtOnce = 300;

/**
 * A walk over all ids of each engine while records are written, changed and deleted: each id of the state in which it began once and in order, none that came
 * later. Records are small, because a walk reads none of them.
 */
export async function runWalkBench({ records, print }: WalkBenchOptions): Promise<void> {
  const folder = scratchFolder('walk');
  try {
    await walk('embedded', () => openEmbeddedEngine({ directory: folder }), records, print);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const servers = resolve(process.env['IPRADAR_SERVERS'] ?? '../shared/servers', 'elasticsearch');
  const node = (await run(servers, ['up', '--port', port, '--heap', '2g'])).stdout.trim();
  try {
    const open = () => openElasticsearchEngine({ nodes: [node], prefix, clock: Date.now });
    await walk('elasticsearch', open, records, print);
  } finally {
    await removeIndexes(node, `${prefix}-*`);
    await run(servers, ['down', '--port', port]);
  }
}

async function walk(name: string, open: () => Engine, records: number, print: (line: string) => void): Promise<void> {
  const [reading, writing] = [open(), open()];
  try {
    const writer = await writing.writer();
    const filling = await timed(async () => {
      for (let number = 0; number < records; number++) {
        await writer.upsert(smallRecord(number), undefined);
        if (number % commitEvery === commitEvery - 1) await writer.commit();
      }
      await writer.commit();
    });
    const expected = Array.from({ length: records }, (_, number) => idOf(number)).sort();
    const { tree } = compileQuery('*', { today: '2026-01-01' });
    const beside = new WritingBeside(writer, records);
    let walked = 0;
    let wrong = 0;
    const seconds = await timed(async () => {
      for await (const id of reading.scan(tree)) {
        beside.begin();
        if (id !== expected[walked++]) wrong++;
      }
    });
    const { written, commits } = await beside.end();
    await writer.close();
    print(
      `${name}: ${walked} ids in ${round(seconds)} s, ${round(walked / seconds, 0)} ids/s, while ${written} records were written in ${commits} commits ` +
        `(filled in ${round(filling, 0)} s)`,
    );
    print(judge('ids missing, doubled or out of order', Math.abs(records - walked) + wrong, '<=', 0, ''));
  } finally {
    await reading.close();
    await writing.close();
  }
}

/** Writes without end beside a walk: new records among the ids of the others, changed ones, and deletions. */
class WritingBeside {
  private running: Promise<void> | undefined;
  private isEnding = false;
  private written = 0;
  private commits = 0;

  constructor(
    private readonly writer: EngineWriter,
    private readonly records: number,
  ) {}

  /** Begins with the first call: the state that is walked is taken by then. */
  begin(): void {
    this.running ??= this.write();
  }

  private async write(): Promise<void> {
    while (!this.isEnding) {
      for (let count = 0; count < besideAtOnce; count++) {
        const old = (this.written * 31) % this.records;
        if (count % 3 === 0) await this.writer.upsert(smallRecord(this.records + this.written), undefined);
        else if (count % 3 === 1) await this.writer.upsert(smallRecord(old, 'changed'), undefined);
        else await this.writer.delete(idOf(old));
        this.written++;
      }
      await this.writer.commit();
      this.commits++;
    }
  }

  async end(): Promise<{ written: number; commits: number }> {
    this.isEnding = true;
    await this.running;
    return { written: this.written, commits: this.commits };
  }
}

/** All different, in no order: the factor has no divisor in common with 10^9. */
const idOf = (number: number): string => `EM-${String((number * 387_420_489) % 1e9).padStart(9, '0')}`;

const smallRecord = (number: number, state = 'registered'): IpRecord => ({
  id: idOf(number),
  type: 'trademark',
  office: 'EM',
  parties: [],
  classifications: [],
  events: [],
  sources: [],
  markText: [{ text: `mark ${number % 997}`, lang: 'en' }],
  goodsServices: [],
  priorityClaims: [],
  statements: [],
  officeStatus: { text: state },
});
