import { buildRecordId, canonicalNumber } from '../../../domain/document-id.js';
import type { Party } from '../../../domain/party.js';
import type { SourceReference } from '../../../domain/record-base.js';
import type { TrademarkRecord } from '../../../domain/trademark.js';
import { RecordError } from '../../format.js';
import { find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { readDay, type Mapping } from '../st36/flags.js';
import { mapDesignated, mapInternational, mapPriorities, mapRelatedNumbers, mapSeniorities } from './map-claims.js';
import { mapEvents, readStatusCode } from './map-events.js';
import { localize, mapClasses, mapGoods, mapKinds, mapMarkFiles, mapStatements } from './map-mark.js';
import { mapPartyList } from './map-parties.js';
import { mapUsStatements } from './us-extension.js';

/** Office and canonical id of a TradeMark element. Throws RecordError `no-number`. */
export function identify(
  trademark: XmlNode,
  fallback: string | undefined,
): { office: string; number: string; id: string } {
  const office = textAt(trademark, 'RegistrationOfficeCode') ?? textAt(trademark, 'ReceivingOfficeCode') ?? 'EM';
  const printed = textAt(trademark, 'ApplicationNumber') ?? textAt(trademark, 'RegistrationNumber') ?? fallback;
  if (!printed) throw new RecordError('no-number', 'TradeMark without application and registration number');
  // International registrations are plain numbers, unlike the publications of the same office.
  const number = office === 'WO' ? printed.replace(/^0+(?=.)/, '') : canonicalNumber(office, printed, 'TM') || printed;
  return { office, number, id: buildRecordId(office, number, 'TM') };
}

/** One TradeMark; `data` is the TransactionData around it, where the US office puts the parties. */
export function mapTrademark(
  trademark: XmlNode,
  data: XmlNode | undefined,
  fallbackNumber: string | undefined,
  source: SourceReference,
): TrademarkRecord {
  const { office, number, id } = identify(trademark, fallbackNumber);
  const mapping: Mapping = { office, flags: [] };
  const day = (name: string, member: string) => readDay(mapping, textAt(trademark, name), member);
  const printed = textAt(trademark, 'ApplicationNumber');
  const filingDate = day('ApplicationDate', 'filingDate') ?? day('ApplicationDateTime', 'filingDate');
  // The International Bureau files a registration under the names of an application.
  const isInternational = office === 'WO';
  const registrationDate = day('RegistrationDate', 'registrationDate') ?? (isInternational ? filingDate : undefined);
  const expiryDate = day('ExpiryDate', 'expiryDate');
  // EUTM registrations keep the number of the application: the office writes it once.
  const registrationNumber =
    textAt(trademark, 'RegistrationNumber') ??
    (isInternational ? number : registrationDate && office === 'EM' ? printed : undefined);
  const language = textAt(trademark, 'ApplicationLanguageCode')?.toLowerCase() ?? (office === 'US' ? 'en' : undefined);
  const opposition = {
    from: day('OppositionPeriodStartDate', 'oppositionPeriod.from'),
    to: day('OppositionPeriodEndDate', 'oppositionPeriod.to'),
  };
  const markFeature = textAt(trademark, 'MarkFeature') ?? textAt(trademark, 'MarkFeatureText');
  const kinds = mapKinds(trademark);
  const officeStatus = mapStatus(trademark, mapping);
  const classifications = mapClasses(trademark, mapping);
  const goods = mapGoods(trademark, mapping);
  const priorityClaims = mapPriorities(trademark, mapping);
  const seniorityClaims = mapSeniorities(trademark, mapping);
  const relatedNumbers = mapRelatedNumbers(trademark, mapping);
  const designatedStates = mapDesignated(trademark);
  const international =
    mapInternational(trademark, mapping) ??
    (isInternational ? { number, ...(registrationDate ? { date: registrationDate } : {}) } : undefined);
  const embedded = mapMarkFiles(trademark);
  const events = mapEvents(trademark, office, mapping);
  const parties = mapParties(trademark, data, office);
  return {
    id,
    type: 'trademark',
    office,
    ...(language ? { language } : {}),
    applicationReference: {
      office,
      number,
      ...(filingDate ? { date: filingDate } : {}),
      ...(printed && printed !== number ? { original: printed } : {}),
    },
    markText: findAll(trademark, 'WordMarkSpecification', 'MarkVerbalElementText')
      .filter(({ text }) => text !== '')
      .map(localize),
    ...(markFeature ? { markFeature } : {}),
    ...(kinds.length > 0 ? { markKind: kinds } : {}),
    ...(filingDate ? { filingDate } : {}),
    ...(registrationDate ? { registrationDate } : {}),
    ...(expiryDate ? { expiryDate } : {}),
    ...(registrationNumber ? { registrationNumber } : {}),
    parties,
    classifications,
    goodsServices: goods,
    priorityClaims,
    statements: [
      ...mapStatements(trademark),
      ...mapUsStatements(trademark),
      ...findAll(trademark, 'PreviousHolderDetails')
        .flatMap((each) => mapPartyList(each, 'Applicant', 'owner', office))
        .map(({ name }) => ({ kind: 'previous-holder', text: name })),
    ],
    ...(seniorityClaims.length > 0 ? { seniorityClaims } : {}),
    ...(officeStatus ? { officeStatus } : {}),
    ...(opposition.from || opposition.to
      ? {
          oppositionPeriod: {
            ...(opposition.from ? { from: opposition.from } : {}),
            ...(opposition.to ? { to: opposition.to } : {}),
          },
        }
      : {}),
    ...(international ? { internationalRegistration: international } : {}),
    ...(relatedNumbers.length > 0 ? { relatedNumbers } : {}),
    ...(designatedStates ? { designatedStates } : {}),
    events,
    ...(embedded.length > 0 ? { embedded } : {}),
    sources: [source],
    ...(mapping.flags.length > 0 ? { flags: distinct(mapping.flags) } : {}),
  };
}

/** Applicants, representatives, staff of the office and opponents. */
function mapParties(trademark: XmlNode, data: XmlNode | undefined, office: string): Party[] {
  const lists = (role: string) => [...findAll(trademark, `${role}Details`), ...findAll(data, `${role}Details`)];
  return [
    ...lists('Applicant').flatMap((each) => mapPartyList(each, 'Applicant', 'applicant', office)),
    ...lists('Representative').flatMap((each) => mapPartyList(each, 'Representative', 'agent', office)),
    ...findAll(trademark, 'StaffDetails', 'Staff').flatMap((each): Party[] => {
      const name = textAt(each, 'StaffName');
      return name ? [{ role: 'examiner', name }] : [];
    }),
    ...findAll(trademark, 'OppositionDetails', 'Opposition', 'OpponentDetails').flatMap((each) =>
      mapPartyList(each, 'Opponent', 'opponent', office),
    ),
  ];
}

function mapStatus(trademark: XmlNode, mapping: Mapping): TrademarkRecord['officeStatus'] {
  const element = find(trademark, 'MarkCurrentStatusCode');
  const date = readDay(mapping, textAt(trademark, 'MarkCurrentStatusDate'), 'officeStatus.date');
  if (!element?.text && !date) return undefined;
  const code = element && readStatusCode(element);
  const words =
    textAt(trademark, 'TradeMarkExt', 'MarkCurrentStatusExternalDescriptionText') ??
    (code === element?.text ? undefined : element?.text);
  return { ...(code ? { code } : {}), ...(words ? { text: words } : {}), ...(date ? { date } : {}) };
}

/** The same date is read for a member and for an event: one flag tells it. */
function distinct(flags: Mapping['flags']): Mapping['flags'] {
  return flags.filter(
    (flag, index) => flags.findIndex(({ code, raw }) => code === flag.code && raw === flag.raw) === index,
  );
}
