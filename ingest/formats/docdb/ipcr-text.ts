import type { Classification } from '../../../domain/classification.js';
import { parseClassSymbol } from '../../../domain/class-symbol.js';
import type { FlagCollector } from './flag-collector.js';

/**
 * WIPO ST.8 fixed columns: symbol (1-15), version (20-27), level (28), position (29), value (30), action date (31-38),
 * status (39), source (40), office (41-42). Runs of blanks may be collapsed: level, position and value never share a
 * letter, so a blank column cannot be mistaken for another one.
 */
const columns =
  /^([A-H]\d\d[A-Z])\s*(\d{1,4})\s*\/\s*(\d{2,6})(?:\s+(\d{8}))?\s*([CAS])?\s*([FL])?\s*([INA])?\s*(\d{8})?\s*([BRVD])?([HMG])?([A-Z]{2})?\s*$/;

const levels = { C: 'core', A: 'advanced', S: 'subclass' } as const;

/** Reads one ST.8 text of an IPC symbol; a text of another shape goes to the general symbol parser, else to the flags. */
export function readFixedColumns(text: string, flags: FlagCollector): Classification | undefined {
  const match = columns.exec(text);
  if (!match) {
    const parsed = parseClassSymbol('ipc', text);
    if (!parsed) flags.add('unknown-class', 'classifications', text);
    return parsed;
  }
  const [, subclass, group, subgroup, version, level, position, value, action, status, source, office] = match;
  const result: Classification = { scheme: 'ipc', symbol: `${subclass}${Number(group)}/${subgroup}` };
  const versionDate = flags.day(version, 'classifications.version');
  const actionDate = flags.day(action, 'classifications.actionDate');
  if (versionDate) result.version = versionDate;
  if (position) result.position = position === 'F' ? 'first' : 'later';
  if (value) result.value = value === 'I' ? 'inventive' : 'additional';
  if (level) result.level = levels[level as keyof typeof levels];
  if (actionDate) result.actionDate = actionDate;
  if (office) result.office = office;
  if (status) result.status = status;
  if (source) result.source = source;
  return result;
}
