import { join, resolve } from 'node:path';
import { z } from 'zod';
import { jobIdOf } from '../job-id.js';
import { type Flow, type Priority, Refused } from '../queue.js';
import { fetchPackage } from './fetch-package.js';
import { findSettledFiles } from './folder-source.js';
import { ingestPackage } from './ingest-package.js';
import { folderOfUrl } from './download.js';
import { defineJob, type WorkerParts } from './job-kind.js';
import { inOrder, listing, type ListedPackage } from './listing.js';
import { priority } from './package-fields.js';
import { splitPackage } from './split-package.js';

const fromFolder = z.strictObject({
  kind: z.literal('folder'),
  folder: z
    .string()
    .min(1)
    .meta({ description: 'read with its subfolders; hidden and unfinished files (`.part`, `.tmp`) are left' }),
  settleSeconds: z
    .number()
    .nonnegative()
    .default(5)
    .meta({ description: 'a file that changed in the last so many seconds is still being written' }),
});
const fromListing = z.strictObject({
  kind: z.literal('listing'),
  url: z.url({ protocol: /^https?$/ }).meta({ description: 'of the dated listing' }),
  from: z.iso.date().optional().meta({ description: 'first day wanted' }),
  to: z.iso.date().optional().meta({ description: 'last day wanted' }),
});

export const pullPackages = defineJob({
  name: 'pull-packages',
  summary: 'looks what packages a folder or a dated listing has and adds a job for each that is new, oldest first',
  twice: 'a package has one job: by path, size and time of a file, by URL and SHA-256 of a listed one',
  payload: z.strictObject({
    source: z.discriminatedUnion('kind', [fromFolder, fromListing]),
    priority: priority.default('normal').meta({ description: 'of the jobs that it adds' }),
    replay: z
      .string()
      .min(1)
      .optional()
      .meta({ description: 'a word of your own: packages that have had a job are read once more under it' }),
  }),
  result: z.object({ found: z.int(), added: z.int(), known: z.int() }),
  retries: { attempts: 5, first: 5_000, most: 10 * 60_000 },
  async run({ source, priority: wanted, replay }, { signal, progress }, parts) {
    const packages =
      source.kind === 'folder' ? await listFolder(source, parts) : await listListing(source, parts, signal);
    let before: string | undefined;
    let added = 0;
    for (const [done, each] of packages.entries()) {
      signal.throwIfAborted();
      const flow = flowOf(each, wanted, before, replay, parts);
      before = jobIdOf(flow.job);
      if (!each.isWanted) continue;
      if ((await parts.queue.addFlow(flow)).isNew) added++;
      if (done % 100 === 99) await progress({ done: done + 1, total: packages.length });
    }
    const found = packages.filter(({ isWanted }) => isWanted).length;
    return { found, added, known: found - added };
  },
});

/** A package of a source. */
interface SourcePackage {
  path: string;
  name: string;
  size: number;
  key: string;
  /** How it gets to its path, when it is not there. */
  fetched?: { url: string; sha256: string };
  /** False for one that only holds its place in the order. */
  isWanted: boolean;
}

async function listFolder(
  { folder, settleSeconds }: z.infer<typeof fromFolder>,
  { clock }: WorkerParts,
): Promise<SourcePackage[]> {
  const files = await findSettledFiles(resolve(folder), clock() - settleSeconds * 1_000);
  return files.map(({ path, size, changedAt }) => ({
    path,
    name: path,
    size,
    key: `${path}|${size}|${changedAt}`,
    isWanted: true,
  }));
}

async function listListing(
  { url, from = '', to = '9999-12-31' }: z.infer<typeof fromListing>,
  { workFolder }: WorkerParts,
  signal: AbortSignal,
): Promise<SourcePackage[]> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`the listing ${url} answered ${response.status}`);
  const parsed = listing.safeParse(await response.json());
  if (!parsed.success) throw new Refused(`${url} is no listing: ${z.prettifyError(parsed.error)}`);
  return inOrder(parsed.data.packages).map((each: ListedPackage): SourcePackage => {
    const address = new URL(each.url, url).href;
    return {
      path: join(resolve(workFolder), 'packages', folderOfUrl(`${address} ${each.sha256}`), each.file),
      name: each.file,
      size: each.size,
      key: `${address}|${each.sha256}`,
      fetched: { url: address, sha256: each.sha256 },
      isWanted: each.date >= from && each.date <= to,
    };
  });
}

function flowOf(
  { path, name, size, key: base, fetched }: SourcePackage,
  wanted: Priority,
  after: string | undefined,
  replay: string | undefined,
  { shards }: WorkerParts,
): Flow {
  const kind = size >= shards.from ? splitPackage : ingestPackage;
  const key = replay === undefined ? base : `${base}|${replay}`;
  const payload = { path, name, ...(fetched ? { sha256: fetched.sha256 } : {}), ...(after ? { after } : {}) };
  const job = { name: kind.name, key, payload, priority: wanted, retries: kind.retries };
  if (!fetched) return { job, children: [] };
  const fetching = { url: fetched.url, path, size, sha256: fetched.sha256 };
  return {
    job,
    children: [
      {
        job: { name: fetchPackage.name, key, payload: fetching, priority: wanted, retries: fetchPackage.retries },
        children: [],
      },
    ],
  };
}
