import { block, type ElementRule, type Vocabulary } from '../../xml/element-rule.js';
import { mixedContent, withRole } from '../st36/vocabulary.js';

/** Running text of PATDOC: every branch ends in PDAT; tables are CALS, formulas MathML, as in the later schemas. */
const patdocContent: Vocabulary = {
  ...mixedContent,
  ...withRole(
    'inline',
    `PDAT PTEXT STEXT HIL LTL BOLD ITALIC ULINE DULINE SMALLCAPS F FOR FGREF DFREF CRF LSTREF PAREF SEQREF TBLREF CWU IMG
    TABLE-CALS MATHML LST DEL-S DEL-E INS-S INS-E EMR MATHEMATICA CHEMCDX CHEMMOL`,
  ),
  ...withRole('block', 'BTEXT H PARA CLMSTEP DL OL SL UL DT DD LI FOO'),
  // Structured citations and deposits inside text.
  ...withRole(
    'word',
    `CIT NCIT DOC DNUM DATE CTRY KIND BNUM DTXT NAM TTL FNM SNM SFX IID IRF ONM SYN OID ODV DID PIC PNC REL B220 B140 B830
    B831 B832 B833 ELE RTI`,
  ),
  CLREF: 'reference',
  SB: 'sub',
  SP: 'sup',
  'TABLE-US': 'table',
  'MATH-US': 'maths',
  'CHEM-US': 'chemistry',
  ...withRole('image', 'EMI CUSTOM-CHARACTER'),
  'SEQLST-US': 'sequence',
  // Sequences base by base are data, not text: later files keep them outside the document.
  ...withRole('skip', 'SEQ-LST-OLD SEQ-LST-NEW'),
};

/** Rule of any element of PATDOC that holds text. */
export const patdocText: ElementRule = block(patdocContent);
