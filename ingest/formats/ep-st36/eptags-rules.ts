import { leaf, node, skip, type ElementRule } from '../../xml/element-rule.js';
import { date, each, numberOf, person } from './sdobi-pieces.js';

/** B000: the office's own tags, with the procedures after grant (EPC 2000). */
export const eptags: ElementRule = node({
  B001EP: skip('mask of the states involved, spelt out by B840, B844EP and B848EP'),
  B002EP: skip('log of changed tags: the record holds the values after the change'),
  B003EP: skip('asterisk: the application was published by WIPO only, which B871 says'),
  B004EP: leaf,
  ...each(skip('production data of the office'), 'B005EP B007EP B008EP B015EP B020EP B021EP B060EP B061EP'),
  B006EP: skip('entry into the European phase in code, dated by other tags'),
  B009EP: skip('waiver of inventors, repeats B725EP'),
  B010EP: node({ B011EP: node({ date: leaf, dnum: numberOf, ctry: leaf }) }),
  B012EP: node({
    B0120EP: node({
      B0121EP: date,
      B0122EP: leaf,
      B0123EP: leaf,
      B0124EP: date,
      B0125EP: skip('language of the request'),
      B0126EP: date,
      B0127EP: date,
    }),
  }),
  B030EP: leaf,
  B050EP: node({ B051EP: leaf, B052EP: leaf }),
  B053EP: leaf,
  B070EP: leaf,
  B075EP: node({
    B0750EP: node({ B0751EP: leaf, B0752EP: leaf, B0753EP: date, B0755EP: date, B0756EP: leaf }),
  }),
  B078EP: date,
  B080EP: node({ B081EP: leaf, B082EP: person, B083EP: leaf }),
  B090EP: node({
    B0900EP: node({
      B091EP: node({ B0911EP: date, B0912EP: leaf, B0913EP: leaf, B0914EP: date }),
      B092EP: node({ B0921EP: leaf, B0922EP: date, B0923EP: date, B0924EP: skip('not used, says the DTD') }),
      B093EP: node({ B0931EP: date, B0932EP: date, B0933EP: date }),
    }),
  }),
});
