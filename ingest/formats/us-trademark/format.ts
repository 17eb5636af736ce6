import type { DataFlag } from '../../../domain/record-base.js';
import type { Format } from '../../format.js';
import { readXml } from '../../xml/read-xml.js';
import { buildSource, flagUnknownEntities } from '../st36/source.js';
import { mapCaseFile } from './map-record.js';
import { envelope, rules } from './rules.js';

const name = 'us-trademark';
const parserVersion = 1;

/** Version of the daily file, `2.0 20050401`, from the header before the first case-file. */
function readVersion(prolog: string): string | undefined {
  const part = (element: string) => new RegExp(`<${element}>\\s*([^<]+?)\\s*</${element}>`).exec(prolog)?.[1];
  return [part('version-no'), part('version-date')].filter(Boolean).join(' ') || undefined;
}

/** USPTO daily trademark applications (TDXF), trademark-applications-daily v2.0 with its internal DTD. One case-file is one record. */
export const format: Format = {
  name,
  parserVersion,
  title: 'USPTO trademarks, daily applications (trademark-applications-daily v2.0)',
  detects: ({ rootElement }) => rootElement === 'trademark-applications-daily',
  split: { kind: 'xml-elements', elements: ['case-file'], envelope },
  rules,
  parse(raw, context) {
    const { root, unlisted, unknownEntities } = readXml(raw.text, rules);
    const flags: DataFlag[] = [];
    flagUnknownEntities(unknownEntities, flags);
    const source = buildSource(raw, context, { name, parserVersion }, readVersion(raw.prolog));
    return { records: [mapCaseFile(root, source, flags)], unlisted, unknownEntities };
  },
};
