import { parseApplicationNumber } from '../../../domain/application-number.js';
import type { PriorityClaim } from '../../../domain/document-reference.js';
import type { TrademarkRecord } from '../../../domain/trademark.js';
import { find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import type { Mapping } from '../st36/flags.js';
import { isSet, readCaseDay, readCaseNumber } from './reading.js';

type RelatedNumber = NonNullable<TrademarkRecord['relatedNumbers']>[number];

/** INID 31-33: foreign applications whose priority is claimed. */
export function mapPriorityClaims(caseFile: XmlNode, mapping: Mapping): PriorityClaim[] {
  const result: PriorityClaim[] = [];
  for (const each of findAll(caseFile, 'foreign-applications', 'foreign-application')) {
    if (!isSet(each, 'foreign-priority-claim-in')) continue;
    const office = textAt(each, 'country') ?? textAt(each, 'other') ?? '';
    const original = textAt(each, 'application-number') ?? '';
    const claim: PriorityClaim = { office, number: parseApplicationNumber(office, original).number || original };
    if (original && original !== claim.number) claim.original = original;
    const date = readCaseDay(mapping, each, 'filing-date', 'priorityClaims.date');
    if (date) claim.date = date;
    const sequence = Number(textAt(each, 'entry-number') ?? '');
    if (sequence > 0) claim.sequence = sequence;
    result.push(claim);
  }
  return result;
}

/** Relationship types of prior registrations: `0` is a registration of the same owner; others keep the office's digit. */
function nameRelationship(type: string | undefined): string {
  return type === undefined || type === '0' ? 'prior-registration' : `prior-registration-${type}`;
}

/** Prior registrations, foreign applications and registrations, Madrid references, the attorney's docket number. */
export function mapRelatedNumbers(caseFile: XmlNode, mapping: Mapping): RelatedNumber[] {
  const result: RelatedNumber[] = [];
  for (const each of findAll(caseFile, 'prior-registration-applications', 'prior-registration-application')) {
    const number = readCaseNumber(textAt(each, 'number'));
    const relation = nameRelationship(textAt(each, 'relationship-type'));
    if (number) result.push({ relation, office: 'US', number });
  }
  for (const each of findAll(caseFile, 'foreign-applications', 'foreign-application'))
    result.push(...mapForeign(each, mapping));
  for (const each of findAll(caseFile, 'madrid-international-filing-requests', 'madrid-international-filing-record')) {
    add(result, each, 'madrid-international-application', 'reference-number', mapping, 'original-filing-date-uspto');
    const name = 'international-registration-number';
    add(result, each, 'madrid-international-registration', name, mapping, 'international-registration-date');
  }
  const docket = textAt(find(caseFile, 'case-file-header'), 'attorney-docket-number');
  if (docket) result.push({ relation: 'attorney-docket', number: docket });
  return result;
}

function add(
  into: RelatedNumber[],
  source: XmlNode,
  relation: string,
  name: string,
  mapping: Mapping,
  dateName: string,
  office = 'WO',
): RelatedNumber | undefined {
  const number = textAt(source, name);
  if (!number || /^0+$/.test(number)) return undefined;
  const date = readCaseDay(mapping, source, dateName, `relatedNumbers.${relation}`);
  const related: RelatedNumber = { relation, ...(office ? { office } : {}), number, ...(date ? { date } : {}) };
  into.push(related);
  return related;
}

function mapForeign(source: XmlNode, mapping: Mapping): RelatedNumber[] {
  const result: RelatedNumber[] = [];
  const office = textAt(source, 'country') ?? textAt(source, 'other') ?? '';
  const expiry = (related: RelatedNumber | undefined, name: string) => {
    const date = readCaseDay(mapping, source, name, 'relatedNumbers.expiryDate');
    if (related && date) related.expiryDate = date;
  };
  add(result, source, 'foreign-application', 'application-number', mapping, 'filing-date', office);
  expiry(
    add(result, source, 'foreign-registration', 'registration-number', mapping, 'registration-date', office),
    'registration-expiration-date',
  );
  expiry(
    add(result, source, 'foreign-renewal', 'renewal-number', mapping, 'registration-renewal-date', office),
    'registration-renewal-expiration-date',
  );
  return result;
}
