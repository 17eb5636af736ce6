import type { FieldGroup, FieldSpec } from '../mappings/field.js';
import { fieldByName, fieldOf } from '../mappings/fields.js';
import { isGroup, type CheckContext } from './check-context.js';
import { replaceSpan, shorten, type QueryError } from './query-error.js';
import { suggestField } from './suggest.js';
import type { FieldNode } from './syntax.js';

/**
 * The field that a query names, which knows the relation that stands behind it.
 * @throws QueryError unknown-field, wrong-relation
 */
export function resolveField(node: FieldNode, context: CheckContext): FieldSpec | FieldGroup {
  const field = fieldByName(node.name);
  if (!field) throw unknownField(node, context);
  assertRelation(node, field, context);
  return field;
}

function unknownField(node: FieldNode, context: CheckContext): QueryError {
  const nearest = suggestField(node.name);
  const message = `there is no field \`${shorten(node.name)}\``;
  if (nearest !== undefined)
    return context.error('unknown-field', message, node.nameSpan, { replacement: nearest, expected: [nearest] });
  const { start, end } = node.span;
  const isWord = node.value.kind === 'word' && end - start < 200;
  return context.error('unknown-field', message, node.nameSpan, {
    expected: ['a field: `TI`, `AB`, `AP`, `PD`, `IPC` ... (all of them: `/v1/fields`)'],
    fixIt: isWord ? replaceSpan(context.text, node.span, `"${context.text.slice(start, end)}"`) : undefined,
    hint: 'to search it as text, put it in quotes',
  });
}

/** @throws QueryError wrong-relation */
function assertRelation(node: FieldNode, field: FieldSpec | FieldGroup, context: CheckContext): void {
  const span = { start: node.nameSpan.end, end: Math.max(node.value.span.start, node.nameSpan.end + 1) };
  const isRange = !isGroup(field) && (field.type === 'date' || field.type === 'integer');
  const isComparison = node.relation !== '=' && node.relation !== '==';
  if (isComparison && !isRange) {
    throw context.error(
      'wrong-relation',
      `${field.code} (${field.en}) has no order; \`${node.relation}\` needs a date or a number`,
      span,
      {
        expected: ['=', '=='],
        replacement: '=',
      },
    );
  }
  if (isComparison && node.value.kind !== 'word' && node.value.kind !== 'quoted') {
    throw context.error('wrong-relation', `\`${node.relation}\` compares with one value`, span, {
      expected: ['='],
      replacement: '=',
    });
  }
  if (isComparison && node.value.kind === 'word' && /^\*+$/.test(node.value.text)) {
    throw context.error('wrong-relation', `\`${node.relation}\` compares with one value`, span, {
      expected: ['='],
      replacement: '=',
    });
  }
  const texts = isGroup(field) ? field.members.map(fieldOf) : [field];
  if (node.relation === '==' && texts.some((each) => each.type === 'text')) {
    throw context.error(
      'wrong-relation',
      `${field.code} (${field.en}) is searched by words; \`==\` asks for whole values`,
      span,
      {
        expected: ['='],
        replacement: '=',
      },
    );
  }
}
