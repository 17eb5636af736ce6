import type { RightType } from '../domain/record-base.js';
import type { IsoDate } from '../domain/text.js';
import { compileQuery } from '../query/check.js';
import { QueryError } from '../query/query-error.js';
import type { CheckedNode } from '../query/tree.js';
import { InvalidRequest } from './service-error.js';

export type CompiledText = ReturnType<typeof compileQuery>;

/** @throws InvalidRequest */
export function assertQueryLength(q: string, most: number): void {
  if (q.length <= most) return;
  throw new InvalidRequest(
    'query-too-long',
    `the query has \`${q.length}\` characters, \`${most}\` are taken`,
    'ask in parts',
    '/q',
  );
}

/** @throws QueryError, InvalidRequest */
export function compileText(q: string, maxLength: number, today: IsoDate): CompiledText {
  assertQueryLength(q, maxLength);
  return compileQuery(q, { today });
}

/** @throws InvalidRequest that names the filter which cannot be read */
export function compileFilters(filters: readonly string[], maxLength: number, today: IsoDate): CompiledText[] {
  return filters.map((text, place) => {
    try {
      return compileText(text, maxLength, today);
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
  });
}

const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

export function narrowToTypes(tree: CheckedNode, types: readonly RightType[]): CheckedNode {
  if (types.length === 0) return tree;
  const leaves = types.map((value): CheckedNode => ({ kind: 'keyword', field: 'RT', value, match: 'exact' }));
  const [only] = leaves;
  const filter: CheckedNode = leaves.length === 1 && only ? only : { kind: 'or', children: leaves };
  return tree.kind === 'all' ? filter : { kind: 'and', children: [tree, filter] };
}
