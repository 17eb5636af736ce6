import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { XMLParser } from 'fast-xml-parser';
import { describeWithSamples } from '../../../fixtures/samples.js';
import type { ElementRule } from '../../xml/element-rule.js';
import { rules } from './rules.js';

type Json = { [key: string]: Json | Json[] | string | undefined };
const asArray = <T>(value: T | T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/** Element name -> names of the elements that the office's XSD allows directly inside. */
function readSchema(schemaFile: string): Map<string, Set<string>> {
  // One end tag of the office's file lacks its bracket.
  const text = gunzipSync(readFileSync(schemaFile))
    .toString('utf8')
    .replace(/<\/xs:element\s*\n/g, '</xs:element>\n')
    .replace(/(?:business|base):/g, '');
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', processEntities: false });
  const schema = (parser.parse(text) as Json)['xs:schema'] as Json;
  const types = new Map<string, Json[]>();
  for (const type of asArray(schema['xs:complexType'] as Json | Json[])) {
    const name = type['@name'] as string;
    types.set(name, [...(types.get(name) ?? []), type]);
  }
  const childrenOf = (node: Json, found = new Set<string>(), seen = new Set<string>()): Set<string> => {
    for (const [key, value] of Object.entries(node))
      for (const each of asArray(value as Json | Json[]).filter((item) => typeof item === 'object')) {
        if (key === 'xs:element') found.add((each['@ref'] ?? each['@name']) as string);
        if (key === 'xs:extension' || key === 'xs:restriction') {
          const base = each['@base'] as string;
          if (!seen.has(base))
            for (const type of types.get(base) ?? []) childrenOf(type, found, new Set([...seen, base]));
        }
        childrenOf(each, found, seen);
      }
    return found;
  };
  const children = new Map<string, Set<string>>();
  for (const element of asArray(schema['xs:element'] as Json | Json[])) {
    const name = element['@name'] as string;
    const found = children.get(name) ?? new Set<string>();
    const type = element['@type'] as string | undefined;
    if (type) for (const each of types.get(type) ?? []) childrenOf(each, found);
    else childrenOf(element, found);
    children.set(name, found);
  }
  return children;
}

/** Paths that the schema allows and no rule knows. */
function findUncovered(schema: Map<string, Set<string>>): string[] {
  const missing: string[] = [];
  const localNames = (names: Iterable<string>) => [...names].map((name) => name.slice(name.indexOf(':') + 1));
  const walkBlock = (name: string, path: string, rule: ElementRule & { kind: 'block' }, seen: Set<string>) => {
    for (const child of localNames(schema.get(name) ?? [])) {
      if (rule.vocabulary[child] === undefined) missing.push(`${path}/${child}`);
      else if (rule.vocabulary[child] !== 'skip' && !seen.has(child)) {
        seen.add(child);
        walkBlock(child, `${path}/${child}`, rule, seen);
      }
    }
  };
  const walk = (name: string, path: string, rule: ElementRule) => {
    if (rule.kind === 'skip') return;
    if (rule.kind === 'block') return walkBlock(name, path, rule, new Set([name]));
    for (const child of localNames(schema.get(name) ?? [])) {
      const childRule = rule.kind === 'node' ? rule.children[child] : undefined;
      if (childRule) walk(child, `${path}/${child}`, childRule);
      else missing.push(`${path}/${child}`);
    }
  };
  for (const [name, rule] of Object.entries(rules)) walk(name, name, rule);
  // The last two names tell which rule lacks what.
  return [...new Set(missing.map((path) => path.split('/').slice(-2).join('/')))].sort();
}

describeWithSamples('rules of cnipa-business against the XSD of the office', (samples) => {
  it('map or skip with a reason every element that V2.2.1 allows', () => {
    const schema = readSchema(join(samples, 'patents/cnipa-business/zh_new.xsd.gz'));
    expect(schema.size).toBeGreaterThan(850);
    expect(findUncovered(schema)).toEqual([]);
  });
});
