import type { PriorityClaim } from '../../../domain/document-reference.js';
import type { TrademarkRecord } from '../../../domain/trademark.js';
import { findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { readDay, type Mapping } from '../st36/flags.js';

/** INID 31 to 33 of trademarks: Paris priorities as claimed; the state of the claim stands in `linkageType`. */
export function mapPriorities(trademark: XmlNode, mapping: Mapping): PriorityClaim[] {
  return findAll(trademark, 'PriorityDetails', 'Priority').map((element, index) => {
    const printed = textAt(element, 'PriorityNumber') ?? '';
    const date = readDay(mapping, textAt(element, 'PriorityDate'), 'priorityClaims.date');
    const status = textAt(element, 'PriorityStatusCode');
    return {
      office: textAt(element, 'PriorityCountryCode') ?? '',
      number: printed,
      ...(date ? { date } : {}),
      sequence: index + 1,
      ...(status ? { isActive: !/refus|reject|withdraw|abandon|not/i.test(status), linkageType: status } : {}),
    };
  });
}

/** Seniority of earlier national marks (INID 350). */
export function mapSeniorities(trademark: XmlNode, mapping: Mapping): NonNullable<TrademarkRecord['seniorityClaims']> {
  return findAll(trademark, 'SeniorityDetails', 'Seniority').map((element) => {
    const first = (...names: string[]) => names.map((name) => textAt(element, name)).find((text) => text !== undefined);
    const day = (...names: string[]) => readDay(mapping, first(...names), 'seniorityClaims.date');
    const number = first(
      'SeniorityRegistrationNumber',
      'SeniorityInternationalRegistrationNumber',
      'SeniorityNumber',
      'SeniorityApplicationNumber',
    );
    const applicationNumber = first('SeniorityApplicationNumber');
    const date = day(
      'SeniorityDate',
      'SeniorityPriorityDate',
      'SeniorityApplicationDate',
      'SeniorityFilingDate',
      'SeniorityRegistrationDate',
    );
    const registrationDate = day('SeniorityRegistrationDate');
    const status = first('SeniorityStatusCode');
    return {
      office: first('SeniorityCountryCode', 'SeniorityOfficeCode') ?? '',
      ...(number ? { number } : {}),
      ...(date ? { date } : {}),
      ...(applicationNumber && applicationNumber !== number ? { applicationNumber } : {}),
      ...(registrationDate && registrationDate !== date ? { registrationDate } : {}),
      ...(status ? { status } : {}),
    };
  });
}

/** Numbers of other marks that this one is tied to. */
export function mapRelatedNumbers(
  trademark: XmlNode,
  mapping: Mapping,
): NonNullable<TrademarkRecord['relatedNumbers']> {
  const related: NonNullable<TrademarkRecord['relatedNumbers']> = [];
  const add = (
    relation: string,
    office: string | undefined,
    number: string | undefined,
    rawDate: string | undefined,
  ) => {
    if (!number) return;
    const date = readDay(mapping, rawDate, 'relatedNumbers.date');
    related.push({ relation, ...(office ? { office } : {}), number, ...(date ? { date } : {}) });
  };
  const associated = findAll(trademark, 'AssociatedMarkDetails');
  for (const each of [...associated, ...associated.flatMap((list) => findAll(list, 'AssociatedMark'))]) {
    const office = textAt(each, 'AssociatedOfficeCode');
    const relation = textAt(each, 'AssociatedMarkKind')?.toLowerCase() ?? 'associated';
    add(relation, office, textAt(each, 'AssociatedApplicationNumber'), textAt(each, 'AssociatedApplicationDate'));
    add(relation, office, textAt(each, 'AssociatedRegistrationNumber'), textAt(each, 'AssociatedRegistrationDate'));
  }
  for (const each of findAll(trademark, 'TransformationPriorityDetails', 'TransformationPriority'))
    add(
      'transformation',
      textAt(each, 'TransformationCountryCode'),
      textAt(each, 'TransformationNumber'),
      textAt(each, 'TransformationPriorityDate') ?? textAt(each, 'TransformationDate'),
    );
  const pairs = findAll(trademark, 'BasicRegistrationApplicationDetails', 'BasicRegistrationApplication');
  for (const kind of ['BasicApplication', 'BasicRegistration'])
    for (const parent of [trademark, ...pairs])
      for (const each of findAll(parent, `${kind}Details`, kind))
        add(
          kind === 'BasicApplication' ? 'basic-application' : 'basic-registration',
          textAt(each, `${kind}CountryCode`) ??
            (parent === trademark ? undefined : textAt(parent, 'RegistrationOfficeCode')),
          textAt(each, `${kind}Number`),
          textAt(each, `${kind}Date`),
        );
  for (const each of findAll(trademark, 'DivisionalApplicationDetails'))
    add('divided-from', undefined, textAt(each, 'InitialApplicationNumber'), textAt(each, 'InitialApplicationDate'));
  add('basic-registration', undefined, textAt(trademark, 'BasicRegistrationNumber'), undefined);
  for (const each of findAll(trademark, 'PreviousRegistrationDetails', 'PreviousRegistration'))
    add(
      'previous-registration',
      textAt(each, 'RegistrationOfficeCode'),
      textAt(each, 'PreviousRegistrationNumber'),
      textAt(each, 'PreviousRegistrationDate'),
    );
  for (const entry of findAll(trademark, 'MarkRecordDetails', 'MarkRecord').flatMap(({ children }) => children))
    for (const each of findAll(entry, 'NationalMarkDetails', 'NationalMark'))
      add(
        'replaced-national-mark',
        textAt(entry, 'RecordInterestedOfficeCode'),
        textAt(each, 'NationalMarkRegistrationNumber'),
        textAt(each, 'NationalMarkRegistrationDate'),
      );
  for (const each of findAll(trademark, 'OppositionDetails', 'Opposition', 'EarlierMarkDetails', 'EarlierMark')) {
    const office = textAt(each, 'EarlierMarkCountryCode') ?? textAt(each, 'EarlierMarkOfficeCode');
    const registration = textAt(each, 'RegistrationNumber');
    add(
      'earlier-mark',
      office,
      registration ?? textAt(each, 'ApplicationNumber'),
      textAt(each, registration ? 'RegistrationDate' : 'ApplicationDate'),
    );
  }
  return related;
}

/** INID 831 to 834: designated countries by the treaty under which they are designated. */
export function mapDesignated(trademark: XmlNode): Record<string, string[]> | undefined {
  const states: Record<string, string[]> = {};
  for (const list of ['DesignatedCountryDetails', 'DesignatedUnderDetails'])
    for (const each of findAll(trademark, list, 'DesignatedCountry')) {
      const code = textAt(each, 'DesignatedCountryCode');
      const group = (states[textAt(each, 'DesignatedUnderCode')?.toLowerCase() ?? 'designated'] ??= []);
      if (code && !group.includes(code)) group.push(code);
    }
  return Object.keys(states).length > 0 ? states : undefined;
}

export function mapInternational(trademark: XmlNode, mapping: Mapping): TrademarkRecord['internationalRegistration'] {
  const number =
    textAt(trademark, 'InternationalRegistrationNumber') ??
    textAt(trademark, 'InternationalMarkIdentifier') ??
    textAt(trademark, 'InternationalMarkKey', 'Identifier');
  const date = readDay(mapping, textAt(trademark, 'InternationalRegistrationDate'), 'internationalRegistration.date');
  return number || date ? { ...(number ? { number } : {}), ...(date ? { date } : {}) } : undefined;
}
