import { node, type ElementRule } from '../../xml/element-rule.js';
import { documentChildren } from '../us-patent/rules.js';

/** Root rule of us-patent-application. */
export const rules: Record<string, ElementRule> = { 'us-patent-application': node(documentChildren) };
