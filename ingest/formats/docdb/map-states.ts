import { find, textAt, type XmlNode } from '../../xml/xml-node.js';

const epcKinds: Readonly<Record<string, string>> = {
  'contracting-states': 'contracting',
  'extension-states': 'extension',
  'validation-states': 'validation',
  'up-participating-states': 'unitary',
};

/**
 * designation-of-states -> ST.3 codes by kind: `contracting`, `extension`, `validation`, `unitary` (EPC and unitary patent), `national` and
 * `regional-EP`, `regional-AP` ... (PCT), `excluded`.
 */
export function mapDesignatedStates(designation: XmlNode | undefined): Record<string, string[]> | undefined {
  if (!designation) return undefined;
  const states = new Map<string, Set<string>>();
  const add = (kind: string, countries: readonly XmlNode[]) => {
    let listed = states.get(kind);
    for (const { name, text } of countries) {
      if (text === '' || (name !== 'country' && name !== 'new-designation-country')) continue;
      if (!listed) states.set(kind, (listed = new Set()));
      listed.add(text);
    }
  };
  for (const group of [...designation.children, ...(find(designation, 'designation-epc')?.children ?? [])]) {
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
  if (states.size === 0) return undefined;
  return Object.fromEntries([...states].map(([kind, listed]) => [kind, [...listed]]));
}
