import { find, textAt, type XmlNode } from '../../xml/xml-node.js';

const epcKinds: Readonly<Record<string, string>> = {
  'contracting-states': 'contracting',
  'extension-states': 'extension',
  'validation-states': 'validation',
};

/**
 * designation-of-states -> ST.3 codes by kind: `contracting`, `extension`, `validation` (EPC), `national` and
 * `regional-EP`, `regional-AP` ... (PCT), `excluded`.
 */
export function mapDesignatedStates(designation: XmlNode | undefined): Record<string, string[]> | undefined {
  if (!designation) return undefined;
  const states: Record<string, string[]> = {};
  const add = (kind: string, countries: readonly XmlNode[]) => {
    const list = (states[kind] ??= []);
    for (const { name, text } of countries)
      if ((name === 'country' || name === 'new-designation-country') && text && !list.includes(text)) list.push(text);
    if (list.length === 0) delete states[kind];
  };
  for (const group of find(designation, 'designation-epc')?.children ?? []) {
    const kind = epcKinds[group.name];
    if (kind) add(kind, group.children);
  }
  const pct = find(designation, 'designation-pct');
  for (const group of pct?.children ?? []) {
    if (group.name === 'regional') add(`regional-${textAt(group, 'region', 'country') ?? 'unknown'}`, group.children);
    else if (group.name === 'national') add('national', group.children);
  }
  if (pct) add('national', pct.children);
  const excluded = find(designation, 'exclusion-from-designation');
  for (const group of excluded ? [excluded, ...excluded.children] : []) add('excluded', group.children);
  return Object.keys(states).length > 0 ? states : undefined;
}
