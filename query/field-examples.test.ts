import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fields } from '../mappings/fields.js';
import { compileQuery } from './check.js';
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
});
