#!/usr/bin/env node
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildWithoutEnd, runBesideBench } from './beside-bench.js';
import { runClusterBench } from './cluster-bench.js';
import { runFreshnessBench } from './freshness-bench.js';
import { runIndexBench } from './index-bench.js';
import { buildOnce, contenders } from './index-builders.js';
import { runParseBench } from './parse-bench.js';
import { parseContenders } from './parse-contenders.js';
import { runSearchBench } from './search-bench.js';
import { runWalkBench } from './walk-bench.js';

const usage = `npm run bench -- parse|index|search|beside|cluster|walk|freshness [--records N] [--rounds N] [--text N] [--rare-words N] [--smoke]

  parse    zip to full records, beside fast-xml-parser and xmllint; two files on two cores
  index    building, beside SQLite FTS5 with the same tokens; --text 39000 fills descriptions up to so many
           characters, --rare-words 5 gives each patent so many words that hardly any other has
  search   seventeen kinds of query, beside FTS5
  beside   the same kinds, alone and while another process builds in the same folder
  cluster  Elasticsearch: the pipeline beside the client's bulk helper, the API beside raw requests, both engines beside each other
  walk     all ids of each engine in order, while records are written, changed and deleted
  freshness  packages dropped into the folder that a worker watches: seconds until each stage, and until a search finds them
  --smoke  a few hundred records, one round: proves that the bench runs, its figures mean nothing`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    records: { type: 'string' },
    rounds: { type: 'string' },
    smoke: { type: 'boolean', default: false },
    child: { type: 'string' },
    text: { type: 'string', default: '0' },
    'rare-words': { type: 'string', default: '0' },
    file: { type: 'string', default: '' },
    'warm-up': { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
});

/** Runs this program again with other arguments and returns the last line that it prints. */
const child = (args: string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [fileURLToPath(import.meta.url), ...args],
      { maxBuffer: 1e8 },
      (error, stdout, stderr) => {
        if (error) reject(new Error(`${args.join(' ')}: ${stderr || error.message}`));
        else resolve(stdout.trim().split('\n').at(-1) ?? '');
      },
    );
  });

const print = (line: string) => console.log(line);
const [what] = positionals;
const records = Number(
  values.records ?? (values.smoke ? 400 : what === 'search' || what === 'beside' ? 100_000 : 20_000),
);
const rounds = Number(values.rounds ?? (values.smoke ? 1 : 5));

if (values.help || !what || !['parse', 'index', 'search', 'beside', 'cluster', 'walk', 'freshness'].includes(what)) {
  console.log(usage);
  process.exitCode = values.help ? 0 : 2;
} else if (what === 'parse') {
  const contender = parseContenders[values.child ?? ''];
  const list = (files: string) => files.split(',').filter((file) => file !== '');
  if (contender) print(JSON.stringify(await contender(list(values['warm-up']), list(values.file))));
  else await runParseBench({ records, rounds, megabytes: values.smoke ? 2 : 60, child, print });
} else if (what === 'index') {
  const contender = contenders.find((each) => each === values.child);
  const textCharacters = Number(values.text);
  const rareWords = Number(values['rare-words']);
  if (contender) print(JSON.stringify(await buildOnce(contender, { records, textCharacters, rareWords })));
  else await runIndexBench({ records, textCharacters, rareWords, rounds, child, print });
} else if (what === 'beside') {
  if (values.child) {
    // The builder ends with the program that started it.
    process.stdin.resume().once('end', () => process.exit());
    await buildWithoutEnd(values.file, records, print);
  } else
    await runBesideBench({
      records,
      rounds,
      builder: (folder) => ({
        command: process.execPath,
        args: [fileURLToPath(import.meta.url), 'beside', '--child', 'builder', '--file', folder, '--records', '20000'],
      }),
      print,
    });
} else if (what === 'freshness') {
  await runFreshnessBench({ records, rounds, ...(values.smoke ? { cron: '* * * * * *' } : {}), print });
} else if (what === 'walk') {
  await runWalkBench({ records, print });
} else if (what === 'cluster') {
  await runClusterBench({ records, rounds, print });
} else {
  await runSearchBench({ records, rounds, print });
}
