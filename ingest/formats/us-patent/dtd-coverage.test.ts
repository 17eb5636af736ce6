import type { ElementRule, Vocabulary } from '../../xml/element-rule.js';
import { rules as applicationRules } from '../us-application/rules.js';
import { rules as grantRules } from '../us-grant/rules.js';
import { contentModels } from './dtd-models.fixture.js';

const childrenOf = (name: string): string[] => contentModels[name]?.split(' ') ?? [];

/** Everything that may stand at any depth inside a block and that its vocabulary does not know. */
function findUnknownInside(name: string, vocabulary: Vocabulary): string[] {
  const seen = new Set(childrenOf(name));
  const unknown: string[] = [];
  for (const each of seen) {
    const role = vocabulary[each];
    if (role === undefined) unknown.push(each);
    if (role !== 'skip') for (const child of childrenOf(each)) seen.add(child);
  }
  return unknown;
}

/** Paths that the DTD allows and no rule lists. */
function findUnlisted(name: string, rule: ElementRule, path: string, into: Set<string>): Set<string> {
  if (rule.kind === 'block') for (const each of findUnknownInside(name, rule.vocabulary)) into.add(`${path}//${each}`);
  else if (rule.kind === 'leaf') for (const each of childrenOf(name)) into.add(`${path}/${each}`);
  else if (rule.kind === 'node')
    for (const each of childrenOf(name)) {
      const below = rule.children[each];
      if (!below) into.add(`${path}/${each}`);
      else findUnlisted(each, below, `${path}/${each}`, into);
    }
  return into;
}

describe('US patent DTDs', () => {
  it.each([
    ['us-patent-grant', grantRules],
    ['us-patent-application', applicationRules],
  ] as const)('every element that %s may hold, in any version, is mapped or ignored with a reason', (root, rules) => {
    expect([...findUnlisted(root, rules[root] as ElementRule, root, new Set())]).toEqual([]);
  });

  it('would name an element that no rule lists', () => {
    const { 'us-patent-grant': rule } = grantRules;
    const { claims: _claims, ...rest } = (rule as { children: Record<string, ElementRule> }).children;
    const found = findUnlisted('us-patent-grant', { kind: 'node', children: rest }, 'us-patent-grant', new Set());
    expect([...found]).toEqual(['us-patent-grant/claims']);
  });
});
