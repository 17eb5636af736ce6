import type { MixedRole } from './element-rule.js';
import type { TextBuilder } from './text-builder.js';
import type { Attributes, XmlNode } from './xml-node.js';

/** What an element with this role does to the text of the block around it, at its start tag. `attributes`: of that tag. */
export function openRole(role: MixedRole, builder: TextBuilder, owner: XmlNode, attributes: () => Attributes): void {
  if (role === 'block' || role === 'break') builder.breakBlock();
  else if (role === 'row') builder.openRow();
  else if (role === 'cell') builder.openCell();
  else if (role === 'word') builder.breakWord();
  else if (role === 'reference') (owner.references ??= []).push(attributes());
  else if (role === 'sub') builder.openScript('_');
  else if (role === 'sup') builder.openScript('^');
  else if (role === 'maths' || role === 'chemistry' || role === 'table' || role === 'image' || role === 'sequence') {
    if (role === 'table') builder.breakBlock();
    else if (role === 'maths' || role === 'chemistry') builder.breakFormula();
    // ST.32 files (PATDOC) write the names of elements and attributes in capitals.
    const { ID, FILE, id = ID, file = FILE } = attributes();
    if (id || file) (owner.embedded ??= []).push({ kind: role, ...(id ? { id } : {}), ...(file ? { file } : {}) });
  }
}

/** The same at its end tag. */
export function closeRole(role: MixedRole, builder: TextBuilder): void {
  if (role === 'block' || role === 'table') builder.breakBlock();
  else if (role === 'row') builder.closeRow();
  else if (role === 'cell') builder.closeCell();
  else if (role === 'word') builder.breakWord();
  else if (role === 'maths' || role === 'chemistry') builder.breakFormula();
  else if (role === 'sub' || role === 'sup') builder.closeScript();
}
