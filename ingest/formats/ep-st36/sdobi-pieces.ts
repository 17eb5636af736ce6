import { leaf, node, skip, type ElementRule } from '../../xml/element-rule.js';

/** The same rule for each of the names written in `names`, separated by white space. */
export function each(rule: ElementRule, names: string): Record<string, ElementRule> {
  return Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, rule]),
  );
}

export const date = node({ date: leaf });
const country = node({ ctry: leaf });
export const countries = country;
const documentNumber = node({ text: leaf, anum: leaf, pnum: leaf });

/** The model `(dnum?, date?, ctry?, kind?, bnum?, dtxt*)`, which stands for any dated or numbered document. */
export const documentModel: ElementRule = node({
  dnum: documentNumber,
  date: leaf,
  ctry: leaf,
  kind: leaf,
  bnum: leaf,
  dtxt: leaf,
});

const name: Record<string, ElementRule> = {
  ...each(leaf, 'ttl fnm snm sfx iid onm syn oid'),
  irf: skip("applicant's or agent's reference for their own files"),
  ...each(skip('division of an organisation: never filled by the EPO'), 'odv did'),
};

/** Children of every named person: name, address, residence (rctry), nationality (nctry). */
export const personChildren: Record<string, ElementRule> = {
  ...name,
  adr: node({
    ...each(leaf, 'omc pbox str city cnty state ctry pcode'),
    ...each(skip('the name stands outside the address'), 'ttl fnm snm sfx iid irf onm syn oid odv did'),
    ...each(skip('telephone and electronic addresses'), 'ead tel fax'),
  }),
  dtxt: leaf,
  rctry: country,
  nctry: country,
};
export const person: ElementRule = node(personChildren);

/** Who acts for another party of a proceeding: the event names them. */
export const representative: ElementRule = node({
  ...personChildren,
  ...each(skip('the event names the representative only'), 'iid oid adr dtxt rctry nctry'),
});

export const numberOf = documentNumber;

/** `parent`: the document that this one comes from. */
export const parent: ElementRule = node({
  dnum: documentNumber,
  cdoc: documentModel,
  pdoc: documentModel,
  psta: leaf,
  ppub: documentModel,
});
