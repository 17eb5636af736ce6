import type { Classification } from '../domain/classification.js';
import type { DocumentReference } from '../domain/document-reference.js';
import type { LifeEvent } from '../domain/life.js';
import type { Party } from '../domain/party.js';

/** Members that `projectCompact` reads besides `id` and `type`, statutory terms included. */
export const compactMembers: readonly string[] = [
  'office',
  'publicationReference',
  'applicationReference',
  'parties',
  'classifications',
  'events',
  'rightKind',
  'inventionTitle',
  'relatedDocuments',
  'termExtensionDays',
  'grantDate',
  'termOfGrantYears',
  'markText',
  'filingDate',
  'registrationDate',
  'expiryDate',
  'registrationNumber',
  'name',
  'fileNumber',
  'applicationDate',
  'publicationDate',
  'creationDate',
  'firstExploitationDate',
  'announcementDate',
];

/** Parts of `compactMembers` that `projectCompact` does not read: two fifths of what an engine would send for a list. */
export const compactUnread: readonly string[] = [
  ...['publicationReference', 'applicationReference'].flatMap((member) =>
    partsOf<DocumentReference>(member, 'forms', 'original'),
  ),
  ...partsOf<Classification>('classifications', 'version', 'value', 'level', 'actionDate', 'office'),
  ...partsOf<Classification>('classifications', 'status', 'source', 'combination', 'original'),
  ...partsOf<Party>('parties', 'latinName', 'otherNames', 'lastName', 'firstName', 'organizationName'),
  ...partsOf<Party>('parties', 'isOrganization', 'sequence', 'address', 'nationality', 'residence', 'officeId'),
  ...partsOf<Party>('parties', 'subtype', 'organizedIn', 'department', 'agency'),
  ...partsOf<LifeEvent>('events', 'officeCode', 'details'),
];

function partsOf<Part>(member: string, ...names: (keyof Part & string)[]): string[] {
  return names.map((name) => `${member}.${name}`);
}
