import type { ElementRule, MixedRole } from './element-rule.js';
import type { Name } from './name-table.js';

/** A rule in the shape that the reader's inner loop wants. */
export interface CompiledRule {
  readonly kind: ElementRule['kind'];
  /** Rules of a node's children; undefined for other kinds. */
  readonly children: ChildRules | undefined;
  /** Roles inside a block; undefined for other kinds. */
  readonly vocabulary: ReadonlyMap<string, MixedRole> | undefined;
  /** A leaf that keeps its white space: class symbols in fixed columns. */
  readonly isVerbatim: boolean;
}

export type ChildRules = ReadonlyMap<string, CompiledRule>;

const compiledRules = new WeakMap<ElementRule, CompiledRule>();
const compiledTables = new WeakMap<Record<string, ElementRule>, ChildRules>();

/** Compiled once per rule object. Maps, because an element may be called `constructor`. */
export function compileRules(rules: Record<string, ElementRule>): ChildRules {
  let table = compiledTables.get(rules);
  if (!table) {
    const fresh = new Map<string, CompiledRule>();
    table = fresh;
    // Before the children: rule tables may refer to themselves.
    compiledTables.set(rules, table);
    for (const [name, rule] of Object.entries(rules)) fresh.set(name, compileRule(rule));
  }
  return table;
}

function compileRule(rule: ElementRule): CompiledRule {
  let compiled = compiledRules.get(rule);
  if (!compiled) {
    const fresh: { -readonly [K in keyof CompiledRule]: CompiledRule[K] } = {
      kind: rule.kind,
      children: undefined,
      vocabulary: rule.kind === 'block' ? new Map(Object.entries(rule.vocabulary)) : undefined,
      isVerbatim: rule.kind === 'leaf' && rule.isVerbatim === true,
    };
    compiled = fresh;
    compiledRules.set(rule, fresh);
    if (rule.kind === 'node') fresh.children = compileRules(rule.children);
  }
  return compiled;
}

/** As `among.get(name.local)`; the last answer is kept with the name, for the two places that ask. */
export function findRule(among: ChildRules | undefined, name: Name): CompiledRule | undefined {
  if (name.among !== among) {
    name.among = among;
    name.found = among?.get(name.local);
  }
  return name.found as CompiledRule | undefined; // Found among rules of this very table.
}

/** As `among.get(name.local)`, among the roles of a block. */
export function findRole(among: CompiledRule['vocabulary'], name: Name): MixedRole | undefined {
  if (name.among !== among) {
    name.among = among;
    name.found = among?.get(name.local);
  }
  return name.found as MixedRole | undefined; // Found in this very vocabulary.
}
