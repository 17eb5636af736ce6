import type { IpRecord } from '../../domain/record.js';
import type { RecordAnswer, RecordCandidate } from '../../retrieval/record-service.js';
import { ownersOf, titlesOf } from '../../retrieval/projection.js';
import type { TimelineAnswer } from '../../retrieval/timeline-service.js';
import { readParameters } from '../../search-api/read-parameters.js';
import { recordParameters } from '../../search-api/schemas/parameters.js';
import { exitCodes } from '../exit-codes.js';
import { configure, type GlobalFlags } from '../global-flags.js';
import { print, printLine, terminalWidth } from '../print.js';
import { answerAsApi } from '../problem-json.js';
import { withServices } from '../with-services.js';

export interface ShowFlags {
  json?: boolean;
  source?: boolean;
  timeline?: boolean;
  asOf?: string;
}

/** `ipradar show`: one record; several that a number means are listed, and the exit code is 1. */
export async function runShow(globals: GlobalFlags, id: string, flags: ShowFlags): Promise<number> {
  const { configuration } = configure(globals);
  return answerAsApi(flags.json ?? false, async () => {
    const { asOf } = readParameters(recordParameters, flags.asOf === undefined ? {} : { asOf: flags.asOf }, true);
    return withServices(configuration, async (services) => {
      const found = await services.records.resolve(id);
      if (found.kind === 'several') {
        const { count, candidates } = found;
        await (flags.json ? printLine(JSON.stringify({ count, candidates })) : printCandidates(id, count, candidates));
        return exitCodes.failure;
      }
      if (flags.source) await print((await services.records.source(found.record)).bytes);
      else if (flags.timeline) await showTimeline(await services.timeline(found.record, asOf), flags.json);
      else await showRecord(await services.records.answer(found.record, asOf), flags.json);
      return exitCodes.ok;
    });
  });
}

async function printCandidates(id: string, count: number, candidates: readonly RecordCandidate[]): Promise<void> {
  const { renderTable } = await import('../table.js');
  console.error(`ipradar: \`${id}\` means ${count} records; name one of them`);
  const rows = candidates.map((each) => [each.id, each.reason, each.title[0]?.text ?? '']);
  await printLine(renderTable(['id', 'read as', 'title'], rows, terminalWidth()));
}

async function showTimeline(timeline: TimelineAnswer, isJson = false): Promise<void> {
  if (isJson) return printLine(JSON.stringify(timeline));
  const { renderTable } = await import('../table.js');
  await printLine(`${timeline.id}: ${timeline.meta.status} on ${timeline.meta.asOf}\n`);
  const periods = timeline.periods.map(({ status, from, to }) => [from, to ?? '', status]);
  await printLine(renderTable(['from', 'to', 'status'], periods));
  const events = timeline.events.map((each) => [each.date ?? '', each.code, each.officeCode ?? '', each.text ?? '']);
  await printLine(`\n${renderTable(['day', 'event', 'office code', 'text'], events, terminalWidth())}`);
}

async function showRecord(record: RecordAnswer, isJson = false): Promise<void> {
  if (isJson) return printLine(JSON.stringify(record));
  const { renderTable } = await import('../table.js');
  const rows = summaryRows(record).filter((row) => row[1] !== '');
  await printLine(renderTable(['', `${record.id} (${record.type})`], rows, terminalWidth()));
  for (const text of abstractsOf(record)) await printLine(`\n${text.trim()}`);
}

function summaryRows(record: RecordAnswer): string[][] {
  const schemes = [...new Set(record.classifications.map(({ scheme }) => scheme))];
  return [
    ...titlesOf(record).map(({ lang, text }) => [lang ? `title (${lang})` : 'title', text]),
    ['status', `${record.meta.status} on ${record.meta.asOf}`],
    ['applicants', ownersOf(record).join('; ')],
    ['published', referenceText(record.publicationReference)],
    ['applied', referenceText(record.applicationReference)],
    ...schemes.map((scheme) => [
      scheme,
      record.classifications
        .filter((each) => each.scheme === scheme)
        .map(({ symbol }) => symbol)
        .join(', '),
    ]),
    ['events', String(record.events.length)],
    ['source', record.sources.map((each) => `${each.package} ${each.entry}@${each.offset}`).join(', ')],
  ];
}

const referenceText = (reference: IpRecord['publicationReference']): string =>
  reference ? [reference.office, reference.number, reference.kind, reference.date].filter(Boolean).join(' ') : '';

const abstractsOf = (record: IpRecord): string[] =>
  record.type === 'patent' || record.type === 'design' ? record.abstract.map(({ text }) => text) : [];
