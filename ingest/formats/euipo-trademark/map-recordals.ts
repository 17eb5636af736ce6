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
  const kind =
    part('BasicRecordKind') ?? part('RecordKind') ?? part('TransferKind') ?? part('LicenceKind') ?? entry.name;
  const status = part('RecordCurrentStatusCode');
  const meaning =
    entryKinds.find(([words]) => words.test(entry.name === 'BasicRecord' ? kind : `${entry.name} ${kind}`))?.[1] ??
    'other';
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
    claimant: firstPartyName(entry, 'Claimant', 'Applicant'),
    newOwner: firstPartyName(entry, 'NewHolder', 'NewOwner', 'Assignee', 'Transferee', 'Holder', 'Owner'),
    previousOwner: firstPartyName(entry, 'PreviousHolder', 'PreviousOwner', 'Assignor', 'Transferor'),
    licensee: firstPartyName(entry, 'Licensee'),
    representative: firstPartyName(entry, 'Representative'),
    reference: part('RecordReference'),
    words: part('RecordText'),
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
      code: 'other',
      officeCode: textAt(publication, 'PublicationSection') ?? 'RecordPublication',
      text: `${kind}: published`,
      ...pick({ number: part('RecordIdentifier'), gazette: textAt(publication, 'PublicationIdentifier') }),
    });
  }
  return [...events, ...mapDecisions(find(entry, 'DecisionDetails'), kind, mapping)];
}
