/** Character data and attribute values of XML. */
export const escapeXml = (text: string): string =>
  /[&<>"]/.test(text)
    ? text.replace(
        /[&<>"]/g,
        (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] ?? character,
      )
    : text;

/** `<name>text</name>`, or nothing without text. */
export const tag = (name: string, text: string | undefined): string =>
  text === undefined || text === '' ? '' : `<${name}>${escapeXml(text)}</${name}>`;

/** Parts of a class symbol: `H01M10/0562` -> H, 01, M, 10, 0562. */
export function splitSymbol(symbol: string): {
  section: string;
  klass: string;
  subclass: string;
  group: string;
  subgroup: string;
} {
  const [, section = '', klass = '', subclass = '', group = '', subgroup = ''] =
    /^([A-HY])(\d\d)([A-Z])(\d+)\/(\d+)$/.exec(symbol) ?? [];
  return { section, klass, subclass, group, subgroup };
}
