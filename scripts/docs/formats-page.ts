import type { Format } from '../../ingest/format.js';
import type { ElementRule } from '../../ingest/xml/element-rule.js';
import { formats } from '../../ingest/formats/formats.js';
import { markdownTable } from './markdown-table.js';

/** docs/formats.md from the readers' own rules: what is mapped, what is left out and why. */
export function renderFormatsPage(): string {
  const summary = formats.map((format) => {
    const { mapped, ignored } = countElements(format);
    return [
      `[${format.name}](#${format.name})`,
      format.title,
      format.split.kind === 'xml-elements' ? `XML, \`${format.split.elements.join('`, `')}\`` : 'JSON',
      String(format.parserVersion),
      String(mapped),
      String(ignored.size),
    ];
  });
  return [
    '# Formats',
    '',
    'Generated from the readers in `ingest/formats` by `npm run docs`. Every element that a sample file holds is either mapped or in the list of',
    'ignored elements below, with the reason; a test fails when a sample holds one that is in neither. Elements that are in no list are',
    'skipped, counted by name in the package ledger (`unlistedElements`), and the raw bytes of every record stay retrievable.',
    '',
    'Files may lie in zip, gzip, tar, tar.gz or zips inside; encodings are UTF-8, UTF-16, GB18030 and ISO-8859-1. The format is told by the',
    "content, never by the file's name alone. A file without a reader is named with what it looks like and nothing of it is lost.",
    '',
    markdownTable(['format', 'what', 'a record is', 'reader version', 'mapped', 'ignored'], summary),
    '',
    ...formats.flatMap(renderFormat),
  ].join('\n');
}

function renderFormat(format: Format): string[] {
  const { ignored } = countElements(format);
  const byReason = new Map<string, string[]>();
  for (const [path, reason] of ignored) byReason.set(reason, [...(byReason.get(reason) ?? []), path]);
  const rows = [...byReason].map(([reason, paths]) => [reason, paths.map((path) => `\`${path}\``).join(' ')]);
  return [
    `## ${format.name}`,
    '',
    `${format.title}.`,
    '',
    ...(rows.length > 0
      ? [markdownTable(['ignored because', format.rules ? 'elements' : 'members'], rows)]
      : ['Nothing is ignored.']),
    '',
  ];
}

interface Elements {
  /** Elements (paths) of which content is taken. */
  mapped: number;
  /** Path of the element -> reason. */
  ignored: Map<string, string>;
}

function countElements(format: Format): Elements {
  if (format.members) {
    return { mapped: format.members.mapped.length, ignored: new Map(Object.entries(format.members.ignored)) };
  }
  const elements: Elements = { mapped: 0, ignored: new Map() };
  collect(format.rules ?? {}, '', new Set(), elements);
  return elements;
}

/** A rule shared by several parents is listed under each; one that holds itself is entered once. */
function collect(
  rules: Record<string, ElementRule>,
  path: string,
  open: ReadonlySet<ElementRule>,
  into: Elements,
): void {
  for (const [name, rule] of Object.entries(rules)) {
    const here = path ? `${path}/${name}` : name;
    if (rule.kind === 'skip') into.ignored.set(here, rule.reason);
    else {
      into.mapped += 1;
      if (rule.kind === 'node' && !open.has(rule)) collect(rule.children, here, new Set([...open, rule]), into);
    }
  }
}
