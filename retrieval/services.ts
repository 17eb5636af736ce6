import type { Engine, EngineHealth } from '../engine/engine.js';
import type { LedgerEntry } from '../ingest/record-sink.js';
import type { IsoDate } from '../domain/text.js';
import type { IpRecord } from '../domain/record.js';
import type { Clock } from './clock.js';
import { createExplainService, type ExplainService } from './explain-service.js';
import { listFields, type FieldsAnswer } from './fields-service.js';
import { listPackages } from './packages-service.js';
import { assertPublic, createRecordService, type RecordService } from './record-service.js';
import { createQueryCompiler } from './query-compiler.js';
import { createSearchService, type SearchService } from './search-service.js';
import { buildTimeline, type TimelineAnswer } from './timeline-service.js';

/** Everything that the API and the command line answer, over one engine. Who makes the engine closes it. */
export interface Services {
  search: SearchService;
  records: RecordService;
  explain: ExplainService;
  /** @throws NotFound when it was not public on the day. */
  timeline(record: IpRecord, asOf?: IsoDate): Promise<TimelineAnswer>;
  fields(): Promise<FieldsAnswer>;
  packages(): Promise<LedgerEntry[]>;
  health(): Promise<EngineHealth>;
}

export function createServices(engine: Engine, clock: Clock, limits: { maxQueryLength: number }): Services {
  const compiler = createQueryCompiler(limits.maxQueryLength);
  return {
    search: createSearchService(engine, clock, compiler),
    records: createRecordService(engine, clock),
    explain: createExplainService(engine, clock, compiler),
    async timeline(record, asOf) {
      assertPublic(record, asOf);
      const dataDate = (await engine.dataDate()) ?? null;
      return buildTimeline(record, asOf ?? dataDate ?? clock.today(), dataDate);
    },
    fields: () => listFields(engine),
    packages: () => listPackages(engine),
    health: () => engine.health(),
  };
}
