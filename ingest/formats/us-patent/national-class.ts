/**
 * US national class in fixed columns (3 of class, 3 of subclass, decimals): `  2 52` is 2/52, `435  71` is 435/7.1,
 * `D 2703` is D2/703, `600300000` is 600/300, `PLT226` is PLT/226, ` 2 46- 48` is 2/46-48. Anything else is returned trimmed.
 */
export function formatNationalClass(raw: string): string {
  let symbol = known.get(raw);
  if (symbol === undefined) {
    symbol = readColumns(raw);
    // The same few thousand classes come again and again; the bound keeps damaged files from filling the memory.
    if (known.size < 50_000) known.set(raw, symbol);
  }
  return symbol;
}

const known = new Map<string, string>();

function readColumns(raw: string): string {
  const columns = raw.replace(/[\r\n]+/g, '').trimEnd();
  const classPart = columns
    .slice(0, 3)
    .replace(/ /g, '')
    .replace(/^(D?)0+(?=\d)/, '$1');
  const tail = columns.slice(3);
  if (!/^(?:D?\d{1,3}|PLT|G9B|[A-Z]\d{1,2})$/.test(classPart) || tail.trim() === '') return columns.trim();
  const [first = '', ...last] = tail.split('-');
  const subclass = [formatSubclass(first), ...last.map((each) => formatSubclass(each))].join('-');
  return symbolPattern.test(subclass) ? `${classPart}/${subclass}` : columns.trim();
}

const symbolPattern = /^(?:(?:DIG|FOR) \d+|[A-Z]?\d+(?:\.\d+)?[A-Z]{0,2})(?:-[A-Z]?\d+(?:\.\d+)?[A-Z]{0,2})*$/;

/** Three columns of whole number, then decimals; letters (`E21001`, `DIG 1`) keep their order. */
function formatSubclass(raw: string): string {
  const dotted = /^\s*(\w*)\s*\.\s*(\w+)\s*$/.exec(raw);
  if (dotted) return `${dotted[1]}.${dotted[2]}`;
  const digest = /^\s*(DIG|FOR|E)\s*(\d+)$/.exec(raw);
  if (digest) return digest[1] === 'E' ? `E${formatDecimals(digest[2] ?? '', 2)}` : `${digest[1]} ${digest[2]}`;
  const padded = raw.length < 3 ? raw.padStart(3) : raw;
  const whole = padded
    .slice(0, 3)
    .trim()
    .replace(/^0+(?=\d)/, '');
  const decimals = padded.slice(3).trim();
  // Foreign art collections and alphabetic subclasses follow without a point: 12/142E.
  if (/^[A-Z]/.test(decimals)) return `${whole}${decimals}`;
  return decimals === '' || /^0+$/.test(decimals) ? whole : `${whole}.${trimFill(raw, decimals)}`;
}

function formatDecimals(digits: string, wholeLength: number): string {
  const decimals = digits.slice(wholeLength);
  return decimals === '' ? digits : `${digits.slice(0, wholeLength)}.${decimals}`;
}

/** The nine-column form of 2001-2005 applications fills decimals with zeros: `069100` is 69.1. */
function trimFill(raw: string, decimals: string): string {
  return /^\d{6}$/.test(raw) ? decimals.replace(/0+$/, '') : decimals;
}

/** IPC of editions 1-7 in fixed columns: `A45F  504` is A45F5/04, `G06F 15173` G06F15/173, `A61B005/00` A61B5/00. */
export function formatOldIpc(raw: string): string | undefined {
  const match = /^\s*([A-H]\d\d[A-Z])(.*)$/.exec(raw.replace(/[\r\n]+/g, '').trimEnd());
  if (!match) return undefined;
  const [, subclass = '', tail = ''] = match;
  if (tail.trim() === '') return subclass;
  const slash = tail.indexOf('/');
  const group = (slash < 0 ? tail.slice(0, 3) : tail.slice(0, slash)).trim().replace(/^0+(?=\d)/, '');
  const subgroup = (slash < 0 ? tail.slice(3) : tail.slice(slash + 1)).trim();
  return /^\d+$/.test(group) ? `${subclass}${group}/${subgroup.padEnd(2, '0')}` : undefined;
}

/** Locarno class and subclass as `02-01`; undefined when it is something else. */
export function formatLocarno(raw: string): string | undefined {
  const match = /^(\d{2})[-/. ]?(\d{2})/.exec(raw.replace(/\s+/g, ''));
  return match ? `${match[1]}-${match[2]}` : undefined;
}
