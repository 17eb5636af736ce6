import { find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { countriesAt } from './sdobi-reading.js';

/** INID 81 and 84, extension and validation states: kind -> ST.3 codes. */
export function mapStates(sdobi: XmlNode | undefined): Record<string, string[]> | undefined {
  const b800 = find(sdobi, 'B800');
  const listed = (list: string, entry: string) =>
    findAll(b800, list, entry).flatMap((element) => textAt(element, 'ctry') ?? []);
  const states: Record<string, string[]> = {
    contracting: countriesAt(b800, 'B840'),
    extension: listed('B844EP', 'B845EP'),
    validation: listed('B848EP', 'B849EP'),
    national: countriesAt(b800, 'B810'),
    elected: countriesAt(b800, 'B820'),
  };
  const present = Object.entries(states).filter(([, countries]) => countries.length > 0);
  return present.length > 0 ? Object.fromEntries(present) : undefined;
}
