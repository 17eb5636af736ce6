import type { IsoDate } from '../domain/text.js';
import type { Engine } from '../engine/engine.js';
import type { QueryWarning } from '../query/warnings.js';
import type { CheckedNode, Span } from '../query/tree.js';
import type { Clock } from './clock.js';
import type { QueryCompiler } from './query-compiler.js';

export interface ExplainAnswer {
  canonical: string;
  /** Records that the whole query finds. */
  count: number;
  asOf?: IsoDate;
  /** The checked tree that engines execute. */
  tree: CheckedNode;
  /** The whole query first, then its parts as read, each with how many records it finds alone. */
  branches: ExplainedBranch[];
  /** Parts beyond those listed. */
  omittedBranches: number;
  warnings: QueryWarning[];
}

export interface ExplainedBranch {
  /** As typed; the field may stand before it. */
  text: string;
  span: Span;
  /** 0 for the whole query. */
  depth: number;
  /** Field codes that a leaf looks in. */
  fields?: readonly string[];
  count: number;
}

export interface ExplainService {
  /** @throws QueryError, EngineError. */
  explain(q: string, asOf?: IsoDate, signal?: AbortSignal): Promise<ExplainAnswer>;
}

export function createExplainService(engine: Engine, clock: Clock, compiler: QueryCompiler): ExplainService {
  return {
    async explain(q, asOf, signal) {
      const { tree, canonical, warnings, branches, omittedBranches } = await compiler.explain(q, clock.today(), signal);
      const counts = await engine.count(
        branches.map(({ node }) => node),
        asOf,
        signal,
      );
      return {
        canonical,
        count: counts[0] ?? 0,
        asOf,
        tree,
        branches: branches.map(({ text, span, depth, node }, index) => ({
          text,
          span,
          depth,
          fields: fieldsOf(node),
          count: counts[index] ?? 0,
        })),
        omittedBranches,
        warnings,
      };
    },
  };
}

function fieldsOf(node: CheckedNode): readonly string[] | undefined {
  if ('fields' in node) return node.fields;
  if ('field' in node) return [node.field];
  return node.kind === 'status' ? ['ST'] : undefined;
}
