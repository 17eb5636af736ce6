import { numbersOf, pad } from './document-numbers.js';
import type { World } from './inventions.js';
import { filingOf, members, publicationDay, weekOfMember, type Member } from './members.js';

/** A document: numbers as its own office prints them. */
export interface CorpusDocument {
  invention: number;
  member: Member;
  office: string;
  /** Printed without office: `109999001`, `9876543`, `2015123456`, `2345678`. */
  number: string;
  kind: string;
  published: number;
  filed: number;
  /** Application number as printed. */
  application: string;
  /** Canonical id of our records. */
  id: string;
}

/** The document of an invention, or undefined when the corpus has none. */
export function makeDocument(world: World, index: number, member: Member): CorpusDocument | undefined {
  const week = weekOfMember(world, index, member);
  if (week === undefined) return undefined;
  const published = publicationDay(world, index, member, week);
  const filed = filingOf(world, index, member);
  const office = member.slice(0, 2);
  const { number, kind, application } = numbersOf(world, index, member, published, filed);
  const canonical = office === 'EP' ? pad(Number(number), 7) : number;
  return {
    invention: index,
    member,
    office,
    number,
    kind,
    published,
    filed,
    application,
    id: `${office}-${canonical}-${kind}`,
  };
}

/** All documents of an invention that the corpus holds, in order of publication. */
export function makeFamily(world: World, index: number): CorpusDocument[] {
  return members
    .map((member) => makeDocument(world, index, member))
    .filter((document) => document !== undefined)
    .sort((a, b) => a.published - b.published);
}

export const familyIdOf = (index: number): string => String(30_000_000 + index);
