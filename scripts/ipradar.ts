#!/usr/bin/env node
import { Command, CommanderError, Option } from 'commander';
import { exitCodes } from './exit-codes.js';
import type { SearchFlags } from './commands/search.js';
import type { GlobalFlags } from './global-flags.js';
import { addJobsCommands } from './jobs-commands.js';
// Before anything writes: a reader that goes away is no failure.
import './print.js';
import { readVersion } from './product-version.js';
import { reportFailure } from './report-failure.js';

// Each action imports what it needs: `ipradar search` has to answer at once, without Express or the office readers.
const program = new Command('ipradar')
  .description('Search over bulk packages of patents, designs, trademarks and geographical indications.')
  .version(readVersion())
  .option('--data <dir>', 'folder that holds the data (IPRADAR_DATA, default ./data)')
  .exitOverride()
  .showHelpAfterError('(`ipradar --help` lists the commands)')
  .configureHelp({ showGlobalOptions: true })
  .addHelpText(
    'after',
    `
Exit codes: 0 done, 1 failure, 2 wrong arguments, configuration or query, 3 rejects under \`ingest --strict\`,
4 another process writes to the data folder, 130 interrupted. An empty result is 0.

Example:
  ipradar ingest packages/ && ipradar search 'TI=battery AND PY>=2019' --sort -PD`,
  );

const globals = (): GlobalFlags => program.opts<GlobalFlags>();
const collect = (value: string, before: string[] = []): string[] => [...before, value];
const idsConflicts = ['sort', 'limit', 'offset', 'cursor', 'fields', 'facets', 'highlight', 'explain', 'collapse'];
const example = (text: string): string => `\nExample:\n  ${text}`;

program
  .command('ingest')
  .description('read packages (files, folders, globs, `-` for standard input) into the data folder')
  .argument('<path...>')
  .option('--json', 'one JSON line per file, then a total, on standard output')
  .option('--strict', 'exit with 3 when anything was rejected or has no reader')
  .addHelpText('after', example("ipradar ingest 'packages/*.zip' --json"))
  .action(async (paths: string[], flags: { json?: boolean; strict?: boolean }) => {
    const { runIngest } = await import('./commands/ingest.js');
    process.exitCode = await runIngest(globals(), paths, flags);
  });

program
  .command('search')
  .description('search and print a table; several words are one query')
  .argument('<query...>')
  .option('--json', 'print what GET /v1/search answers')
  .option('--type <types>', 'right types, separated by commas')
  .option('--sort <keys>', 'sort keys, e.g. -PD or score')
  .option('--limit <n>', 'results, 0 to 1000 (default 20)')
  .option('--offset <n>', 'results passed over')
  .option('--cursor <c>', '`*` for the first page, then the cursor of the page before')
  .option('--filter <query>', 'results match this too, facets over its own field do not; may be repeated', collect)
  .option('--fields <names>', 'field codes or record members, separated by commas')
  .option('--facets <facets>', 'e.g. AP:10,IPC:subclass,PD:year,AP:distinct,NOC:stats or PY>IPC:subclass:3')
  .addOption(new Option('--ids', 'print the ids of all matches, in order').conflicts(idsConflicts))
  .option('--highlight', 'mark what the query found')
  .option('--explain <what>', '`score`: what each part of the query adds to the score')
  .option('--collapse <field>', 'one result for each application (AN) or family (FAM, FAMX), with its members')
  .option('--as-of <day>', 'answer as of this day, yyyy-mm-dd')
  .addHelpText('after', example("ipradar search 'TI=电池 AND PD=[20200101 TO 20201231]' --facets AP,PD:year"))
  .action(async (query: string[], flags: SearchFlags) => {
    const { runSearch } = await import('./commands/search.js');
    process.exitCode = await runSearch(globals(), query.join(' '), flags);
  });

program
  .command('show')
  .description('print one record, by any spelling of its number')
  .argument('<id...>')
  .option('--json', 'print what GET /v1/records/{id} answers')
  .addOption(new Option('--source', 'the raw bytes that it was read from').conflicts(['json', 'timeline', 'asOf']))
  .option('--timeline', 'its events and status periods')
  .option('--as-of <day>', 'as known on this day, yyyy-mm-dd')
  .addHelpText('after', example('ipradar show US9876543B2 --json'))
  .action(async (id: string[], flags: Record<string, string | boolean>) => {
    const { runShow } = await import('./commands/show.js');
    process.exitCode = await runShow(globals(), id.join(' '), flags);
  });

program
  .command('serve')
  .description('serve the HTTP API until Ctrl-C')
  .option('--port <n>', 'port (IPRADAR_PORT, default 8080; 0 takes a free one)')
  .option('--host <address>', 'address (IPRADAR_HOST, default 127.0.0.1)')
  .addHelpText('after', example('ipradar serve --port 9000'))
  .action(async (flags: GlobalFlags) => {
    const { runServe } = await import('./commands/serve.js');
    process.exitCode = await runServe({ ...globals(), ...flags });
  });

program
  .command('status')
  .description('what the data folder holds: records, days, packages, segments of the index, pinned states')
  .option('--json', 'for programs')
  .option('--verify', 'read every byte and check it')
  .addHelpText('after', example('ipradar status --verify'))
  .action(async (flags: { json?: boolean; verify?: boolean }) => {
    const { runStatus } = await import('./commands/status.js');
    process.exitCode = await runStatus(globals(), flags);
  });

