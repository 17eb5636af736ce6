/** Characters of the bytes 0x80 to 0x9f (WHATWG Encoding Standard, index windows-1252); the five unassigned ones stay controls. */
const high = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/**
 * Text of windows-1252 bytes. Node's own TextDecoder reads them as ISO-8859-1 (nodejs/node#56542), which turns quotation marks and
 * dashes into control characters.
 */
export function decodeWindows1252(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[\x80-\x9f]/g, (each) => high[each.charCodeAt(0) - 0x80] ?? each);
}
