import type { PublicationNotice } from '../../../domain/document-reference.js';
import { find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import type { FlagCollector } from './flag-collector.js';

/** What DOCDB says about the publication itself: its correction code, the office's extended kind codes, corrections after ST.50. */
export function mapNotices(
  correction: string | undefined,
  parts: ReadonlyMap<string, readonly XmlNode[]>,
  flags: FlagCollector,
): PublicationNotice[] {
  const notices: PublicationNotice[] = [];
  if (correction) notices.push({ kind: 'correction', code: correction });
  for (const { text } of parts.get('extended-kind-code') ?? [])
    if (text) notices.push({ kind: 'extended-kind-code', code: text });
  for (const element of parts.get('st50-republication') ?? []) notices.push(mapRepublication(element, flags));
  return notices;
}

function mapRepublication(element: XmlNode, flags: FlagCollector): PublicationNotice {
  const notice: PublicationNotice = { kind: 'republication' };
  const code = textAt(element, 'republication-code');
  if (code) notice.code = code;
  const announced = find(element, 'correction-notice') ?? find(element, 'cancelled-publication');
  const date = flags.day(textAt(announced, 'date') ?? textAt(announced, 'gazette-reference', 'date'), 'notices.date');
  if (date) notice.date = date;
  const inids = findAll(element, 'modified-bibliography', 'inid-code').map(({ text }) => `INID ${text}`);
  const modified = findAll(element, 'modified-part').map((part) =>
    [textAt(part, 'modified-part-name'), textAt(part, 'lang')].filter(Boolean).join(' '),
  );
  const notes = findAll(element, 'republication-notes', 'republication-note').map(({ text }) => text);
  const gazette = textAt(announced, 'gazette-reference', 'gazette-num');
  const words = [...inids, ...modified, ...notes, ...(gazette ? [`gazette ${gazette}`] : [])].filter(Boolean);
  if (words.length > 0) notice.text = words.join('; ');
  return notice;
}
