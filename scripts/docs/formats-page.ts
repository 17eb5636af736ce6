import type { Format } from '../../ingest/format.js';
import type { ElementRule, Vocabulary } from '../../ingest/xml/element-rule.js';
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
      String(mapped.length),
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
  const { mapped, ignored } = countElements(format);
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
    `<details><summary>${mapped.length} mapped ${format.rules ? 'elements' : 'members'}</summary>`,
    '',
    mapped.map((name) => `\`${name}\``).join(' '),
    '',
    '</details>',
    '',
  ];
}

interface Elements {
  /** Distinct names of elements of which content is taken, sorted. */
  mapped: string[];
  /** Element, with its parent where a name alone says too little -> reason. */
  ignored: Map<string, string>;
}

function countElements(format: Format): Elements {
  if (format.members) {
    return { mapped: [...format.members.mapped].sort(), ignored: new Map(Object.entries(format.members.ignored)) };
  }
  const walk: Walk = { names: new Set(), ignored: new Map(), visited: new Set() };
  collect(format.rules ?? {}, '', walk);
  return { mapped: [...walk.names].sort(), ignored: walk.ignored };
}

interface Walk {
  names: Set<string>;
  ignored: Map<string, string>;
  /** Readers share rules among elements: each is described once, under the parent where it is met first. */
  visited: Set<ElementRule>;
}

function collect(rules: Record<string, ElementRule>, parent: string, walk: Walk): void {
  for (const [name, rule] of Object.entries(rules)) {
    if (rule.kind === 'skip') {
      if (!walk.visited.has(rule)) walk.ignored.set(parent ? `${parent}/${name}` : name, rule.reason);
      walk.visited.add(rule);
      continue;
    }
    walk.names.add(name);
    if (rule.kind === 'block') for (const inner of blockElements(rule.vocabulary)) walk.names.add(inner);
    if (rule.kind !== 'node' || walk.visited.has(rule)) continue;
    walk.visited.add(rule);
    collect(rule.children, name, walk);
  }
}

const blockElements = (vocabulary: Vocabulary): string[] =>
  Object.entries(vocabulary).flatMap(([name, role]) => (role === 'skip' ? [] : [name]));
