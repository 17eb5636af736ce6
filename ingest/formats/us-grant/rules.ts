import { node, type ElementRule } from '../../xml/element-rule.js';
import { patdocRules } from '../us-legacy/patdoc-rules.js';
import { documentChildren } from '../us-patent/rules.js';

/** Root rules of us-patent-grant and of PATDOC, its schema before 2005. */
export const rules: Record<string, ElementRule> = { 'us-patent-grant': node(documentChildren), ...patdocRules };
