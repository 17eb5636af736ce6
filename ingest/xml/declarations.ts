import { findDoctypeEnd } from './doctype.js';
import { XmlError } from './xml-error.js';

/** Position behind the next `sign`. Throws XmlError with `failure` when there is none. */
export function findClosing(xml: string, sign: string, from: number, failure: string): number {
  const end = xml.indexOf(sign, from);
  if (end < 0) throw new XmlError(failure);
  return end + sign.length;
}

const sectionStart = '<![CDATA[';

/** Whether `<!` at `open` begins a CDATA section. */
export const isSection = (xml: string, open: number): boolean => xml.startsWith(sectionStart, open);

/** The text of the CDATA section from `open` to `end`. */
export const contentOfSection = (open: number, end: number): { from: number; to: number } => ({
  from: open + sectionStart.length,
  to: end - 3,
});

/** Position behind the comment, CDATA section or DOCTYPE at `open`. `isBeforeRoot`: a DOCTYPE may stand here. Throws XmlError. */
export function findDeclarationEnd(xml: string, open: number, isBeforeRoot: boolean): number {
  if (xml.startsWith('<!--', open)) return findClosing(xml, '-->', open + 4, 'unclosed comment');
  if (isSection(xml, open)) return findClosing(xml, ']]>', open + sectionStart.length, 'unclosed CDATA section');
  if (!xml.startsWith('<!DOCTYPE', open) || !isBeforeRoot) throw new XmlError('a declaration out of place');
  const end = findDoctypeEnd(xml, open);
  if (end < 0) throw new XmlError('unclosed DOCTYPE');
  return end;
}
