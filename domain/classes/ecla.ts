import type { Classification } from '../classification.js';
import { compareIpcSymbols, ipcAncestors } from './ipc.js';

/**
 * ECLA, ICO and the other in-house schemes of the EPO (until 2012) and the DPMA's DEKLA: an IPC group, continued by letters and digits in turn
 * (`B60K31/00D2B`, `A61K9/20H6F4`). ICO has sections K to T and Y besides, and codes of its own after the group (`M61L2/00`, `T05B219/40`).
 */
const pattern = /^([A-HK-TY]\d\d[A-Z])0*(\d{1,4})(?:[/:](\d{2,6})([A-Z][A-Z0-9]*(?:[+-][A-Z0-9]+)?)?)?$/;

export function parseEclaSymbol(text: string): Classification | undefined {
  const match = pattern.exec(text.toUpperCase().replace(/\s+/g, ''));
  if (!match) return undefined;
  const [, base = '', group = '', subgroup, rest = ''] = match;
  return { scheme: 'ecla', symbol: subgroup === undefined ? `${base}${group}` : `${base}${group}/${subgroup}${rest}` };
}

const split = (symbol: string): { group: string; rest: string } => {
  const [, group = symbol, rest = ''] = /^([^/]*\/\d+)(.*)$/.exec(symbol) ?? [];
  return { group, rest };
};

/** The IPC symbols above, then the continuation part by part: `B60K31/00`, `B60K31/00D`, `B60K31/00D2`, `B60K31/00D2B`. */
export function eclaAncestors(symbol: string): string[] {
  const { group, rest } = split(symbol);
  const chain = /^[K-T]/.test(group) ? icoAncestors(group) : ipcAncestors(group);
  let path = group;
  return [...chain, ...(rest.match(/[A-Z]|\d+|[+-][A-Z0-9]+/g) ?? []).map((part) => (path += part))];
}

/** The same levels as IPC, in sections that IPC does not have. */
const icoAncestors = (group: string): string[] => {
  const section = group.charAt(0);
  return ipcAncestors(`A${group.slice(1)}`).map((entry) => `${section}${entry.slice(1)}`);
};

/** By group as IPC sorts them, then by the continuation. */
export function compareEclaSymbols(a: string, b: string): number {
  const [left, right] = [split(a), split(b)];
  return compareIpcSymbols(left.group, right.group) || (left.rest < right.rest ? -1 : left.rest > right.rest ? 1 : 0);
}
