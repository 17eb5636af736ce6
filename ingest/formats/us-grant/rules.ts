import { node, type ElementRule } from '../../xml/element-rule.js';
import { documentChildren } from '../us-patent/rules.js';

/** Root rule of us-patent-grant. */
export const rules: Record<string, ElementRule> = { 'us-patent-grant': node(documentChildren) };
