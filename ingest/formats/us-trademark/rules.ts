import { leaf, node, skip, type ElementRule } from '../../xml/element-rule.js';

/** Rules of trademark-applications-daily v2.0 (2005-04-01), every element of its internal DTD below `case-file`. */

const leaves = (names: string): Record<string, ElementRule> =>
  Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, leaf]),
  );

const list = (name: string, children: Record<string, ElementRule>): ElementRule => node({ [name]: node(children) });

const header = node({
  ...leaves(`filing-date registration-date status-code status-date mark-identification mark-drawing-code
    published-for-opposition-date amend-to-register-date abandonment-date cancellation-code cancellation-date
    republished-12c-date domestic-representative-name attorney-docket-number attorney-name renewal-date
    law-office-assigned-location-code employee-name`),
  // Yes-no indicators.
  ...leaves(`principal-register-amended-in supplemental-register-amended-in trademark-in collective-trademark-in
    service-mark-in collective-service-mark-in collective-membership-mark-in certification-mark-in
    cancellation-pending-in published-concurrent-in concurrent-use-in concurrent-use-proceeding-in
    interference-pending-in opposition-pending-in section-12c-in section-2f-in section-2f-in-part-in renewal-filed-in
    section-8-filed-in section-8-partial-accept-in section-8-accepted-in section-15-acknowledged-in
    section-15-filed-in supplemental-register-in foreign-priority-in change-registration-in intent-to-use-in
    intent-to-use-current-in filed-as-use-application-in amended-to-use-application-in use-application-currently-in
    amended-to-itu-application-in filing-basis-filed-as-44d-in amended-to-44d-application-in
    filing-basis-current-44d-in filing-basis-filed-as-44e-in amended-to-44e-application-in
    filing-basis-current-44e-in without-basis-currently-in filing-current-no-basis-in color-drawing-filed-in
    color-drawing-current-in drawing-3d-filed-in drawing-3d-current-in standard-characters-claimed-in
    filing-basis-filed-as-66a-in filing-basis-current-66a-in`),
  'current-location': skip('desk in the office where the file lies'),
  'location-date': skip('since when the file lies at that desk'),
});

const caseFile = node({
  ...leaves('serial-number registration-number transaction-date'),
  'case-file-header': header,
  'case-file-statements': list('case-file-statement', leaves('type-code text')),
  'case-file-event-statements': list('case-file-event-statement', leaves('code type description-text date number')),
  'prior-registration-applications': node({
    'other-related-in': leaf,
    'prior-registration-application': node(leaves('relationship-type number')),
  }),
  'foreign-applications': list(
    'foreign-application',
    leaves(`filing-date registration-date registration-expiration-date registration-renewal-date
      registration-renewal-expiration-date entry-number application-number country other registration-number
      renewal-number foreign-priority-claim-in`),
  ),
  classifications: list('classification', {
    ...leaves(`international-code us-code status-code status-date first-use-anywhere-date first-use-in-commerce-date
      primary-code`),
    'international-code-total-no': skip('count of the international-code elements beside it'),
    'us-code-total-no': skip('count of the us-code elements beside it'),
  }),
  correspondent: node(leaves('address-1 address-2 address-3 address-4 address-5')),
  'case-file-owners': list('case-file-owner', {
    ...leaves(`entry-number party-type legal-entity-type-code entity-statement party-name address-1 address-2 city state
      country other postcode dba-aka-text composed-of-statement name-change-explanation`),
    nationality: node(leaves('state country other')),
  }),
  'design-searches': list('design-search', leaves('code')),
  'international-registration': node(
    leaves(`international-registration-number international-registration-date international-publication-date
      international-renewal-date auto-protection-date international-death-date international-status-code
      international-status-date priority-claimed-in priority-claimed-date first-refusal-in`),
  ),
  'madrid-international-filing-requests': list('madrid-international-filing-record', {
    ...leaves(`entry-number reference-number original-filing-date-uspto international-registration-number
      international-registration-date international-status-code international-status-date irregularity-reply-by-date
      international-renewal-date`),
    'madrid-history-events': list('madrid-history-event', leaves('code date description-text entry-number')),
  }),
});

export const rules: Record<string, ElementRule> = { 'case-file': caseFile };

/** Elements around the case-files of a daily file: version, dates and the office's action keys. */
export const envelope: readonly string[] = [
  'trademark-applications-daily',
  'version',
  'version-no',
  'version-date',
  'creation-datetime',
  'application-information',
  'data-available-code',
  'file-segments',
  'file-segment',
  'action-keys',
  'action-key',
];
