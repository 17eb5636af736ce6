import { compileQuery } from './check.js';
import { evaluate } from './evaluate.js';
import { highlight } from './highlight.js';
import { positionCases, recordOfText } from './truth-positions.js';
import { truthToday } from './truth-table.js';

describe('what stands where', () => {
  it('is stated in at least 150 cases, each once', () => {
    expect(positionCases.length).toBeGreaterThanOrEqual(150);
    expect(new Set(positionCases.map(([query, text]) => JSON.stringify([query, text]))).size).toBe(
      positionCases.length,
    );
  });

  it.each(positionCases.map(([query, text, isFound, rule]) => [query, text, isFound, rule] as const))(
    '%s in %j is %s (%s)',
    (query, text, isFound) => {
      const { tree, canonical } = compileQuery(query, { today: truthToday });
      expect(evaluate(tree, recordOfText(text))).toBe(isFound);
      expect(evaluate(compileQuery(canonical, { today: truthToday }).tree, recordOfText(text))).toBe(isFound);
      if (!isFound) expect(highlight(tree, recordOfText(text))).toEqual({});
    },
  );
});
