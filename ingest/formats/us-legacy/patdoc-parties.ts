import { find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { around, element, written } from './tree.js';

/** Names and addresses of PARTY-US as an addressbook. */
export function writeAddressbook(party: XmlNode | undefined, role?: string, department?: string): XmlNode[] {
  const name = find(party, 'NAM');
  const address = find(party, 'ADR') ?? find(party, 'RESIDENCE');
  const organization = [textAt(name, 'ONM'), ...findAll(name, 'ODV').map(({ text }) => text)]
    .filter(Boolean)
    .join(', ');
  const street = [textAt(address, 'OMC'), textAt(address, 'MILS'), ...findAll(address, 'STR').map(({ text }) => text)];
  const state = textAt(address, 'STATE');
  return around('addressbook', [
    ...written('prefix', textAt(name, 'TTL')),
    ...written('first-name', textAt(name, 'FNM')),
    ...written('last-name', textAt(name, 'SNM')),
    ...written('suffix', textAt(name, 'SFX')),
    ...written('orgname', organization),
    ...findAll(name, 'SYN').flatMap(({ text }) => written('synonym', text)),
    ...written('role', role),
    ...written('department', department),
    ...around('address', [
      ...written('street', street.filter(Boolean).join(', ')),
      ...written('city', textAt(address, 'CITY')),
      ...written('county', textAt(address, 'CNTY')),
      ...written('state', state),
      ...written('postcode', textAt(address, 'PCODE')),
      // The file names countries abroad only: a US state without a country is in the US.
      ...written('country', textAt(address, 'CTRY') ?? (state ? 'US' : undefined)),
    ]),
  ]);
}

/** B700: inventors, who are the applicants of US law before 2012, with the successors of those who died; agents, assignees, examiners. */
export function writeParties(b700: XmlNode | undefined): XmlNode[] {
  const applicants = findAll(b700, 'B720', 'B721').flatMap((inventor, index) => {
    const party = find(inventor, 'PARTY-US');
    const write = (source: XmlNode | undefined, type: string, rights: XmlNode[]) =>
      element(
        'applicant',
        [
          ...writeAddressbook(source),
          ...around('nationality', written('country', textAt(source, 'NCTRY', 'CTRY'))),
          ...around('residence', written('country', textAt(source, 'RCTRY', 'CTRY'))),
          ...rights,
        ],
        { 'app-type': type, sequence: String(index + 1) },
      );
    const successors = findAll(inventor, 'LEGAL-REPRESENTATIVE', 'PARTY-US').map((successor) =>
      write(successor, 'applicant', [
        element('us-rights', [], {
          kind: textAt(successor, 'DTXT')?.toLowerCase() ?? 'legal representative',
          'to-dead-inventor': textAt(find(party, 'NAM'), 'SNM') ?? '',
        }),
      ]),
    );
    return [write(party, 'applicant-inventor', []), ...successors];
  });
  const agents = findAll(b700, 'B740', 'B741', 'PARTY-US').map((party, index) =>
    element('agent', writeAddressbook(party), { sequence: String(index + 1) }),
  );
  const department = textAt(b700, 'B745', 'B748US');
  const examiner = (tag: string, name: string) =>
    findAll(b700, 'B745', tag, 'PARTY-US').map((party) =>
      element(name, writeAddressbook(party, undefined, department)),
    );
  return [
    element('parties', [...around('applicants', applicants), ...around('agents', agents)]),
    ...around('assignees', findAll(b700, 'B730').flatMap(writeAssignees)),
    ...around('examiners', [...examiner('B746', 'primary-examiner'), ...examiner('B747', 'assistant-examiner')]),
  ];
}

/** B731 and B732US alternate: the code of the assignee's kind follows its name. */
function writeAssignees(b730: XmlNode): XmlNode[] {
  return b730.children.flatMap((child, index) => {
    if (child.name !== 'B731') return [];
    const next = b730.children[index + 1];
    const role = next?.name === 'B732US' ? next.text : undefined;
    return [element('assignee', writeAddressbook(find(child, 'PARTY-US'), role))];
  });
}
