import type { LifeStatus, StatusPeriod } from '../domain/life.js';
import { statusOn, statusPeriods } from '../domain/life-status.js';
import type { DocumentReference } from '../domain/document-reference.js';
import type { Classification, ClassificationScheme } from '../domain/classification.js';
import type { IpRecord } from '../domain/record.js';
import type { IsoDate, LocalizedText } from '../domain/text.js';
import type { RightType } from '../domain/record-base.js';
import type { FieldValue } from '../mappings/field.js';
import { fieldByName, fields as allFields } from '../mappings/fields.js';
import { compactMembers } from './compact-members.js';
import { findNearestName } from './nearest-name.js';
import { recordMembers } from './record-members.js';
import { InvalidRequest } from './service-error.js';

/** What a list of results shows of a record when no `fields` are asked for. */
export interface CompactRecord {
  id: string;
  type: RightType;
  office: string;
  /** Title, mark text or protected name; each language apart. */
  title: LocalizedText[];
  /** Applicants (assignees, owners, producer groups where there are none), names as printed. */
  applicants: string[];
  publicationReference?: ReferenceSummary;
  applicationReference?: ReferenceSummary;
  registrationNumber?: string;
  registrationDate?: IsoDate;
  /** First class of each scheme, the office's order. */
  mainClasses: { scheme: ClassificationScheme; symbol: string }[];
  status: LifeStatus;
}

export type ReferenceSummary = Pick<DocumentReference, 'office' | 'number' | 'kind' | 'date'>;

/** `day` is the day that the status speaks of. */
export function projectCompact(record: IpRecord, day: IsoDate): CompactRecord {
  return {
    id: record.id,
    type: record.type,
    office: record.office,
    title: titlesOf(record),
    applicants: ownersOf(record),
    publicationReference: summarizeReference(record.publicationReference),
    applicationReference: summarizeReference(record.applicationReference),
    ...registrationOf(record),
    mainClasses: mainClassesOf(record.classifications),
    status: statusOfRecord(record, day),
  };
}

/** Status on a day from the record's events. */
export function statusOfRecord(record: IpRecord, day: IsoDate, periods?: StatusPeriod[]): LifeStatus {
  return statusOn(periods ?? statusPeriods(record), day);
}

/** Title, mark text, protected name or name of the layout-design. */
export function titlesOf(record: IpRecord): LocalizedText[] {
  switch (record.type) {
    case 'patent':
    case 'design':
      return record.inventionTitle;
    case 'trademark':
      return record.markText;
    default:
      return record.name;
  }
}

const ownerRoles = [['applicant', 'owner', 'producer-group'], ['assignee'], ['inventor', 'designer']] as const;

/** Names of those who hold or ask for the right: the first group of roles that the record has. */
export function ownersOf(record: IpRecord): string[] {
  for (const roles of ownerRoles) {
    const names = record.parties
      .filter((party) => (roles as readonly string[]).includes(party.role))
      .map((party) => party.name);
    if (names.length > 0) return [...new Set(names)];
  }
  return [];
}

function summarizeReference(reference: DocumentReference | undefined): ReferenceSummary | undefined {
  if (!reference) return undefined;
  const { office, number, kind, date } = reference;
  return { office, number, kind, date };
}

function registrationOf(record: IpRecord): Pick<CompactRecord, 'registrationNumber' | 'registrationDate'> {
  switch (record.type) {
    case 'trademark':
    case 'layout-design':
      return { registrationNumber: record.registrationNumber, registrationDate: record.registrationDate };
    case 'geographical-indication':
      return { registrationNumber: record.fileNumber, registrationDate: record.registrationDate };
    default:
      return { registrationDate: record.grantDate };
  }
}

function mainClassesOf(classifications: readonly Classification[]): CompactRecord['mainClasses'] {
  const main = new Map<ClassificationScheme, Classification>();
  for (const each of classifications) {
    const held = main.get(each.scheme);
    if (!held || (held.position !== 'first' && each.position === 'first')) main.set(each.scheme, each);
  }
  return [...main.values()].map(({ scheme, symbol }) => ({ scheme, symbol }));
}

/** A projection that a caller chose by names: field codes (any alias) give index values, member names give the member itself. */
export type ChosenFields = readonly (
  | { kind: 'field'; code: string; values: (record: IpRecord, day: IsoDate) => readonly FieldValue[] }
  | { kind: 'member'; name: string }
)[];

const alwaysShown: ReadonlySet<string> = new Set(['id', 'type', 'score']);

/** @throws InvalidRequest for a name that is neither a field nor a member, with the nearest that is. */
export function chooseFields(names: readonly string[], pointer = '/fields'): ChosenFields {
  return names
    .filter((name) => !alwaysShown.has(name))
    .map((name) => {
      if (recordMembers.includes(name)) return { kind: 'member', name };
      const field = fieldByName(name);
      if (field && 'values' in field) {
        if (field.code === 'ST')
          return { kind: 'field', code: 'ST', values: (record, day) => [statusOfRecord(record, day)] };
        return { kind: 'field', code: field.code, values: (record) => field.values(record) };
      }
      const known = [...allFields.map((each) => each.code), ...recordMembers];
      const nearest = findNearestName(name, known);
      throw new InvalidRequest(
        'unknown-field',
        field ? `\`${name}\` is a group of fields` : `there is no field or member \`${name}\``,
        field && 'members' in field
          ? `name its members: ${field.members.join(',')}`
          : nearest
            ? `did you mean \`${nearest}\`?`
            : 'see /v1/fields for the list',
        pointer,
      );
    });
}

/** Members that a projection reads; undefined where that hangs on the declarations of fields. */
export function membersOf(chosen: ChosenFields | undefined): readonly string[] | undefined {
  if (!chosen) return compactMembers;
  const names = chosen.flatMap((choice) => (choice.kind === 'member' ? choice.name : []));
  return names.length === chosen.length ? names : undefined;
}

/** `id`, `type` and what was chosen; a field without values gives an empty list, the status is that of `day`. */
export function projectChosen(record: IpRecord, chosen: ChosenFields, day: IsoDate): Record<string, unknown> {
  const projected: Record<string, unknown> = { id: record.id, type: record.type };
  // Members are read by name: which of them exist depends on the right type.
  const members = record as unknown as Record<string, unknown>;
  for (const choice of chosen) {
    if (choice.kind === 'field') projected[choice.code] = choice.values(record, day);
    else if (members[choice.name] !== undefined) projected[choice.name] = members[choice.name];
  }
  return projected;
}