program
  .command('reindex')
  .description('build the index anew from the stored records; searches go on')
  .option('--json', 'for programs')
  .addHelpText('after', example('ipradar reindex'))
  .action(async (flags: { json?: boolean }) => {
    const { runReindex } = await import('./commands/maintain.js');
    process.exitCode = await runReindex(globals(), flags);
  });

program
  .command('repair')
  .description('build damaged parts of the index anew from the stored records')
  .option('--json', 'for programs')
  .addHelpText('after', example('ipradar repair'))
  .action(async (flags: { json?: boolean }) => {
    const { runRepair } = await import('./commands/maintain.js');
    process.exitCode = await runRepair(globals(), flags);
  });

program
  .command('backup')
  .description('copy one committed state of the data folder, while others read and write it')
  .argument('<dir>', 'new or empty folder, or that of an earlier backup')
  .option('--json', 'for programs')
  .addHelpText('after', example('ipradar backup /mnt/backup/ipradar'))
  .action(async (target: string, flags: { json?: boolean }) => {
    const { runBackup } = await import('./commands/maintain.js');
    process.exitCode = await runBackup(globals(), target, flags);
  });

program
  .command('restore')
  .description('copy a backup into a new data folder and check every byte')
  .argument('<dir>', 'folder of the backup')
  .option('--json', 'for programs')
  .addHelpText('after', example('ipradar restore /mnt/backup/ipradar --data ./restored'))
  .action(async (source: string, flags: { json?: boolean }) => {
    const { runRestore } = await import('./commands/maintain.js');
    process.exitCode = await runRestore(globals(), source, flags);
  });

program
  .command('worker')
  .description('take jobs and run them until SIGTERM or Ctrl-C')
  .option('--once', 'look at the watched folder, do what there is, then end')
  .option('--watch <dir>', 'folder that is looked at for new packages (IPRADAR_WATCH)')
  .addHelpText('after', example('ipradar worker --watch ./packages'))
  .action(async (flags: GlobalFlags & { once?: boolean }) => {
    const { runWorkerCommand } = await import('./commands/worker.js');
    process.exitCode = await runWorkerCommand({ ...globals(), ...flags }, flags);
  });

addJobsCommands(program, globals);

const generations = program
  .command('generations')
  .description(
    'generations of the index on a cluster; `reindex` builds a new one beside the old and puts it in service',
  );
generations
  .command('list')
  .description('each with its records and what it is for')
  .option('--json', 'for programs')
  .action(async (flags: { json?: boolean }) => {
    const { runGenerationsList } = await import('./commands/generations.js');
    process.exitCode = await runGenerationsList(globals(), flags);
  });
generations
  .command('roll-back')
  .description('put the one that served before in service again')
  .option('--json', 'for programs')
  .action(async (flags: { json?: boolean }) => {
    const { runGenerationsRollBack } = await import('./commands/generations.js');
    process.exitCode = await runGenerationsRollBack(globals(), flags);
  });
generations
  .command('prune')
  .description('remove what nobody needs')
  .option('--with-previous', 'the one before too: nothing is left to roll back to')
  .option('--json', 'for programs')
  .action(async (flags: { json?: boolean; withPrevious?: boolean }) => {
    const { runGenerationsPrune } = await import('./commands/generations.js');
    process.exitCode = await runGenerationsPrune(globals(), flags);
  });

program
  .command('migrate')
  .description('copy every record, its raw bytes and the ledger from one engine to the other')
  .argument('<from>', '`embedded` or `elasticsearch`')
  .argument('<to>', 'the other')
  .option('--json', 'for programs')
  .addHelpText('after', example('ELASTICSEARCH_URL=http://127.0.0.1:9200 ipradar migrate embedded elasticsearch'))
  .action(async (from: string, to: string, flags: { json?: boolean }) => {
    const { runMigrate } = await import('./commands/migrate.js');
    process.exitCode = await runMigrate(globals(), from, to, flags);
  });

program
  .command('config')
  .description('print every option, its value and where it came from')
  .option('--json', 'for programs')
  .option('--port <n>', 'as for serve')
  .option('--host <address>', 'as for serve')
  .addHelpText('after', example('IPRADAR_PORT=9000 ipradar config'))
  .action(async (flags: GlobalFlags & { json?: boolean }) => {
    const { runConfig } = await import('./commands/config.js');
    process.exitCode = await runConfig({ ...globals(), ...flags }, flags);
  });

program
  .command('corpus')
  .description('write weekly packages in office formats about invented firms')
  .requiredOption('--records <n>', 'records in all')
  .option('--seed <n>', 'the same seed writes the same bytes', '1')
  .requiredOption('--out <dir>', 'folder for the packages')
  .addHelpText('after', example('ipradar corpus --records 5000 --seed 7 --out ./packages'))
  .action(async (flags: { records: string; seed: string; out: string }) => {
    const { runCorpus } = await import('./commands/corpus.js');
    process.exitCode = await runCorpus(flags);
  });

program
  .command('demo')
  .description('make a corpus of 5,000 records, ingest it, ask five questions, then serve the API')
  .option('--once', 'end after the five questions')
  .option('--port <n>', 'port (IPRADAR_PORT, default 8080)')
  .option('--host <address>', 'address (IPRADAR_HOST, default 127.0.0.1)')
  .addHelpText('after', example('npm run demo -- --once'))
  .action(async (flags: GlobalFlags & { once?: boolean }) => {
    const { runDemo } = await import('./commands/demo.js');
    process.exitCode = await runDemo({ ...globals(), ...flags }, flags);
  });

try {
  await program.parseAsync();
} catch (error) {
  // Commander has already printed its own message; help and version end with 0.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  else process.exitCode = reportFailure(error);
}
