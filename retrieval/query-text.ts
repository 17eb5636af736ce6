import type { RightType } from '../domain/record-base.js';
import type { IsoDate } from '../domain/text.js';
import type { CompiledQuery } from '../query/check.js';
import { QueryError, shorten } from '../query/query-error.js';
import type { CheckedNode } from '../query/tree.js';
import type { QueryCompiler } from './query-compiler.js';
import { InvalidRequest } from './service-error.js';

/** @throws InvalidRequest that names the filter which cannot be read */
export function compileFilters(
  compiler: QueryCompiler,
  filters: readonly string[],
  today: IsoDate,
  signal?: AbortSignal,
): Promise<CompiledQuery[]> {
  return Promise.all(
    filters.map(async (text, place) => {
      try {
        return await compiler.compile(text, today, signal);
      } catch (error) {
        if (!(error instanceof QueryError)) throw error;
        const { message, hint } = error;
        throw new InvalidRequest(
          'invalid-parameter',
          `filter \`${shorten(text)}\`: ${message}`,
          hint,
          `/filter/${place}`,
        );
      }
    }),
  );
}

export function narrowToTypes(tree: CheckedNode, types: readonly RightType[]): CheckedNode {
  if (types.length === 0) return tree;
  const leaves = types.map((value): CheckedNode => ({ kind: 'keyword', field: 'RT', value, match: 'exact' }));
  const [only] = leaves;
  const filter: CheckedNode = leaves.length === 1 && only ? only : { kind: 'or', children: leaves };
  return tree.kind === 'all' ? filter : { kind: 'and', children: [tree, filter] };
}
