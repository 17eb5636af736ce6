import type { XmlNode } from '../../xml/xml-node.js';

/** Words in front of the parts of a passage; a part named `...l` is the last of a range and follows its first. */
const labels: Readonly<Record<string, string>> = {
  pp: 'page',
  ppf: 'page',
  colf: 'column',
  paraf: 'paragraph',
  para: 'paragraph',
  linef: 'line',
  figuref: 'figure',
};
const lastOf: Readonly<Record<string, string>> = { coll: 'column', paral: 'paragraph', ppl: 'page' };

/** A passage as one line: `<pp>7</pp><ppl>8</ppl><table>2</table>Examples` -> `page 7-8, table 2, Examples`. */
export function readPassage(passage: XmlNode): string {
  if (passage.children.length === 0) return passage.text;
  const parts = new Map<string, string>();
  const words: string[] = [];
  for (const { name, text } of passage.children) {
    if (!text) continue;
    const last =
      lastOf[name] ??
      (/^(?:column|line|figure|table|example|claim|formula|compound)l$/.test(name) ? name.slice(0, -1) : undefined);
    const label = last ?? labels[name] ?? name;
    const before = parts.get(label);
    if (name === 'text') words.push(text);
    else if (before === undefined) parts.set(label, text);
    else parts.set(label, `${before}${last ? '-' : ', '}${text}`);
  }
  if (passage.text) words.push(passage.text);
  return [...[...parts].map(([label, text]) => `${label} ${text}`), ...words].join(', ');
}
