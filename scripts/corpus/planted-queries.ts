import type { Facts } from './facts.js';
import type { Firm } from './firms.js';

/** A query of which the corpus knows the number of hits. */
export interface PlantedQuery {
  query: string;
  about: string;
  matches(facts: Facts): boolean;
}

interface Planted {
  growing: { zh: string; en: string };
  declining: { zh: string };
  owner: Firm;
  /** Canonical id. */
  usPatent: string;
  family: string;
}

const isPatentType = ({ type }: Facts) => type === 'patent' || type === 'design';
const yearOf = ({ published }: Facts) => Number(published?.slice(0, 4));
const below = (symbols: readonly string[], prefix: string) => symbols.some((symbol) => symbol.startsWith(prefix));
const isName = (names: readonly string[], name: string) =>
  names.some((each) => each.toLowerCase() === name.toLowerCase());

/** Telling queries, one per kind of search, with the predicate that the query language gives them. */
export function plantQueries({ growing, declining, owner, usPatent, family }: Planted): PlantedQuery[] {
  const printed = usPatent.replaceAll('-', '');
  return [
    {
      query: `TI="${growing.zh}"`,
      about: 'a run of Chinese characters in the title',
      matches: ({ titles }) => titles.some((title) => title.includes(growing.zh)),
    },
    {
      query: `TI="${growing.en}"`,
      about: 'an English phrase in the title; hyphen separates words, case is ignored',
      matches: ({ titles }) => titles.some((title) => title.toLowerCase().includes(growing.en)),
    },
    {
      query: `AP=="${owner.zh}"`,
      about: 'exact name of an owner, today',
      matches: ({ applicants }) => isName(applicants, owner.zh),
    },
    {
      query: `AP=="${owner.former?.zh ?? owner.zh}"`,
      about: 'the former name of the same owner',
      matches: ({ applicants }) => isName(applicants, owner.former?.zh ?? owner.zh),
    },
    {
      query: `AP=="${owner.docdb}"`,
      about: 'the same owner as DOCDB writes it',
      matches: ({ applicants }) => isName(applicants, owner.docdb),
    },
    {
      query: `AP=${owner.brand.zh}`,
      about: 'characters within the names of applicants',
      matches: ({ applicants }) => applicants.some((name) => name.includes(owner.brand.zh)),
    },
    {
      query: `AS=="${owner.zh}" NOT AP=="${owner.zh}"`,
      about: 'rights that came to the owner by transfer',
      matches: ({ applicants, assignees }) => isName(assignees, owner.zh) && !isName(applicants, owner.zh),
    },
    {
      query: 'IPC=H01M10 AND PY>=2019',
      about: 'class with everything below it, and years',
      matches: (facts) => below(facts.ipc, 'H01M10/') && yearOf(facts) >= 2019,
    },
    {
      query: 'IPC==H01M10/0562',
      about: 'one class symbol alone',
      matches: ({ ipc }) => ipc.includes('H01M10/0562'),
    },
    {
      query: 'CC=CN AND KD=U',
      about: 'office and kind code',
      matches: ({ office, kind }) => office === 'CN' && kind === 'U',
    },
    {
      query: 'KD=B2 AND PD=[20120101 TO 20141231]',
      about: 'range of days',
      matches: (facts) => facts.kind === 'B2' && yearOf(facts) >= 2012 && yearOf(facts) <= 2014,
    },
    {
      query: 'LOC=14',
      about: 'Locarno class with its subclasses',
      matches: ({ locarno }) => below(locarno, '14-'),
    },
    {
      query: 'NCL=9 AND RT=trademark',
      about: 'Nice class',
      matches: ({ type, nice }) => type === 'trademark' && nice.includes('9'),
    },
    {
      query: `TI=${declining.zh} AND PY<=2012`,
      about: 'the declining topic in its good years',
      matches: (facts) =>
        isPatentType(facts) && facts.titles.some((title) => title.includes(declining.zh)) && yearOf(facts) <= 2012,
    },
    {
      query: `REF=${printed}`,
      about: 'documents that cite a patent',
      matches: ({ cites }) => cites.includes(usPatent),
    },
    { query: `FAM=${family}`, about: 'DOCDB simple family', matches: (facts) => facts.family === family },
    {
      query: 'RT=geographical-indication',
      about: 'one type of right',
      matches: ({ type }) => type === 'geographical-indication',
    },
  ];
}
