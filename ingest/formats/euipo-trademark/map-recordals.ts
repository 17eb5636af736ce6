import type { LifeEvent, LifeEventCode } from '../../../domain/life.js';
import { find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { readDay, type Mapping } from '../st36/flags.js';
import { firstPartyName } from './map-parties.js';
import { mapDecisions, pick } from './map-proceedings.js';

/** Kind of entry, in the office's words or as the element's name -> event. */
const entryKinds: readonly [words: RegExp, code: LifeEventCode][] = [
  [/cancellation|revocation|invalidity|appeal|correction|division|merger|change of (?:name|address)/i, 'other'],
  [/partial surrender|restriction|limitation/i, 'limited'],
  [/transfer|assignment|change of owner/i, 'assigned'],
  [/licen[cs]e/i, 'licensed'],
  [/right in rem|security|pledge|levy of execution/i, 'pledged'],
  [/renewal/i, 'renewed'],
  [/surrender/i, 'surrendered'],
];

/** Entries of the International Bureau that concern the registration as a whole, whatever country they name. */
const madridKinds: Readonly<Record<string, LifeEventCode>> = {
  registration: 'registered',
  renewal: 'renewed',
  'renewal under rule 40.3': 'renewed',
  'non renewal': 'expired',
  'total cancellation': 'cancelled',
  'total ceasing effect': 'cancelled',
  'partial cancellation': 'limited',
  'partial ceasing effect': 'limited',
  'total transfer': 'assigned',
  'partial transfer': 'assigned',
  holder: 'assigned',
  licence: 'licensed',
  'holder rights restriction': 'pledged',
};

/** Refusals, grants, limitations and the like count for one designated country: they change nothing for the others. */
function readMeaning(entry: XmlNode, kind: string, office: string): LifeEventCode {
  if (office === 'WO') return madridKinds[kind.toLowerCase()] ?? 'other';
  const words = entry.name === 'BasicRecord' ? kind : `${entry.name} ${kind}`;
  return entryKinds.find(([pattern]) => pattern.test(words))?.[1] ?? 'other';
}

const isUnfinished = /reject|refus|withdraw|not |pending|proceeding|inadmissible|deleted|cancelled/i;

/**
 * Entries in the register (INID 770, 791 ...): transfers, licences, rights in rem, renewals, surrenders, cancellation
 * proceedings. An entry counts as what it asks for unless its own status says that it was refused or is still open.
 */
export function mapRecordals(trademark: XmlNode, mapping: Mapping): LifeEvent[] {
  return findAll(trademark, 'MarkRecordDetails', 'MarkRecord').flatMap((record) =>
    record.children.flatMap((entry) => mapEntry(entry, mapping)),
  );
}

function mapEntry(entry: XmlNode, mapping: Mapping): LifeEvent[] {
  const part = (name: string) => textAt(entry, name);
  const day = (...names: string[]) => {
    for (const name of names) {
      const date = readDay(mapping, part(name), name);
      if (date) return date;
    }
    return undefined;
  };
  const { office } = mapping;
  const kinds = ['BasicRecordKind', 'RecordKind', `${entry.name}Kind`, 'TransferKind', 'LicenceKind'];
  const kind = kinds.map(part).find((text) => text !== undefined) ?? entry.name;
  const status = part('RecordCurrentStatusCode');
  const meaning = readMeaning(entry, kind, office);
  const licence = find(entry, 'LicenceDetails', 'Licence');
  const countries = findAll(entry, 'RecordDesignatedCountryDetails', 'DesignatedCountry', 'DesignatedCountryCode');
  const code = status && isUnfinished.test(status) ? 'other' : meaning;
  const filed = day('RecordFilingDate', 'RecordStartDate', 'RenewalDate');
  const changed = day('RecordCurrentStatusDate');
  const published = findAll(entry, 'RecordPublicationDetails', 'RecordPublication').concat(
    findAll(entry, 'PublicationDetails', 'Publication'),
  );
  const date =
    filed ??
    changed ??
    day('RecordPublicationDate', 'RecordNotificationDate', 'RecordEffectiveDate') ??
    readDay(mapping, textAt(published[0], 'PublicationDate'), 'PublicationDate');
  const effective = day('RecordEffectiveDate');
  const details = pick({
    number: part('RecordIdentifier'),
    status,
    claimant: firstPartyName(entry, office, 'Claimant', 'Applicant'),
    newOwner: firstPartyName(entry, office, 'NewHolder', 'NewOwner', 'Assignee', 'Transferee', 'Holder', 'Owner'),
    previousOwner: firstPartyName(entry, office, 'PreviousHolder', 'PreviousOwner', 'Assignor', 'Transferor'),
    licensee: firstPartyName(entry, office, 'Licensee') ?? firstPartyName(licence, office, 'Licensee'),
    previousLicensee: firstPartyName(licence, office, 'PreviousLicensee'),
    representative: firstPartyName(entry, office, 'Representative'),
    reference: part('RecordReference'),
    words: part('RecordText') ?? part('FactDecisionText'),
    office: part('RecordInterestedOfficeCode') ?? part('RecordInterrestedOfficeCode'),
    countries: countries.map(({ text }) => text).join(', '),
    licence: textAt(licence, 'LicenceKind'),
    period: textAt(licence, 'PeriodLimitationText'),
    intoRegistration: textAt(entry, 'RecordToRegistration', 'RegistrationIdentifier'),
    fromRegistration: findAll(
      entry,
      'RecordFromRegistrationDetails',
      'RecordFromRegistration',
      'RegistrationIdentifier',
    )
      .map(({ text }) => text)
      .join(', '),
    oppositionFrom: part('RecordOppositionPeriodStartDate'),
    oppositionUntil: part('RecordOppositionPeriodEndDate'),
    expiryDate: part('RecordExpiryDate') ?? part('RecordEndDate') ?? part('RenewalExpiryDate'),
  });
  const events: LifeEvent[] = [
    {
      ...(date ? { date } : {}),
      code,
      officeCode: entry.name,
      text: kind,
      ...(effective && effective !== date ? { effectiveDate: effective } : {}),
      ...details,
    },
  ];
  if (status && changed && changed !== date)
    events.push({ date: changed, code: 'other', officeCode: entry.name, text: `${kind}: ${status}`, ...details });
  for (const publication of published) {
    const on = readDay(mapping, textAt(publication, 'PublicationDate'), 'PublicationDate');
    if (!on || on === date) continue;
    events.push({
      date: on,
      code: code === 'registered' ? 'published' : 'other',
      officeCode: textAt(publication, 'PublicationSection') ?? 'RecordPublication',
      text: `${kind}: published`,
      ...pick({ number: part('RecordIdentifier'), gazette: textAt(publication, 'PublicationIdentifier') }),
    });
  }
  return [...events, ...mapDecisions(find(entry, 'DecisionDetails'), kind, mapping)];
}
