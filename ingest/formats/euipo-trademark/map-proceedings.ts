import type { LifeEvent, LifeEventCode } from '../../../domain/life.js';
import { find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { readDay, type Mapping } from '../st36/flags.js';
import { firstPartyName } from './map-parties.js';

const kinds: readonly { name: string; code: LifeEventCode; text: string; party: string }[] = [
  { name: 'Opposition', code: 'opposed', text: 'opposition', party: 'Opponent' },
  { name: 'Cancellation', code: 'other', text: 'request for cancellation', party: 'Claimant' },
  { name: 'Appeal', code: 'other', text: 'appeal', party: 'Appellant' },
];

/** Oppositions, cancellations, appeals, renewals, decisions: a beginning, a present state and an outcome, each with its day. */
export function mapProceedings(trademark: XmlNode, mapping: Mapping): LifeEvent[] {
  const events: LifeEvent[] = [];
  for (const { name, code, text, party } of kinds) {
    for (const element of findAll(trademark, `${name}Details`, name)) {
      const part = (suffix: string) => textAt(element, `${name}${suffix}`);
      const details = detailsOf(element, name, party, mapping.office);
      const words = [text, part('Kind') ?? part('KindCode') ?? part('BasisCode'), part('GroundText')]
        .filter(Boolean)
        .join(': ');
      const add = (raw: string | undefined, eventCode: LifeEventCode, outcome?: string) => {
        const date = readDay(mapping, raw, `${name}Date`);
        if (date || (!raw && eventCode === code && !outcome))
          events.push({
            ...(date ? { date } : {}),
            code: eventCode,
            officeCode: name,
            text: outcome ? `${text}: ${outcome}` : words,
            ...details,
          });
      };
      add(part('Date') ?? part('FilingDate'), code);
      const status = part('CurrentStatusCode') ?? part('StatusCode');
      if (status) add(part('CurrentStatusDate') ?? part('StatusDate') ?? '', 'other', status);
      const decision = part('DecisionStatusCode') ?? part('DecisionText');
      if (part('DecisionDate')) add(part('DecisionDate'), 'other', decision ?? 'decision');
      for (const event of findAll(element, `${name}EventDetails`, `${name}Event`)) {
        const raw = textAt(event, `${name}EventDate`) ?? textAt(event, `${name}EventDateTime`);
        add(raw ?? '', 'other', textAt(event, `${name}EventCode`) ?? 'event');
      }
      events.push(...mapDecisions(find(element, 'DecisionDetails'), text, mapping));
    }
  }
  for (const element of findAll(trademark, 'RenewalDetails', 'Renewal')) {
    const raw =
      textAt(element, 'RenewalDate') ?? textAt(element, 'RenewalFilingDate') ?? textAt(element, 'RenewalStatusDate');
    const date = readDay(mapping, raw, 'RenewalDate');
    const status = textAt(element, 'RenewalStatusCode');
    const isRefused = status !== undefined && /refus|reject|withdraw|not/i.test(status);
    const details = pick({
      number: textAt(element, 'RenewalIdentifier') ?? textAt(element, 'RenewalNumber'),
      expiryDate: textAt(element, 'RenewalExpiryDate'),
      status,
    });
    events.push({
      ...(date ? { date } : {}),
      code: isRefused ? 'other' : 'renewed',
      officeCode: 'Renewal',
      text: textAt(element, 'RenewalKind') ?? 'renewal',
      ...details,
    });
  }
  events.push(...mapDecisions(find(trademark, 'DecisionDetails'), 'decision', mapping));
  return events;
}

export function mapDecisions(details: XmlNode | undefined, subject: string, mapping: Mapping): LifeEvent[] {
  return findAll(details, 'Decision').flatMap((element) => {
    const date = readDay(mapping, textAt(element, 'DecisionDate'), 'DecisionDate');
    const effective = readDay(
      mapping,
      textAt(element, 'DecisionLegalDate') ?? textAt(element, 'DecisionEffectiveDate'),
      'DecisionEffectiveDate',
    );
    const words = [
      textAt(element, 'DecisionKind'),
      textAt(element, 'DecisionText'),
      textAt(element, 'DecisionStatusCode'),
    ];
    const text = [subject, ...words].filter(Boolean).join(': ');
    return [
      {
        ...(date ? { date } : {}),
        code: 'other' as const,
        officeCode: 'Decision',
        text,
        ...(effective && effective !== date ? { effectiveDate: effective } : {}),
        ...pick({ number: textAt(element, 'DecisionIdentifier') }),
      },
    ];
  });
}

function detailsOf(
  element: XmlNode,
  name: string,
  party: string,
  office: string,
): { details?: Record<string, string> } {
  const earlier = find(element, 'EarlierMarkDetails', 'EarlierMark');
  return pick({
    number: textAt(element, `${name}Identifier`),
    [party.toLowerCase()]: firstPartyName(element, office, party, 'Applicant'),
    representative: firstPartyName(element, office, 'Representative'),
    ground: textAt(element, `${name}GroundText`),
    language: textAt(element, 'ProceedingLanguageCode'),
    earlierMark: textAt(earlier, 'WordMarkSpecification', 'MarkVerbalElementText'),
    earlierNumber: textAt(earlier, 'RegistrationNumber') ?? textAt(earlier, 'ApplicationNumber'),
    earlierOffice: textAt(earlier, 'EarlierMarkCountryCode') ?? textAt(earlier, 'EarlierMarkOfficeCode'),
  });
}

/** The values that are there, as details of an event. */
export function pick(values: Record<string, string | undefined>): { details?: Record<string, string> } {
  const present: [string, string][] = [];
  for (const [name, value] of Object.entries(values)) if (value) present.push([name, value]);
  return present.length > 0 ? { details: Object.fromEntries(present) } : {};
}
