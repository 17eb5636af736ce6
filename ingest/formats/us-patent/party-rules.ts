import { leaf, node, skip, type ElementRule } from '../../xml/element-rule.js';
import { addressbook, addressbookChildren } from '../st36/addressbook.js';
import { country, each } from './rule-pieces.js';

export const party: ElementRule = node({
  addressbook,
  // Assignees of some files have the address parts without an addressbook around them.
  ...addressbookChildren,
  'customer-number': leaf,
  nationality: country,
  residence: country,
  'us-rights': leaf,
  ...each('designated-states designated-states-as-inventor', skip('not used in publication, says the DTD')),
});

/** INID 71, 72, 74 and the address for correspondence. */
export const parties: ElementRule = node({
  applicants: node({ applicant: party }),
  'us-applicants': node({ 'us-applicant': party }),
  inventors: node(each('inventor deceased-inventor us-deceased-inventor', party)),
  agents: node({ agent: party, 'customer-number': leaf }),
  'us-deceased-inventor': party,
  'correspondence-address': party,
});

const officer = node({
  ...addressbookChildren,
  addressbook,
  'electronic-signature': skip('signature of the officer, whose name stands beside it'),
});

export const examiners: ElementRule = node(each('primary-examiner assistant-examiner authorized-officer', officer));
