import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fieldGroups, fields } from '../mappings/fields.js';
import { compileQuery } from './check.js';
import { QueryError } from './query-error.js';
import type { CheckedNode } from './tree.js';

const today = '2024-06-15';

describe('examples', () => {
  it.each(fields.map((field) => [field.example, field.code]))(
    'of a field compile to a query of that field: %s',
    (example, code) => {
      const fieldsOf = (node: CheckedNode): string[] => {
        if ('children' in node) return node.children.flatMap(fieldsOf);
        if (node.kind === 'not') return fieldsOf(node.child);
        if ('fields' in node) return node.fields;
        return 'field' in node ? [node.field] : node.kind === 'status' ? ['ST'] : [];
      };
      const { tree, warnings } = compileQuery(example, { today });
      expect(fieldsOf(tree)).toEqual([code]);
      expect(warnings).toEqual([]);
    },
  );

  it.each([...fields, ...fieldGroups].map((field) => [field.code, field] as const))(
    'of %s mean the same by every name of the field, English and Chinese, with = and :',
    (code, field) => {
      const example = 'example' in field ? field.example : `${code}=battery`;
      const withoutSpans = (query: string): string =>
        JSON.stringify(compileQuery(query, { today }).tree, (key, value: unknown) =>
          key === 'span' ? undefined : value,
        );
      const typed = /^[^=><:]+/.exec(example)?.[0] ?? '';
      for (const name of [code, code.toLowerCase(), field.zh, field.en, field.en.toUpperCase(), ...field.aliases]) {
        const query = name + example.slice(typed.length);
        expect([query, withoutSpans(query)]).toEqual([query, withoutSpans(example)]);
        const colon = query.replace(/^([^=<>:]+)=(?!=)/, '$1:');
        expect([colon, withoutSpans(colon)]).toEqual([colon, withoutSpans(example)]);
      }
    },
  );

  const text = readFileSync(join(process.cwd(), 'docs/query-language.md'), 'utf8');
  const table = text.slice(text.indexOf('## At a glance'), text.indexOf('## Words'));
  const written = table
    .split('\n')
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''));
  const isQuery = (query: string) =>
    !query.includes(' )') && !query.includes('“ ”') && !query.includes('「 」') && !query.includes('『 』');

  it.each(written.filter(isQuery))('of the documentation compile: %s', (query) => {
    expect(() => compileQuery(query, { today })).not.toThrow();
  });

  it('of the documentation are many', () => expect(written.filter(isQuery).length).toBeGreaterThan(45));

  const start = text.slice(0, text.indexOf('## At a glance'));
  const first = (/```\n([^]*?)```/.exec(start)?.[1] ?? '').trim().split('\n');
  it.each(first)('of the first screen compile without a warning: %s', (query) => {
    expect(compileQuery(query, { today }).warnings).toEqual([]);
  });

  const spans = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
  const errors = text
    .slice(text.indexOf('## Errors'), text.indexOf('## Highlights'))
    .split('\n')
    .filter((line) => /^\| `/.test(line))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, 4)
        .map(spans),
    );
  const mistakes = errors.flatMap(([codes = [], examples = []]) => examples.map((query) => [query, codes] as const));
  const mended = errors.flatMap(([, , queries = []]) => queries);

  it.each(mistakes)('of a mistake give an error of their row: %s', (query, codes) => {
    expect(() => compileQuery(query, { today })).toThrow(QueryError);
    try {
      compileQuery(query, { today });
    } catch (error) {
      expect(codes).toContain((error as QueryError).code);
    }
  });

  it.each(mended)('of a mended query compile: %s', (query) => {
    expect(() => compileQuery(query, { today })).not.toThrow();
  });

  it('of errors are many', () => {
    expect(mistakes.length).toBeGreaterThanOrEqual(20);
    expect(mended.length).toBeGreaterThanOrEqual(14);
  });
});
