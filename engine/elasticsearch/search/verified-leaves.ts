import { dayNumber } from '../../../domain/day.js';
import type { IpRecord } from '../../../domain/record.js';
import type { IsoDate } from '../../../domain/text.js';
import { indexField, type Json } from '../../../mappings/elasticsearch.js';
import { matchesNode } from '../../../query/evaluate.js';
import { RecordReading } from '../../../query/record-reading.js';
import type { CheckedNode } from '../../../query/tree.js';
import { EngineError } from '../../engine.js';
import { allOf, matchNone } from '../dsl/clauses.js';
import { keyOf } from '../dsl/node-key.js';
import type { TreeContext } from '../dsl/tree.js';
import { TooManyWords } from '../failures.js';
import { dataDateOf } from '../snapshot.js';
import { type Searcher, wholeSource } from './searcher.js';

/** A part of a query that no clause says exactly. */
interface Question {
  node: CheckedNode;
  candidates: Json;
}

/** Candidates that are read for one part of a query. */
const mostCandidates = 200_000;
const pageSize = 200;
/** Answers that an engine remembers, and the ids in all of them. */
const mostAnswers = 200;
const mostKeptIds = 500_000;

/** Answers of earlier queries: those of a committed state never change. */
export class VerifiedAnswers {
  private readonly answers = new Map<string, string[]>();
  private kept = 0;

  find(key: string): string[] | undefined {
    return this.answers.get(key);
  }

  keep(key: string, ids: string[]): void {
    this.answers.set(key, ids);
    this.kept += ids.length;
    for (const [oldest, { length }] of this.answers) {
      if (this.answers.size <= mostAnswers && this.kept <= mostKeptIds) return;
      this.answers.delete(oldest);
      this.kept -= length;
    }
  }
}

/**
 * Compiles trees over one state. Where no clause is exact, the candidates are read and query/evaluate.ts decides: slower, in bounded pages, and right. The clause
 * then names the versions that match, so that counts, facets and orders are as exact as any.
 */
export class TreeCompiler {
  /** Whether the server may list the words of a truncation inside intervals; it did not take them all. */
  private expands = true;
  /** Clauses of parts that are verified, or are being. */
  private readonly known = new Map<string, Promise<Json>>();
  readonly day: number | undefined;

  constructor(
    private readonly searcher: Searcher,
    private readonly answers: VerifiedAnswers,
    private readonly asOf: IsoDate | undefined,
  ) {
    this.day = asOf === undefined ? searcher.state.dataDay : dayNumber(asOf);
  }

  /** Records that became public by the day. */
  get published(): Json[] {
    return this.asOf === undefined ? [] : [{ range: { [indexField.since]: { lte: dayNumber(this.asOf) } } }];
  }

  /**
   * Compiles, and runs what was compiled; once more without listed truncations when the server refuses those.
   * @param compile called twice: what it asks to be verified is found out first
   */
  async run<C, T>(compile: (context: TreeContext) => C, act: (compiled: C) => Promise<T>): Promise<T> {
    const { expands } = this;
    try {
      return await act(await this.compile(compile));
    } catch (error) {
      if (!(error instanceof TooManyWords) || !expands) throw error;
      this.expands = false;
      return act(await this.compile(compile));
    }
  }

  private async compile<C>(compile: (context: TreeContext) => C): Promise<C> {
    const { expands, day } = this;
    const questions = new Map<string, Question>();
    const compiled = compile({
      expands,
      day,
      verify: (node, candidates) => {
        questions.set(keyOf(node), { node, candidates });
        return matchNone;
      },
    });
    if (questions.size === 0) return compiled;
    const clauses = new Map<string, Json>();
    for (const [key, question] of questions) clauses.set(key, await this.verified(key, question));
    return compile({
      expands,
      day,
      verify: (node) => {
        const clause = clauses.get(keyOf(node));
        if (!clause) throw new Error('a part of the query was not verified');
        return clause;
      },
    });
  }

  /** Names the versions that match. What is being read for one part of an answer is not read for another. */
  private verified(key: string, question: Question): Promise<Json> {
    const begun = this.known.get(key);
    if (begun) return begun;
    const clause = this.answer(key, question).then((values): Json => ({ ids: { values } }));
    this.known.set(key, clause);
    clause.catch(() => this.known.delete(key));
    return clause;
  }

  private async answer(key: string, { node, candidates }: Question): Promise<string[]> {
    const { state } = this.searcher;
    const place = `${state.generation}-${state.sequence} ${this.asOf ?? ''} ${key}`;
    const known = this.answers.find(place);
    if (known) return known;
    const options = { asOf: this.asOf, dataDate: dataDateOf(state) };
    const ids: string[] = [];
    let read = 0;
    for (let after: unknown[] | undefined; ;) {
      const { hits } = await this.searcher.search(allOf([candidates]), {
        size: pageSize,
        sort: [{ id: 'asc' }],
        track_total_hits: false,
        _source: wholeSource,
        ...(after ? { search_after: after } : {}),
      });
      for (const { _id, _source } of hits.hits)
        if (matchesNode(node, new RecordReading(_source['record'] as IpRecord), options)) ids.push(_id);
      read += hits.hits.length;
      if (read > mostCandidates)
        throw new EngineError(
          'too-large',
          `more than ${mostCandidates.toLocaleString('en')} records would have to be read for one part of the query: narrow it by further words`,
        );
      after = hits.hits.at(-1)?.sort;
      if (!after || hits.hits.length < pageSize) break;
    }
    this.answers.keep(place, ids);
    return ids;
  }
}
