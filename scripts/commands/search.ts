import type { FacetResult, ScorePart } from '../../engine/engine.js';
import type { FieldHighlight } from '../../query/highlight.js';
import type { Span } from '../../query/tree.js';
import type { SearchAnswer } from '../../retrieval/search-service.js';
import type { CompactRecord } from '../../retrieval/projection.js';
import { readParameters } from '../../search-api/read-parameters.js';
import { idsParameters, searchParameters } from '../../search-api/schemas/parameters.js';
import type { Configuration } from '../config.js';
import { exitCodes } from '../exit-codes.js';
import { configure, type GlobalFlags } from '../global-flags.js';
import { printLine, terminalWidth } from '../print.js';
import { answerAsApi } from '../problem-json.js';
import { withServices } from '../with-services.js';

export interface SearchFlags {
  json?: boolean;
  type?: string;
  sort?: string;
  limit?: string;
  offset?: string;
  cursor?: string;
  filter?: string[];
  ids?: boolean;
  fields?: string;
  facets?: string;
  highlight?: boolean;
  explain?: string;
  collapse?: string;
  asOf?: string;
}

/** `ipradar search`: a table, or with `--json` what `GET /v1/search` answers. */
export async function runSearch(
  globals: GlobalFlags,
  q: string,
  { json = false, ids = false, ...flags }: SearchFlags,
): Promise<number> {
  const { configuration } = configure(globals);
  if (ids) return printIds(configuration, { q, ...flags }, json);
  const answer = await answerAsApi(json, async () => {
    const question = readParameters(searchParameters, { q, ...flags }, true);
    return withServices(configuration, ({ search }) => search.search(question));
  });
  if (json) await printLine(JSON.stringify(answer));
  else await printAnswer(answer, q);
  return exitCodes.ok;
}

/** All ids, one to a line; with `--json` what `GET /v1/search/ids` sends. */
async function printIds(configuration: Configuration, raw: Record<string, unknown>, isJson: boolean): Promise<number> {
  await answerAsApi(isJson, async () => {
    const question = readParameters(idsParameters, raw, true);
    await withServices(configuration, async ({ search }) => {
      let lines: string[] = [];
      for await (const id of search.ids(question)) {
        lines.push(isJson ? JSON.stringify({ id }) : id);
        if (lines.length < linesAtOnce) continue;
        await printLine(lines.join('\n'));
        lines = [];
      }
      if (lines.length > 0) await printLine(lines.join('\n'));
    });
  });
  return exitCodes.ok;
}
const linesAtOnce = 1000;

/** Count line, table, facets; warnings go to standard error. */
export async function printAnswer(answer: SearchAnswer, q = ''): Promise<void> {
  const { renderTable, cut } = await import('../table.js');
  const { meta, results, facets } = answer;
  for (const warning of meta.warnings) console.error(`note: ${warning}`);
  const day =
    meta.dataDate === null
      ? 'no data yet'
      : meta.asOf === meta.dataDate
        ? `data to ${meta.dataDate}`
        : `as of ${meta.asOf}`;
  const count = `${meta.exact ? '' : 'about '}${meta.count.toLocaleString('en')} ${meta.count === 1 ? 'record' : 'records'}`;
  const groups = meta.groups === undefined ? '' : ` in ${meta.groups.toLocaleString('en')} groups`;
  await printLine(`${count}${groups} | ${day} | ${meta.took} ms | ${meta.query}`);
  if (results.length > 0) {
    const isCompact = results.every((result) => 'title' in result && 'applicants' in result);
    const table = isCompact
      ? compactTable(results as unknown as (CompactRecord & Grouped)[], cut)
      : chosenTable(results);
    await printLine(`\n${renderTable(table.headings, table.rows, terminalWidth())}`);
  }
  const places = results.flatMap(highlightRows);
  if (places.length > 0) await printLine(`\n${renderTable(['id', 'where', 'found'], places, terminalWidth())}`);
  const parts = results.flatMap((result) => scoreRows(result, q));
  if (parts.length > 0)
    await printLine(`\n${renderTable(['id', 'score', 'part', 'in', 'why'], parts, terminalWidth())}`);
  for (const [name, facet] of Object.entries(facets ?? {}))
    await printLine(`\n${renderTable(['  records', name], facetRows(facet), terminalWidth())}`);
}

