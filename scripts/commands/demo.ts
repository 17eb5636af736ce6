import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readParameters } from '../../search-api/read-parameters.js';
import { searchParameters } from '../../search-api/schemas/parameters.js';
import { writeCorpus } from '../corpus/write-corpus.js';
import type { Configuration } from '../config.js';
import { exitCodes } from '../exit-codes.js';
import { configure, type GlobalFlags } from '../global-flags.js';
import { onInterrupt } from '../on-interrupt.js';
import { printLine } from '../print.js';
import { runServer } from '../serve-until-signal.js';
import { withServices } from '../with-services.js';
import { ingestPaths } from './ingest.js';
import { printAnswer } from './search.js';

const records = 5_000;
const seed = 1;
const defaultFolder = './demo-data';

/** Each shows another side of the search; the corpus is about invented firms in 13 clusters, what they mean is planted in its manifest. */
export const demoQuestions: readonly { why: string; q: string; more?: Record<string, string> }[] = [
  {
    why: 'a topic in both languages, newest first, and the years in which it grew',
    q: 'TI="固态电池" OR TI="solid-state battery"',
    more: { sort: '-PD', facets: 'PD:year' },
  },
  {
    why: 'everything below a class within some years, and who applied',
    q: 'IPC=H01M10 AND PD=[2015 TO 2020]',
    more: { facets: 'AP:5,IPC:subclass:3', limit: '3' },
  },
  {
    why: 'one owner under the names that offices print',
    q: 'AP=霁泓 OR AP="suzhou jihong"',
    more: { facets: 'AP:8', limit: '3' },
  },
  {
    why: 'what was in force on a day',
    q: 'TI=("plasma display panel" OR 等离子显示面板) AND ST=in-force',
    more: { asOf: '2012-12-31', sort: '-PD' },
  },
  {
    why: 'trademarks and geographical indications in the same search',
    q: '苏州 OR Suzhou',
    more: { type: 'trademark,geographical-indication' },
  },
];

/** `ipradar demo`: corpus, ingest, five questions with real answers, then the API until Ctrl-C. */
export async function runDemo(globals: GlobalFlags, { once }: { once?: boolean }): Promise<number> {
  const isOwnFolder = globals.data === undefined && !process.env['IPRADAR_DATA'];
  const { configuration } = configure(isOwnFolder ? { ...globals, data: defaultFolder } : globals);
  const packages = join(configuration.data.folder, 'packages');

  const interrupt = onInterrupt('finishing the running batch; once more ends at once');
  try {
    await makeCorpus(packages);
    const { total, isInterrupted } = await ingestPaths(configuration, [join(packages, '*.zip')], {
      signal: interrupt.signal,
      onFile: () => {},
    });
    if (isInterrupted) return exitCodes.interrupted;
    await printLine(
      `${total.file}: ${total.read.toLocaleString('en')} records read, ${total.written.toLocaleString('en')} written, ` +
        `${total.unchanged.toLocaleString('en')} unchanged, ${total.rejected} rejected`,
    );
    await answerQuestions(configuration);
  } finally {
    interrupt.release();
  }
  if (once) return exitCodes.ok;

  const quiet = { ...configuration, api: { ...configuration.api, logLevel: 'warn' as const } };
  await runServer(quiet, (url) => {
    console.log(`\nThe API is at ${url} (documentation: ${url}/docs/); Ctrl-C ends it. Try:`);
    console.log(`  curl '${url}/v1/search?q=IPC%3DH01M&limit=2'`);
  });
  return exitCodes.ok;
}

/** A folder that an interrupted run left half-made has no manifest and is made again. */
async function makeCorpus(packages: string): Promise<void> {
  if (existsSync(join(packages, 'manifest.json'))) return;
  rmSync(packages, { recursive: true, force: true });
  await printLine(
    `writing ${records.toLocaleString('en')} records about invented firms, in office formats, to ${packages}`,
  );
  await writeCorpus({ records, seed, out: packages });
}

async function answerQuestions(configuration: Configuration): Promise<void> {
  await printLine('\nFive questions; `ipradar` is short for `npm run -s ipradar --`.');
  await withServices(configuration, async ({ search }) => {
    for (const { why, q, more } of demoQuestions) {
      const question = readParameters(searchParameters, { limit: '5', ...more, q }, true);
      const flags = Object.entries({ limit: '5', ...more }).map(([name, value]) => ` --${kebab(name)} ${value}`);
      await printLine(`\n--- ${why}\n$ ipradar search '${q}'${flags.join('')} --data ${configuration.data.folder}`);
      await printAnswer(await search.search(question));
    }
  });
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
