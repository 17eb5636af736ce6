import { setTimeout as sleep } from 'node:timers/promises';

/** What came back to searches with a known answer, asked all the while. */
export interface SearchReport {
  right: number;
  /** 503 or 429 with Retry-After. */
  refused: number;
  /** Anything else, in words. */
  wrong: string[];
}

/** Asks the same questions over HTTP until it is stopped. Their answers do not change by what is written meanwhile. */
export class Searches {
  private readonly report: SearchReport = { right: 0, refused: 0, wrong: [] };
  private isRunning = true;
  private readonly running: Promise<void>;

  /** @param answers by query: the exact count */
  constructor(
    private readonly api: string,
    private readonly answers: Record<string, number>,
  ) {
    this.running = this.ask();
  }

  private async ask(): Promise<void> {
    while (this.isRunning) {
      for (const [query, count] of Object.entries(this.answers)) await this.askOne(query, count);
      await sleep(100);
    }
  }

  private async askOne(query: string, count: number): Promise<void> {
    const answer = await fetch(`${this.api}/v1/search?${new URLSearchParams({ q: query, limit: '5' })}`).catch(
      (error: unknown) => String(error),
    );
    if (typeof answer === 'string') return this.tell(`${query}: ${answer}`);
    const text = await answer.text();
    if (answer.status === 503 || answer.status === 429) {
      if (answer.headers.has('retry-after')) this.report.refused++;
      else this.tell(`${query}: ${answer.status} without Retry-After`);
      return;
    }
    if (answer.status !== 200) return this.tell(`${query}: ${answer.status} ${text.slice(0, 200)}`);
    const body = (JSON.parse(text) as { meta: { count: number; exact: boolean } }).meta;
    if (body.count === count || !body.exact) this.report.right++;
    else this.tell(`${query}: ${body.count} where ${count} are right, and said to be exact`);
  }

  private tell(what: string): void {
    if (this.report.wrong.length < 20) this.report.wrong.push(what);
  }

  async stop(): Promise<SearchReport> {
    this.isRunning = false;
    await this.running;
    return this.report;
  }
}