/** A line per bucket, those within others behind the name of the other; a line per figure of the rest. */
export function facetRows(facet: FacetResult, path = ''): string[][] {
  if ('distinct' in facet) return [[alignCount(facet.distinct), `${path}distinct values`]];
  if ('statistics' in facet) {
    const { count, percentiles, ...figures } = facet.statistics;
    const named = Object.entries(percentiles).map(([percent, value]) => [`${percent} %`, value] as const);
    return [
      [alignCount(count), `${path}values`],
      ...[...Object.entries(figures), ...named].map(([name, value]) => ['', `${path}${name} ${value}`]),
    ];
  }
  const rows = facet.buckets.flatMap(({ value, count, nested }) => [
    [alignCount(count), `${path}${value}`],
    ...(nested ? facetRows(nested, `${path}${value} > `) : []),
  ]);
  const { otherBuckets } = facet;
  if (otherBuckets > 0) rows.push(['', `${path}… and ${otherBuckets.toLocaleString('en')} more values`]);
  return rows;
}

const alignCount = (count: number): string => count.toLocaleString('en').padStart(9);

interface Table {
  headings: string[];
  rows: string[][];
}

/** What a collapsed search adds to a result. */
interface Grouped {
  members?: number;
}

function compactTable(
  results: readonly (CompactRecord & Grouped)[],
  cut: (text: string, width: number) => string,
): Table {
  const isGrouped = results.some(({ members }) => members !== undefined);
  return {
    headings: ['id', ...(isGrouped ? ['members'] : []), 'date', 'status', 'applicant', 'title'],
    rows: results.map((result) => [
      result.id,
      ...(isGrouped ? [String(result.members)] : []),
      result.publicationReference?.date ?? result.registrationDate ?? result.applicationReference?.date ?? '',
      result.status,
      cut(result.applicants.join('; '), 32),
      result.title.map(({ text }) => text).join(' / '),
    ]),
  };
}

/** A row per snippet, what was found between `»` and `«`. */
function highlightRows({ id, highlights }: Record<string, unknown>): string[][] {
  // `highlights` is what query/highlight.ts gave, or absent.
  return Object.entries((highlights ?? {}) as Record<string, FieldHighlight>).flatMap(([field, { snippets }]) =>
    snippets.map(({ text, marks }) => [String(id), field, markText(text, marks)]),
  );
}

/** A row per part of a score. */
function scoreRows({ id, scoreParts }: Record<string, unknown>, q: string): string[][] {
  // `scoreParts` is what the engine gave, or absent.
  return ((scoreParts ?? []) as ScorePart[]).map(({ span, fields, score, factors }) => [
    String(id),
    score.toFixed(4),
    span ? q.slice(span.start, span.end) : '',
    fields.join(','),
    factors
      ? `${factors.occurrences} times, weight ${factors.weight}, rarity ${factors.rarity.toFixed(2)}, ${Math.round(factors.length)} words`
      : 'one constant',
  ]);
}

function markText(text: string, marks: readonly Span[]): string {
  let marked = '';
  let done = 0;
  for (const { start, end } of marks) {
    marked += `${text.slice(done, start)}»${text.slice(start, end)}«`;
    done = end;
  }
  return marked + text.slice(done);
}

/** Chosen fields as columns; structured members as JSON. */
function chosenTable(results: readonly Record<string, unknown>[]): Table {
  const headings = [...new Set(results.flatMap((result) => Object.keys(result)))].filter(
    (name) => name !== 'score' && name !== 'highlights',
  );
  return {
    headings,
    rows: results.map((result) => headings.map((name) => showValue(result[name]))),
  };
}

function showValue(value: unknown): string {
  if (value === undefined) return '';
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object')) return value.join('; ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
