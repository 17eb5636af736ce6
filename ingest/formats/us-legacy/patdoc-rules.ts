import { node, skip, verbatim, type ElementRule } from '../../xml/element-rule.js';
import { each } from '../us-patent/rule-pieces.js';
import { patdocText } from './patdoc-text.js';

const columns = node({ PDAT: verbatim });
const empty = node({});
const doc = node(each('DNUM DATE CTRY KIND BNUM DTXT', patdocText));
const holder = node({ DOC: doc });

const name = node({
  ...each('TTL FNM SNM SFX ONM SYN ODV', patdocText),
  ...each('IID IRF OID DID', skip('reserved for future use, says the DTD')),
});
const party = node({
  NAM: name,
  ADR: node({
    ...each('OMC STR CITY CNTY STATE CTRY PCODE', patdocText),
    ...each('EAD TEL FAX', skip('telephone and electronic addresses')),
  }),
  RESIDENCE: node(each('MILS CITY STATE CTRY', patdocText)),
  DTXT: patdocText,
  ...each('RCTRY NCTRY', node({ CTRY: patdocText })),
});
const partyHolder = node({ 'PARTY-US': party });

const parent = node({
  'PARENT-US': node({ ...each('CDOC PDOC B650 PPUB', holder), B650: node({ DOC: doc }), PSTA: patdocText }),
  SIBLING: node(each('CDOC SDOC SPUB', holder)),
});

const cited = each('CITED-BY-EXAMINER CITED-BY-OTHER', empty);

const technical = node({
  B510: node({ ...each('B511 B512', columns), B516: patdocText }),
  B520: node(each('B521 B522 B522US', columns)),
  B540: patdocText,
  BOTANIC: node(each('LATIN-NAME VARIETY', patdocText)),
  B560: node({
    B561: node({
      PCIT: node({ DOC: doc, 'PARTY-US': party, ...each('PIC PNC', columns), REL: patdocText }),
      ...cited,
    }),
    B562: node({ NCIT: patdocText, ...cited }),
  }),
  B570: node(each('B577 B578US', patdocText)),
  B580: node({ ...each('B581 B582', columns), B583US: patdocText }),
  B590: node({
    ...each('B595 B596', patdocText),
    B594US: skip('sheets of microfiche of an appendix that is not in the file'),
    B595US: skip('drawing sheets in colour, counted in B595'),
    B597US: skip('presence of an exemplary drawing'),
  }),
});

const bibliography = node({
  B100: node({ B110: patdocText, B122US: patdocText, B130: patdocText, B140: patdocText, B190: patdocText }),
  B200: node({
    ...each('B210 B220 B222US', patdocText),
    B211US: skip('first digits of the serial number, which the application number already has'),
    B221US: empty,
  }),
  B300: node(each('B310 B320 B330', patdocText)),
  B400: node({ B472: node({ ...each('B473 B474 B474US', patdocText), B473US: empty }) }),
  B500: technical,
  B600: node({
    ...each('B610 B620 B640 B641US B645 B646US B660', parent),
    B630: node(each('B631 B632 B633', parent)),
    B645US: patdocText,
    ...each('B680US B690US', holder),
  }),
  B700: node({
    B720: node({ B721: node({ 'PARTY-US': party, 'LEGAL-REPRESENTATIVE': partyHolder }) }),
    B730: node({ B731: partyHolder, B732US: patdocText }),
    B740: node({ B741: partyHolder }),
    B745: node({ ...each('B746 B747', partyHolder), B748US: patdocText }),
  }),
  B800: node({
    B860: node({ B861: holder, ...each('B863 B864 B864US', patdocText) }),
    B870: node({ B871: holder }),
  }),
});

const bodyText = node({ BTEXT: node(each('H PARA CWU IMG', patdocText)) });

/** PATDOC, ST.32 as the USPTO used it from 2001 to 2004: versions 2.2 to 2.5 of its DTD. */
export const patdocRules: Record<string, ElementRule> = {
  PATDOC: node({
    SDOBI: bibliography,
    SDOAB: patdocText,
    SDODE: node(each('RELAPP GOVINT BRFSUM DRWDESC DETDESC', bodyText)),
    SDOCL: node({
      H: skip('introductory phrase before the claims (`What is claimed is:`)'),
      CL: node({ CLM: patdocText }),
    }),
    SDODR: patdocText,
    SDOCR: skip('text of the first page as read by machine, which the bibliography has in elements'),
  }),
};
