import { leaf, node, skip, type ElementRule } from '../../xml/element-rule.js';
import { classificationElement } from '../st36/classification-ipcr.js';
import { mixed } from '../st36/vocabulary.js';
import { eptags } from './eptags-rules.js';
import {
  countries,
  date,
  documentModel,
  each,
  numberOf,
  parent,
  person,
  personChildren,
  representative,
} from './sdobi-pieces.js';

const b100 = node({
  B110: leaf,
  B120: node({ B121: leaf, B121EP: leaf }),
  B130: leaf,
  ...each(leaf, 'B131EP B132EP B133EP'),
  B140: date,
  B150: node({
    B151: leaf,
    B152: date,
    B153: leaf,
    B154: node({ B1541: leaf, B1542: leaf }),
    B155: node({ B1551: leaf, B1552: leaf, B153: leaf }),
    B1550: leaf,
  }),
  B190: leaf,
  B195: skip('source furnishing the record'),
});

const b200 = node({
  ...each(leaf, 'B210 B210EP B211EP'),
  B220: date,
  B225: skip('receiving office: never filled by the EPO'),
  B230: node(each(date, 'B231 B232 B233 B234 B235 B236 B237 B238EP B238 B239')),
  B240: node({ ...each(date, 'B241 B242 B243 B245 B246 B248'), B244: node({ date: leaf, ctry: leaf }), B245EP: leaf }),
  ...each(leaf, 'B250 B250EP B251EP B260'),
  B270: documentModel,
});

const b300 = node({
  B310: leaf,
  ...each(skip('the number of B310 in another spelling'), 'B310EP B311EP'),
  B320: date,
  B330: countries,
  B340: skip('countries for which a regional priority application was made'),
  ...each(skip('family members, held by DOCDB'), 'B345 B345EP'),
});

const b400 = node({
  ...each(documentModel, 'B405 B410 B420 B430 B440 B450 B460 B470 B476 B477 B480'),
  B451EP: date,
  B452EP: date,
  B453EP: node({ B4530EP: documentModel }),
  B472: node({ B473: date, B474: leaf, B475: documentModel, B475EP: documentModel }),
});

const classes = (names: string) => node(each(leaf, names));

const b500 = node({
  B510: classes('B511 B512 B513 B514 B515 B516 B517EP'),
  B510EP: node({ 'classification-ipcr': classificationElement }),
  B520: classes('B521 B522 B523 B524 B525 B526 B527'),
  B520EP: node({ 'classifications-cpc': node({ 'classification-cpc': classificationElement }) }),
  B530: skip('universal decimal classification: never filled by the EPO'),
  B540: node({ B541: leaf, B542: mixed, B542EP: leaf }),
  B550: skip('keywords: never filled by the EPO'),
  B560: node({
    B561: node({ text: leaf }),
    B562: node({ text: leaf }),
    B563: leaf,
    B564: leaf,
    B561EP: skip('number of copies of citations'),
    ...each(date, 'B565 B565EP B566 B566EP'),
    B567: person,
    B568: documentModel,
    B569: person,
  }),
  B570: node({
    B577: leaf,
    ...each(skip('abstract and claims stand in elements of their own'), 'B571 B572 B575 B576'),
  }),
  B580: node({ B581: leaf, B582: leaf }),
  B590: node({
    B595: leaf,
    B596: leaf,
    ...each(skip('page counts, and number of the figure on the title page'), 'B591 B592 B597 B598'),
  }),
  B599EP: leaf,
});

const fromParent = node({ parent });
const b600 = node({
  ...each(fromParent, 'B610 B620 B640 B645 B650 B655 B660 B670'),
  B620EP: node({ parent, B621EP: documentModel, B622EP: documentModel }),
  B627: fromParent,
  B630: node(each(fromParent, 'B631 B632 B633')),
  B665: node({ B666: documentModel, B667: leaf, B668: leaf }),
});

const inventor = node({
  ...personChildren,
  ...each(leaf, 'B724EP B726EP B727EP B728EP B729EP'),
  B725EP: node({ text: leaf }),
});
const b700 = node({
  B710: node({
    B711: node({
      ...personChildren,
      B711EP: person,
      B713EP: skip('number of the authorisation'),
      B716EP: countries,
      B717EP: countries,
      B718EP: date,
    }),
  }),
  B720: node({ B721: inventor, B721EP: inventor }),
  B730: node({ B731: node({ ...personChildren, B736EP: countries, B737EP: countries, B738EP: date }) }),
  B740: node({ B741: node({ ...personChildren, B742EP: skip('number of the general authorisation') }) }),
  B745: node({ B746: person, B747: person }),
  B780: node({
    B781: node({
      ...personChildren,
      dnum: numberOf,
      date: leaf,
      kind: leaf,
      B784: representative,
      B785: date,
      B786: date,
    }),
    B787: date,
    B788: date,
    B789: leaf,
  }),
  B790: node({
    B791: node({ ...personChildren, dnum: numberOf, date: leaf, kind: leaf, B794: representative, B796: countries }),
  }),
});

const b800 = node({
  B810: countries,
  B820: countries,
  B830: node({ B831: leaf, B832: leaf, B833: date }),
  B840: countries,
  B844EP: node({ B845EP: node({ ctry: leaf, date: leaf, B846EP: date }) }),
  B848EP: node({ B849EP: node({ ctry: leaf, date: leaf, B846EP: date }) }),
  B850: date,
  B860: node({ B861: documentModel, B862: leaf, B863: date, B864: date }),
  B870: node({ B871: documentModel, B872: leaf }),
  B880: documentModel,
  B890: node({ B891: documentModel, B892: date }),
});

/** SDOBI: every tag of ep-patent-document v1.0 to v1.5.1. Its tags follow ST.32; the number of a tag is the INID code plus a digit. */
export const sdobi: ElementRule = node({
  B000: node({ eptags }),
  B100: b100,
  B200: b200,
  B300: b300,
  B400: b400,
  B500: b500,
  B600: b600,
  B700: b700,
  B800: b800,
  B900: node({ B910: date }),
});
