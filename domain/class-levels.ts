import { classAncestors } from './class-symbol.js';
import type { ClassificationScheme } from './classification.js';

const deep = ['section', 'class', 'subclass', 'group', 'subgroup'] as const;

/** Names of the levels of each scheme, from the top down; the n-th stands for the n-th of `classAncestors`. */
export const classLevels: Readonly<Record<ClassificationScheme, readonly string[]>> = {
  ipc: deep,
  cpc: deep,
  ecla: deep,
  fi: deep,
  'f-term': ['theme', 'viewpoint', 'term'],
  nice: ['class'],
  locarno: ['class', 'subclass'],
  // Category, division and section in the words of the Vienna Agreement.
  vienna: ['class', 'subclass', 'group'],
  us: ['class', 'subclass'],
};

/** The symbol at or above `symbol` that stands at a level; undefined when the symbol stands above it. */
export function symbolAtLevel(scheme: ClassificationScheme, symbol: string, level: string): string | undefined {
  const depth = classLevels[scheme].indexOf(level);
  return depth < 0 ? undefined : classAncestors(scheme, symbol)[depth];
}
