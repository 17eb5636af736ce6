import type { Format } from '../../format.js';
import { RecordError } from '../../format.js';
import { ignoredMembers, isListed, mappedMembers } from './members.js';
import { mapIndication } from './map-indication.js';
import { listMembers } from './list-members.js';

/** Export of the European Commission's GI register (eAmbrosia API): one JSON array, one object per indication. */
export const format: Format = {
  name: 'eambrosia',
  parserVersion: 2,
  title: 'eAmbrosia register of geographical indications, JSON',
  detects: ({ rootElement, head }) =>
    rootElement === undefined &&
    /^\s*\[/.test(head) &&
    head.includes('"giIdentifier"') &&
    head.includes('"protectedNames"'),
  split: { kind: 'json-array' },
  members: { mapped: mappedMembers, ignored: ignoredMembers },
  parse(raw, context) {
    let value: unknown;
    try {
      value = JSON.parse(raw.text);
    } catch (error) {
      throw new RecordError('not-well-formed', (error as Error).message);
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new RecordError('not-a-record', 'the array holds something that is no object');
    const unlisted = new Map<string, number>();
    for (const member of listMembers(value))
      if (!isListed(member)) unlisted.set(member, (unlisted.get(member) ?? 0) + 1);
    const record = mapIndication(value as Record<string, unknown>, {
      format: format.name,
      parserVersion: format.parserVersion,
      package: context.package,
      entry: raw.entry,
      offset: raw.offset,
      length: raw.bytes.length,
      hash: raw.hash,
    });
    return { records: [record], unlisted, unknownEntities: new Map() };
  },
};
