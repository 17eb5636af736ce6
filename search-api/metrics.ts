import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { EngineHealth } from '../engine/engine.js';

/** Upper bounds, seconds: from a record by number to the longest search that is allowed. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What `/metrics` shows of one API, in the text format of Prometheus. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'ipradar_http_request_seconds',
    help: 'Time to the end of the answer, by route, method and status',
    labelNames: ['route', 'method', 'status'],
    buckets,
    registers: [this.registry],
  });
  private readonly running = new Gauge({
    name: 'ipradar_http_requests_running',
    help: 'Requests that have no whole answer yet',
    registers: [this.registry],
  });
  private readonly ready = new Gauge({
    name: 'ipradar_engine_ready',
    help: '1 when the engine can be searched',
    registers: [this.registry],
  });
  private readonly warnings = new Gauge({
    name: 'ipradar_engine_warnings',
    help: 'Parts of the index that are missing or damaged',
    registers: [this.registry],
  });
  private readonly records = new Gauge({
    name: 'ipradar_records',
    help: 'Records by right type',
    labelNames: ['type'],
    registers: [this.registry],
  });
  private readonly dataDate = new Gauge({
    name: 'ipradar_data_date_seconds',
    help: 'Newest day that the data speaks of, as Unix time; absent while there is none',
    registers: [this.registry],
  });

  /** @param health asked at every scrape; when it fails the engine is not ready and its other figures are absent */
  constructor(private readonly health: () => Promise<EngineHealth>) {
    collectDefaultMetrics({ register: this.registry });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** Counts and times every request. Routes by their pattern, so that no number or query becomes a label; what no route took is one row. */
  readonly measure: RequestHandler = (request, response, next) => {
    const end = this.requests.startTimer({ method: request.method });
    this.running.inc();
    response.once('close', () => {
      this.running.dec();
      const route = typeof request.route?.path === 'string' ? request.route.path : 'none';
      // A client that went away before its answer was whole has no status.
      end({ route, status: response.writableFinished ? String(response.statusCode) : 'aborted' });
    });
    next();
  };

  async text(): Promise<string> {
    await this.askEngine();
    return this.registry.metrics();
  }

  private async askEngine(): Promise<void> {
    this.records.reset();
    this.dataDate.remove();
    try {
      const { ready, records, dataDate, warnings } = await this.health();
      this.ready.set(ready ? 1 : 0);
      this.warnings.set(warnings.length);
      for (const [type, count] of Object.entries(records)) this.records.set({ type }, count);
      if (dataDate !== undefined) this.dataDate.set(Date.parse(dataDate) / 1000);
    } catch {
      this.ready.set(0);
      this.warnings.remove();
    }
  }
}
