import { leaf, node, type ElementRule } from '../../xml/element-rule.js';

/** The same rule for each of the names written in `names`, separated by white space. */
export const each = (names: string, rule: ElementRule): Record<string, ElementRule> =>
  Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, rule]),
  );

export const dated = node({ date: leaf });
export const country = node({ country: leaf });
