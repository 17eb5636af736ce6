import type { Classification } from '../../../domain/classification.js';
import type { GoodsServices } from '../../../domain/trademark.js';
import { findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import type { Mapping } from '../st36/flags.js';
import { readCaseDay } from './reading.js';

/** `009` is Nice class 9; the classes A, B and 200 of certification and membership marks are the office's own. */
function readNiceClass(code: string): string | undefined {
  const number = /^\d{1,3}$/.test(code) ? Number(code) : 0;
  return number >= 1 && number <= 45 ? String(number) : undefined;
}

/** Nice classes, US classes of goods (three digits, before 1973 the primary ones) and US design search codes (`26.09.21`). */
export function mapClassifications(caseFile: XmlNode): Classification[] {
  const result: Classification[] = [];
  for (const each of findAll(caseFile, 'classifications', 'classification'))
    for (const { name, text } of each.children) {
      if (name === 'us-code') result.push({ scheme: 'us', symbol: text });
      if (name !== 'international-code') continue;
      const nice = readNiceClass(text);
      result.push({ scheme: nice ? 'nice' : 'us', symbol: nice ?? text });
    }
  for (const { text } of findAll(caseFile, 'design-searches', 'design-search', 'code')) {
    const parts = /^(\d{2})(\d{2})(\d{2})$/.exec(text);
    const symbol = parts ? parts.slice(1).join('.') : text;
    result.push({ scheme: 'us', symbol, ...(parts ? { original: text } : {}) });
  }
  const seen = new Set<string>();
  return result.filter(
    ({ scheme, symbol }) => symbol !== '' && !seen.has(scheme + symbol) && seen.add(scheme + symbol),
  );
}

/**
 * Goods and services (INID 511). Statement `GS0091` belongs to the class whose primary code is `009`; each Nice class of
 * that entry gets the text. Statements that fit no entry become an entry of their own.
 */
export function mapGoodsServices(caseFile: XmlNode, mapping: Mapping): GoodsServices[] {
  const texts = collectTexts(caseFile);
  const result: GoodsServices[] = [];
  for (const each of findAll(caseFile, 'classifications', 'classification')) {
    const codes = findAll(each, 'international-code').map(({ text }) => text);
    const primary = textAt(each, 'primary-code') ?? codes[0] ?? '';
    const description = (texts.get(primary) ?? []).map((text) => ({ lang: 'en', text }));
    texts.delete(primary);
    const common: GoodsServices = { description, ...readUse(each, primary, mapping) };
    for (const code of codes.length > 0 ? codes : [primary]) {
      const nice = readNiceClass(code);
      // Codes 46 to 52 and letters are classes of the old US system: they stand in `classifications`.
      result.push(nice && codes.length > 0 ? { niceClass: nice, ...common } : common);
    }
  }
  for (const [code, left] of texts) {
    const nice = readNiceClass(code);
    result.push({ ...(nice ? { niceClass: nice } : {}), description: left.map((text) => ({ lang: 'en', text })) });
  }
  return result;
}

function readUse(source: XmlNode, primary: string, mapping: Mapping): Partial<GoodsServices> {
  const use: Partial<GoodsServices> = {};
  const status = textAt(source, 'status-code');
  if (status) use.status = status;
  const statusDate = readCaseDay(mapping, source, 'status-date', `goodsServices[${primary}].statusDate`);
  if (statusDate) use.statusDate = statusDate;
  const anywhere = readCaseDay(mapping, source, 'first-use-anywhere-date', `goodsServices[${primary}].firstUseDate`);
  if (anywhere) use.firstUseDate = anywhere;
  const commerce = readCaseDay(
    mapping,
    source,
    'first-use-in-commerce-date',
    `goodsServices[${primary}].firstUseInCommerceDate`,
  );
  if (commerce) use.firstUseInCommerceDate = commerce;
  return use;
}

function collectTexts(caseFile: XmlNode): Map<string, string[]> {
  const texts = new Map<string, string[]>();
  for (const each of findAll(caseFile, 'case-file-statements', 'case-file-statement')) {
    const code = /^GS(.{3})/.exec(textAt(each, 'type-code') ?? '')?.[1];
    if (code === undefined) continue;
    const text = findAll(each, 'text')
      .map((part) => part.text)
      .join('\n');
    if (text !== '') texts.set(code, [...(texts.get(code) ?? []), text]);
  }
  return texts;
}
