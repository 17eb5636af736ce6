import { find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { around, element, written } from './tree.js';

function writeName(name: XmlNode | undefined): XmlNode[] {
  return [
    ...written('prefix', textAt(name, 'name-prefix')),
    ...written('first-name', textAt(name, 'given-name')),
    ...written('middle-name', textAt(name, 'middle-name')),
    ...written('last-name', textAt(name, 'family-name')),
    ...written('suffix', textAt(name, 'name-suffix')),
  ];
}

/** An address, or the residence that stands for it. */
function writeAddress(address: XmlNode | undefined): XmlNode[] {
  const street = ['military-address', 'military-service', 'address-1', 'address-2'].map((line) =>
    textAt(address, line),
  );
  return around('address', [
    ...written('street', street.filter(Boolean).join(', ')),
    ...written('city', textAt(address, 'city')),
    ...written('state', textAt(address, 'state')),
    ...written('postcode', textAt(address, 'postalcode')),
    ...written('country', textAt(address, 'country', 'country-code') ?? textAt(address, 'country-code')),
  ]);
}

/** Where an inventor lives; the mailing address that some files have beside it stays as one line. */
function writePlace(place: XmlNode | undefined, mailing: XmlNode | undefined): XmlNode[] {
  const [residence] = writeAddress(place);
  if (!residence) return writeAddress(mailing);
  const line = (writeAddress(mailing)[0]?.children ?? []).map(({ text }) => text).join(', ');
  return [element('address', [...residence.children, ...written('text', line)])];
}

/** Inventors, who are the applicants of US law before 2012; address for correspondence and assignees. */
export function writeParties(bibliography: XmlNode): XmlNode[] {
  const applicants = (find(bibliography, 'inventors')?.children ?? []).map((inventor, index) => {
    const residence = find(inventor, 'residence');
    const place = find(residence, 'residence-us') ?? find(residence, 'residence-non-us') ?? residence;
    const authority = textAt(inventor, 'authority-applicant');
    const isInventor = authority === undefined || authority === 'INV';
    return element(
      'applicant',
      [
        ...around('addressbook', [
          ...writeName(find(inventor, 'name')),
          ...writePlace(place, find(inventor, 'address')),
        ]),
        ...around('nationality', written('country', textAt(residence, 'citizenship', 'country-code'))),
        ...around('residence', written('country', textAt(place, 'country-code'))),
        ...(isInventor ? [] : [element('us-rights', [], { kind: authority })]),
      ],
      { 'app-type': isInventor ? 'applicant-inventor' : 'applicant', sequence: String(index + 1) },
    );
  });
  const correspondence = find(bibliography, 'correspondence-address');
  const addressee = [textAt(correspondence, 'name-1'), textAt(correspondence, 'name-2')].filter(Boolean).join(', ');
  const assignees = findAll(bibliography, 'assignee').map((assignee) =>
    element(
      'assignee',
      around('addressbook', [
        ...writeName(find(assignee, 'name')),
        ...written('orgname', textAt(assignee, 'organization-name')),
        ...written('role', textAt(assignee, 'assignee-type')),
        ...writeAddress(find(assignee, 'address')),
      ]),
    ),
  );
  return [
    element('parties', [
      ...around('applicants', applicants),
      ...around(
        'correspondence-address',
        around('addressbook', [...written('name', addressee), ...writeAddress(find(correspondence, 'address'))]),
      ),
    ]),
    ...around('assignees', assignees),
  ];
}
