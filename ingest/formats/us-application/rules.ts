import { node, type ElementRule } from '../../xml/element-rule.js';
import { papRules } from '../us-legacy/pap-rules.js';
import { documentChildren } from '../us-patent/rules.js';

/** Root rules of us-patent-application and of patent-application-publication, its schema before 2005. */
export const rules: Record<string, ElementRule> = { 'us-patent-application': node(documentChildren), ...papRules };
