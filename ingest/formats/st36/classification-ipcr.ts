import type { Classification } from '../../../domain/classification.js';
import { leaf, node, type ElementRule } from '../../xml/element-rule.js';
import type { XmlNode } from '../../xml/xml-node.js';
import { readDay, type Mapping } from './flags.js';

const dated = node({ date: leaf });

/** Children of classification-ipcr and classification-cpc: ST.8 in elements, or ST.8 as one line in `text`. */
export const classificationChildren: Record<string, ElementRule> = {
  'ipc-version-indicator': dated,
  'cpc-version-indicator': dated,
  'classification-level': leaf,
  section: leaf,
  class: leaf,
  subclass: leaf,
  'main-group': leaf,
  subgroup: leaf,
  'symbol-position': leaf,
  'classification-value': leaf,
  'action-date': dated,
  'generating-office': node({ country: leaf }),
  'classification-status': leaf,
  'classification-data-source': leaf,
  'scheme-origination-code': leaf,
  text: leaf,
};

export const classificationElement: ElementRule = node(classificationChildren);

const levels: Readonly<Record<string, Classification['level']>> = { A: 'advanced', C: 'core', S: 'subclass' };
const positions: Readonly<Record<string, Classification['position']>> = { F: 'first', L: 'later' };
const values: Readonly<Record<string, Classification['value']>> = { I: 'inventive', A: 'additional', N: 'additional' };

/**
 * classification-ipcr or classification-cpc in elements. Undefined when there is no subclass. Main group symbols end
 * in `/00`; a bare subclass is the symbol `H01M`.
 */
export function mapClassification(
  source: XmlNode,
  scheme: 'ipc' | 'cpc',
  mapping: Mapping,
): Classification | undefined {
  const parts: Record<string, string> = {};
  for (const child of source.children) parts[child.name] = child.text || (child.children[0]?.text ?? '');
  const { section, class: classNumber, subclass } = parts;
  if (!section || !classNumber) return undefined;
  const group = parts['main-group'];
  const tail = group ? `${group}/${(parts['subgroup'] || '00').padEnd(2, '0')}` : '';
  const symbol = `${section}${classNumber.padStart(2, '0')}${subclass ?? ''}${subclass ? tail : ''}`.toUpperCase();
  const result: Classification = { scheme, symbol };
  const member = `classifications.${scheme}`;
  const version = parts['ipc-version-indicator'] || parts['cpc-version-indicator'];
  const versionDay = readDay(mapping, version, `${member}.version`);
  if (versionDay) result.version = versionDay;
  const position = positions[parts['symbol-position'] ?? ''];
  if (position) result.position = position;
  const value = values[parts['classification-value'] ?? ''];
  if (value) result.value = value;
  const level = levels[parts['classification-level'] ?? ''];
  if (level) result.level = level;
  const actionDate = readDay(mapping, parts['action-date'], `${member}.actionDate`);
  if (actionDate) result.actionDate = actionDate;
  if (parts['generating-office']) result.office = parts['generating-office'];
  if (parts['classification-status']) result.status = parts['classification-status'];
  if (parts['classification-data-source']) result.source = parts['classification-data-source'];
  return result;
}
