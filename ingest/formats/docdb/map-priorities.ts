import type { PriorityClaim } from '../../../domain/document-reference.js';
import { attribute, find, textAt, type XmlNode } from '../../xml/xml-node.js';
import type { FlagCollector } from './flag-collector.js';
import { collectForms, mapReference } from './map-references.js';

/** The elements of one claim, found by sequence; `digits` is the longest spelling, against which originals are matched. */
interface Group {
  sequence: string;
  elements: XmlNode[];
  digits: string;
  original?: XmlNode;
}

/**
 * priority-claims -> one claim each. docdb and epodoc forms share a sequence; originals are numbered on their own, so
 * each is given to the claim with which it shares the longest run of final digits, and only then by sequence.
 */
export function mapPriorities(parent: XmlNode | undefined, flags: FlagCollector): PriorityClaim[] {
  if (!parent) return [];
  const groups: Group[] = [];
  const originals: XmlNode[] = [];
  for (const element of parent.children) {
    if (attribute(element, 'data-format') === 'original') {
      originals.push(element);
      continue;
    }
    const sequence = attribute(element, 'sequence') ?? String(groups.length + 1);
    let group = groups.find((each) => each.sequence === sequence);
    if (!group) groups.push((group = { sequence, elements: [], digits: '' }));
    group.elements.push(element);
    const digits = digitsOf(element);
    if (digits.length > group.digits.length) group.digits = digits;
  }
  if (groups.length === 0) return originals.flatMap((element) => mapClaim([element], undefined, flags) ?? []);
  assignOriginals(groups, originals, flags);
  return groups.flatMap(
    ({ elements, sequence, original }) =>
      mapClaim(original ? [...elements, original] : elements, sequence, flags) ?? [],
  );
}

function mapClaim(
  elements: readonly XmlNode[],
  sequence: string | undefined,
  flags: FlagCollector,
): PriorityClaim | undefined {
  const reference = mapReference(collectForms(elements), 'application', 'priorityClaims', flags);
  if (!reference) {
    for (const element of elements) {
      const printed = textAt(element, 'document-id', 'doc-number');
      if (printed) flags.add('damaged-number', 'priorityClaims', printed);
    }
    return undefined;
  }
  let active: string | undefined;
  let linkageType: string | undefined;
  for (const element of elements) {
    active ??= textAt(element, 'priority-active-indicator');
    linkageType ??= textAt(element, 'priority-linkage-type');
  }
  const { office, number, kind, date, forms } = reference;
  const claim: PriorityClaim = { office, number };
  if (kind) claim.kind = kind;
  if (date) claim.date = date;
  if (sequence && /^\d+$/.test(sequence)) claim.sequence = Number(sequence);
  if (active) claim.isActive = active === 'Y' || active === 'YES';
  const original = reference.original ?? (forms?.['docdb'] === number ? undefined : forms?.['docdb']);
  if (original) claim.original = original;
  if (forms) claim.forms = forms;
  if (linkageType) claim.linkageType = linkageType;
  return claim;
}

const digitsOf = (element: XmlNode) => (textAt(find(element, 'document-id'), 'doc-number') ?? '').replace(/\D+/g, '');

function sharedTail(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[a.length - 1 - length] === b[b.length - 1 - length]) length++;
  return length;
}

function assignOriginals(groups: readonly Group[], originals: readonly XmlNode[], flags: FlagCollector): void {
  const [single] = originals;
  if (!single) return;
  const [only] = groups;
  if (only && groups.length === 1 && originals.length === 1) {
    only.original = single;
    return;
  }
  const done = new Set<XmlNode>();
  const give = (element: XmlNode, group: Group) => {
    done.add(element);
    group.original = element;
  };
  const pairs = originals.flatMap((element) => {
    const digits = digitsOf(element);
    return groups.map((group) => ({ element, group, shared: sharedTail(digits, group.digits) }));
  });
  for (const { element, group, shared } of pairs.sort((a, b) => b.shared - a.shared))
    if (shared >= 4 && !done.has(element) && !group.original) give(element, group);
  for (const element of originals) {
    if (done.has(element)) continue;
    const free = groups.filter((group) => !group.original);
    const group = free.find(({ sequence }) => sequence === attribute(element, 'sequence')) ?? free[0];
    if (group) give(element, group);
    else flags.add('unmatched-number', 'priorityClaims.original', textAt(element, 'document-id', 'doc-number') ?? '');
  }
}
