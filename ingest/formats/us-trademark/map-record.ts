import { buildRecordId } from '../../../domain/document-id.js';
import type { DataFlag, SourceReference } from '../../../domain/record-base.js';
import type { TrademarkRecord } from '../../../domain/trademark.js';
import { RecordError } from '../../format.js';
import { find, textAt, type XmlNode } from '../../xml/xml-node.js';
import type { Mapping } from '../st36/flags.js';
import { mapClassifications, mapGoodsServices } from './map-classes.js';
import { mapEvents } from './map-events.js';
import { mapParties } from './map-parties.js';
import { mapPriorityClaims, mapRelatedNumbers } from './map-related.js';
import { mapMarkKinds, mapStatements, readMarkFeature } from './map-statements.js';
import { readCaseDay, readCaseNumber } from './reading.js';
import { readStatusCode } from './status-codes.js';

/** One case-file of the daily trademark file. Throws RecordError `no-number` when there is no serial number. */
export function mapCaseFile(caseFile: XmlNode, source: SourceReference, flags: DataFlag[]): TrademarkRecord {
  const mapping: Mapping = { office: 'US', flags };
  const serial = textAt(caseFile, 'serial-number');
  if (!serial) throw new RecordError('no-number', 'no serial number in the case file');
  if (!/^\d{8}$/.test(serial)) flags.push({ code: 'damaged-number', member: 'applicationReference', raw: serial });
  const header = find(caseFile, 'case-file-header');
  const filingDate = readCaseDay(mapping, header, 'filing-date', 'filingDate');
  const record: TrademarkRecord = {
    id: buildRecordId('US', serial, 'TM'),
    type: 'trademark',
    office: 'US',
    language: 'en',
    applicationReference: { office: 'US', number: serial, ...(filingDate ? { date: filingDate } : {}) },
    parties: mapParties(caseFile),
    classifications: mapClassifications(caseFile),
    events: [],
    markText: [],
    goodsServices: mapGoodsServices(caseFile, mapping),
    priorityClaims: mapPriorityClaims(caseFile, mapping),
    statements: mapStatements(caseFile),
    sources: [source],
  };
  if (filingDate) record.filingDate = filingDate;
  addMark(record, header);
  addRegistration(record, caseFile, header, mapping);
  addStatus(record, header, mapping);
  const related = mapRelatedNumbers(caseFile, mapping);
  if (related.length > 0) record.relatedNumbers = related;
  const transaction = readCaseDay(mapping, caseFile, 'transaction-date', 'transactionDate');
  if (transaction) record.transactionDate = transaction;
  record.events = mapEvents(caseFile, mapping);
  const unique = keepDistinct(flags);
  if (unique.length > 0) record.flags = unique;
  return record;
}

function addMark(record: TrademarkRecord, header: XmlNode | undefined): void {
  const text = textAt(header, 'mark-identification');
  if (text) record.markText = [{ text }];
  const feature = readMarkFeature(header);
  if (feature) record.markFeature = feature;
  const kinds = mapMarkKinds(header);
  if (kinds.length > 0) record.markKind = kinds;
}

function addRegistration(
  record: TrademarkRecord,
  caseFile: XmlNode,
  header: XmlNode | undefined,
  mapping: Mapping,
): void {
  const number = readCaseNumber(textAt(caseFile, 'registration-number'));
  if (number) record.registrationNumber = number;
  const registered = readCaseDay(mapping, header, 'registration-date', 'registrationDate');
  if (registered) record.registrationDate = registered;
  const opposition = readCaseDay(mapping, header, 'published-for-opposition-date', 'oppositionPeriod.from');
  if (opposition) record.oppositionPeriod = { from: opposition };
  const source = find(caseFile, 'international-registration');
  const international = textAt(source, 'international-registration-number');
  const date = readCaseDay(mapping, source, 'international-registration-date', 'internationalRegistration.date');
  if (international || date)
    record.internationalRegistration = {
      ...(international ? { number: international } : {}),
      ...(date ? { date } : {}),
    };
}

function addStatus(record: TrademarkRecord, header: XmlNode | undefined, mapping: Mapping): void {
  const code = textAt(header, 'status-code');
  if (!code) return;
  const text = readStatusCode(code)?.text;
  const date = readCaseDay(mapping, header, 'status-date', 'officeStatus.date');
  record.officeStatus = { code, ...(text ? { text } : {}), ...(date ? { date } : {}) };
}

/** The same date is read for a member and for an event: one flag tells it. */
function keepDistinct(flags: readonly DataFlag[]): DataFlag[] {
  const seen = new Set<string>();
  return flags.filter(({ code, raw, member }) => {
    const key = `${code} ${raw} ${member.slice(member.lastIndexOf('.') + 1).replace(/-date$|Date$/, '')}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
