import { type IndexStatus, readIndexStatus } from '../../engine/embedded/index-status.js';
import { type Finding, verifyFolder } from '../../engine/embedded/verify.js';
import { EngineError } from '../../engine/engine.js';
import { exitCodes } from '../exit-codes.js';
import { configure, type GlobalFlags } from '../global-flags.js';
import { requireEmbedded } from '../open-engine.js';
import { printLine } from '../print.js';
import { createStatusLine } from '../status-line.js';
import { renderTable } from '../table.js';
import { withServices } from '../with-services.js';

export interface StatusFlags {
  json?: boolean;
  verify?: boolean;
}

/** `ipradar status`: records by type, how many a search finds, data day, packages by state, the index; 1 when something is damaged. */
export async function runStatus(globals: GlobalFlags, flags: StatusFlags): Promise<number> {
  const { configuration } = configure(globals);
  const { folder } = configuration.data;
  const isEmbedded = configuration.engine.kind === 'embedded';
  if (flags.verify) requireEmbedded(configuration, 'status --verify');
  return await withServices(configuration, async (services, engine) => {
    const index = isEmbedded ? readIndexStatus(folder) : undefined;
    const findings = flags.verify ? await verify(folder) : undefined;
    const damage = findings?.map(describeFinding) ?? index?.segments.flatMap((segment) => segment.damage) ?? [];
    const { warnings: _told, ...health } = await services.health().catch((error: unknown) => {
      // What is damaged is said below, by file.
      if (error instanceof EngineError && error.code === 'damaged')
        return { ready: false, records: {}, warnings: [], details: {}, dataDate: undefined };
      throw error;
    });
    // A probe of the index: what the store holds has to be what a search finds.
    const { count: searchable } = await engine
      .search({ query: { kind: 'all' }, sort: [], limit: 0, offset: 0 })
      .catch((error: unknown) => {
        if (error instanceof EngineError && error.code === 'not-ready') return { count: 0 };
        throw error;
      });
    const packages = await services.packages();
    const states = packages.reduce<Record<string, number>>((counts, { state }) => {
      return { ...counts, [state]: (counts[state] ?? 0) + 1 };
    }, {});
    const code = damage.length > 0 ? exitCodes.failure : exitCodes.ok;
    if (flags.json) {
      await printLine(JSON.stringify({ folder, ...health, searchable, packages: states, index, findings }));
      return code;
    }
    const rows = [
      ...(isEmbedded
        ? [['folder', folder]]
        : Object.entries(health.details).map(([name, value]) => [name, String(value)])),
      ['data to', health.dataDate ?? 'no data yet'],
      ...Object.entries(health.records).map(([type, count]) => [type, count.toLocaleString('en')]),
      ['searchable', searchable.toLocaleString('en')],
      ...Object.entries(states).map(([state, count]) => [`packages ${state}`, count.toLocaleString('en')]),
      ...describeIndex(index),
    ];
    await printLine(renderTable(['', 'status'], rows));
    if (index && index.segments.length > 0) await printLine(`\n${renderTable(segmentHead, segmentRows(index))}`);
    for (const { snapshot, expires, holders } of index?.pins ?? [])
      await printLine(`pinned: ${snapshot}, by ${holders}, until ${expires}`);
    if (index && !index.isCurrent)
      await printLine('the index was built by another version of ipradar: `ipradar reindex` builds it anew');
    if (damage.length > 0) await printLine(damage.join('\n'));
    else if (flags.verify) await printLine('every byte is what was written');
    return code;
  });
}

async function verify(folder: string): Promise<Finding[]> {
  const line = createStatusLine();
  try {
    return await verifyFolder(folder, ({ done, total }) =>
      line.show(() => `${Math.floor((done / total) * 100)}% | status --verify`),
    );
  } finally {
    line.erase();
  }
}

const describeFinding = ({ path, what, mendedBy }: Finding): string => `\`${path}\` ${what}: \`${mendedBy}\` mends it`;

function describeIndex(index: IndexStatus | undefined): string[][] {
  if (!index) return [];
  const { segments, rebuilt, pins } = index;
  const add = (count: (segment: IndexStatus['segments'][number]) => number) =>
    segments.reduce((all, segment) => all + count(segment), 0);
  const documents = add((segment) => segment.documents);
  const rows = [
    ['generation', index.generation.toLocaleString('en')],
    ['segments', String(segments.length)],
    ['index', megabytes(add(({ bytes }) => bytes))],
    [
      'dead share',
      share(
        add(({ dead }) => dead),
        documents,
      ),
    ],
    ['pinned states', String(pins.length)],
  ];
  if (rebuilt > 0) rows.push(['reindex under way', `${rebuilt.toLocaleString('en')} records done`]);
  return rows;
}

const segmentHead = ['segment', 'records', 'dead', 'size'];
const segmentRows = ({ segments }: IndexStatus): string[][] =>
  segments.map(({ segment, documents, dead, bytes }) => [
    String(segment),
    documents.toLocaleString('en'),
    share(dead, documents),
    megabytes(bytes),
  ]);

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
const share = (part: number, all: number): string => `${all === 0 ? 0 : Math.round((part / all) * 1000) / 10}%`;
