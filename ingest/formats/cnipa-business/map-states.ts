import type { XmlNode } from '../../xml/xml-node.js';
import { find, findAll } from '../../xml/xml-node.js';

/** Designated states by kind. */
export function readDesignatedStates(bibliography: XmlNode | undefined): Record<string, string[]> | undefined {
  const node = find(bibliography, 'DesignationOfStates');
  if (!node) return undefined;
  const codes = (...path: string[]) =>
    findAll(node, ...path)
      .map(({ text }) => text)
      .filter(Boolean);
  const states: Record<string, string[]> = {
    regional: [
      ...codes('DesignationPCT', 'Regional', 'Region', 'WIPOST3Code'),
      ...codes('DesignationPCT', 'Regional', 'WIPOST3Code'),
    ],
    national: codes('DesignationPCT', 'National', 'WIPOST3Code'),
    contracting: [
      ...codes('ContractingStates', 'WIPOST3Code'),
      ...codes('DesignationEpc', 'ContractingStates', 'WIPOST3Code'),
    ],
    extension: codes('DesignationEpc', 'ExtensionStates', 'WIPOST3Code'),
  };
  const filled = Object.entries(states).filter(([, list]) => list.length > 0);
  return filled.length > 0 ? Object.fromEntries(filled) : undefined;
}
