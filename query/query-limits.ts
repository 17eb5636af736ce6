/** Longest query text, in UTF-16 units; most words in it, levels of brackets and operators, and positions of one phrase. */
export const queryLimits = { length: 1_000_000, terms: 100_000, depth: 200, phrase: 10_000 } as const;
