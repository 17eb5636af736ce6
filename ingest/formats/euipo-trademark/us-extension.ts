import type { LifeEvent } from '../../../domain/life.js';
import type { TrademarkRecord } from '../../../domain/trademark.js';
import { find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { readDay, type Mapping } from '../st36/flags.js';
import { pick } from './map-proceedings.js';

/** Conveyances and the change of register in the extension of the US office. */
export function mapUsExtension(trademark: XmlNode, mapping: Mapping): LifeEvent[] {
  const events: LifeEvent[] = [];
  for (const element of findAll(trademark, 'AssignmentBagExt', 'Assignment')) {
    const conveyance = textAt(element, 'AssignmentConveyanceCategory') ?? 'assignment';
    const recorded = textAt(element, 'AssignmentRecordedDate') ?? textAt(element, 'AssignmentReceivedDate');
    const date = readDay(mapping, recorded, 'AssignmentRecordedDate');
    const executed = readDay(
      mapping,
      textAt(element, 'Assignor', 'AssignmentExecutionDate'),
      'AssignmentExecutionDate',
    );
    events.push({
      ...(date ? { date } : {}),
      code: /secur|lien|collateral/i.test(conveyance)
        ? 'pledged'
        : /licen/i.test(conveyance)
          ? 'licensed'
          : /assign|merger|nunc|conver/i.test(conveyance)
            ? 'assigned'
            : 'other',
      officeCode: 'Assignment',
      text: conveyance,
      ...(executed && executed !== date ? { effectiveDate: executed } : {}),
      ...pick({
        number: textAt(element, 'AssignmentIdentifier'),
        newOwner: nameOf(find(element, 'Assignee')),
        previousOwner: nameOf(find(element, 'Assignor')),
        newOwnerAddress: findAll(
          element,
          'Assignee',
          'Contact',
          'PostalAddressBag',
          'PostalAddress',
          'PostalAddressText',
        )
          .map(({ text }) => text)
          .filter(Boolean)
          .join(', '),
      }),
    });
  }
  for (const element of findAll(trademark, 'TradeMarkExt', 'AdditionalMarkDetails')) {
    const date = readDay(mapping, textAt(element, 'RegisterAmendedDate'), 'RegisterAmendedDate');
    if (date) events.push({ date, code: 'amended', officeCode: 'RegisterAmendedDate', text: 'register amended' });
  }
  return events;
}

const nameOf = (party: XmlNode | undefined) =>
  textAt(party, 'Contact', 'Name', 'EntityName') ?? textAt(party, 'Contact', 'Name', 'PersonName');

const bases: Readonly<Record<string, string>> = {
  BasisForeignApplicationIndicator: '44(d)',
  BasisForeignRegistrationIndicator: '44(e)',
  BasisUseIndicator: '1(a)',
  BasisIntentToUseIndicator: '1(b)',
  BasisNoIndicator: 'none',
  BasisRequestforExtentionOfProtectionIndicator: '66(a)',
};

/** Filing basis, register, maintenance filings and certificate of correction, as statements. */
export function mapUsStatements(trademark: XmlNode): TrademarkRecord['statements'] {
  const statements: TrademarkRecord['statements'] = [];
  const extension = find(trademark, 'TradeMarkExt');
  const add = (kind: string, text: string | undefined) => {
    if (text) statements.push({ kind, text });
  };
  add('register', textAt(extension, 'RegisterCategory'));
  add('certificate-of-correction', textAt(extension, 'CertificateCorrectingRegistrationText'));
  add('distinctiveness-scope', textAt(extension, 'TradeDistinctivenessScope'));
  for (const [element, when] of [
    ['BasisWhenFiled', 'as filed'],
    ['BasisCurrently', 'now'],
    ['BasisAmended', 'amended'],
  ] as const)
    for (const { name, text } of find(extension, 'FilingBasisDetails', element)?.children ?? [])
      if (text === 'true') add('filing-basis', `${bases[name] ?? name} ${when}`);
  for (const details of findAll(extension, 'AdditionalMarkDetails')) {
    for (const filing of findAll(details, 'MaintenanceFilingDetails'))
      add(
        'maintenance',
        ['SectionText', 'SectionDescriptionText', 'DecisionStatusText']
          .map((name) => textAt(filing, name))
          .filter(Boolean)
          .join(', '),
      );
    for (const [name, text] of [
      ['AmendedToPrincipalRegisterIndicator', 'amended to principal register'],
      ['AmendedToSupplementalRegisterIndicator', 'amended to supplemental register'],
      ['ChangeInRegistrationIndicator', 'change in registration'],
      ['PublishPreviouslyRegisteredMarkIndicator', 'previously registered mark published'],
    ] as const)
      if (textAt(details, name) === 'true') add('indicator', text);
  }
  return statements;
}
