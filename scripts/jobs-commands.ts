import { type Command, Option } from 'commander';
import type { ListFlags } from './commands/jobs.js';
import type { GlobalFlags } from './global-flags.js';
import { priorities, type Priority } from '../workers/queue.js';

/** `ipradar jobs ...` */
export function addJobsCommands(program: Command, globals: () => GlobalFlags): void {
  const jobs = program.command('jobs').description('look at the jobs of the workers and change what becomes of them');
  const load = () => import('./commands/jobs.js');
  const example = (text: string): string => `\nExample:\n  ${text}`;

  jobs
    .command('list')
    .description('counts by state and the newest jobs')
    .option('--state <states>', 'waiting, delayed, blocked, active, done, dead, cancelled; several with commas')
    .option('--kind <name>', 'of one kind only')
    .option('--limit <n>', 'jobs shown (default 50)')
    .option('--offset <n>', 'jobs passed over')
    .option('--json', 'print what GET /v1/jobs answers')
    .addHelpText('after', example('ipradar jobs list --state dead'))
    .action(async (flags: ListFlags) => {
      process.exitCode = await (await load()).runJobsList(globals(), flags);
    });

  jobs
    .command('show')
    .description('everything about one job')
    .argument('<id>')
    .addHelpText('after', example('ipradar jobs show ingest-package-0a1b2c3d4e5f60718293'))
    .action(async (id: string) => {
      process.exitCode = await (await load()).runJobsShow(globals(), id);
    });

  jobs
    .command('retry')
    .description('put dead or cancelled jobs back into the queue')
    .argument('[id...]')
    .option('--dead', 'all that are dead')
    .addHelpText('after', example('ipradar jobs retry --dead'))
    .action(async (ids: string[], flags: { dead?: boolean }) => {
      process.exitCode = await (await load()).runJobsRetry(globals(), ids, flags);
    });

  jobs
    .command('cancel')
    .description('cancel jobs and their children; one that runs ends soon after')
    .argument('<id...>')
    .addHelpText('after', example('ipradar jobs cancel export-0a1b2c3d4e5f60718293'))
    .action(async (ids: string[]) => {
      process.exitCode = await (await load()).runJobsCancel(globals(), ids);
    });

  jobs
    .command('add')
    .description('add a job of a kind in docs/jobs.md')
    .argument('<kind>')
    .argument('<payload>', 'JSON')
    .option('--key <text>', 'a second job of this kind and key changes nothing')
    .addOption(new Option('--priority <priority>').choices([...priorities]))
    .addHelpText(
      'after',
      example(
        `ipradar jobs add pull-packages '{"source":{"kind":"listing","url":"https://example.org/listing.json"}}'`,
      ),
    )
    .action(async (kind: string, payload: string, flags: { key?: string; priority?: Priority }) => {
      process.exitCode = await (await load()).runJobsAdd(globals(), kind, payload, flags);
    });
}
