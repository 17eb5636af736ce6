import type { Address, Party, PartyRole } from '../../../domain/party.js';
import type { XmlNode } from '../../xml/xml-node.js';
import { attribute, find, findAll, textAt } from '../../xml/xml-node.js';
import { isLatin, readAddress, readName, splitPostcode } from './party-name.js';
import type { Notes } from './reading.js';
import { compact, groupBySequence, present, readCount } from './reading.js';

/** `北京银龙知识产权代理有限公司 11243`: the agency's code follows its name. */
const codeLast = /^(.*\S)\s+(\d{5})$/;

/** One party from the nodes that name it in several data formats or languages. */
function readParty(role: PartyRole, group: readonly XmlNode[]): Party | undefined {
  const names = group.map(readName).filter((name) => name !== undefined);
  const native = names.find(({ name }) => !isLatin(name)) ?? names[0];
  const first = group[0];
  if (!native || !first) return undefined;
  const further = [
    ...names.map(({ name }) => name),
    ...group
      .flatMap((each) => [...findAll(each, 'SynonymicalName'), ...findAll(each, 'AddressBook', 'SynonymicalName')])
      .map(({ text }) => text),
  ].filter((name, index, all) => name !== '' && name !== native.name && all.indexOf(name) === index);
  const latinName = isLatin(native.name) ? undefined : further.find(isLatin);
  const otherNames = further.filter((name) => name !== latinName);
  const code = group
    .flatMap((each) => [
      ...findAll(each, 'OrganizationCode'),
      ...findAll(each, 'AssigneeCode'),
      ...findAll(each, 'IndividualID'),
    ])
    .map(({ text }) => present(text))
    .find((value) => value !== undefined);
  const type = attribute(first, 'appType');
  const text = (...path: string[]) =>
    group.map((each) => present(textAt(each, ...path))).find((value) => value !== undefined);
  return compact<Party>({
    role,
    ...native,
    latinName,
    otherNames: otherNames.length > 0 ? otherNames : undefined,
    sequence: readCount(attribute(first, 'sequence')),
    address: group
      .map((each) => readAddress(find(each, 'AddressBook', 'Address')) ?? readAddress(find(each, 'Address')))
      .find((address) => address !== undefined),
    nationality: text('Nationality', 'WIPOST3Code'),
    residence: text('Residence', 'WIPOST3Code'),
    officeId: code,
    subtype: type !== undefined && type !== role ? type : undefined,
  });
}

const readAll = (role: PartyRole, nodes: readonly XmlNode[]): Party[] =>
  groupBySequence(nodes)
    .map((group) => readParty(role, group))
    .filter((party) => party !== undefined);

function readApplicants(details: readonly XmlNode[], notes: Notes): Party[] {
  return details.flatMap((node) => {
    const parties = readAll('applicant', findAll(node, 'Applicant'));
    // Some deliveries hold the address of the first applicant in the attribute that should say 0 or 1.
    const misplaced = present(attribute(node, 'representative'));
    const first = parties[0];
    if (misplaced !== undefined && !/^\d$/.test(misplaced) && first) {
      notes.flags.push({ code: 'misplaced-address', member: 'parties[0].address', raw: misplaced });
      const { postcode, text } = splitPostcode(misplaced);
      first.address = compact<Address>({
        ...first.address,
        postcode: first.address?.postcode ?? postcode,
        text: first.address?.text ?? text,
      });
    }
    return parties;
  });
}

/** Agencies (INID 74) once each, and agents that point to their agency by its sequence. */
function readAgents(details: readonly XmlNode[]): Party[] {
  const agencies: Party[] = [];
  const agents: Party[] = [];
  for (const node of details) {
    const customer = present(textAt(node, 'CustomerNumber'));
    for (const each of findAll(node, 'Agent')) {
      const agencyNode = find(each, 'Agency');
      const agency = agencyNode ? readAgency(agencyNode, customer, agencies) : undefined;
      const agent = readParty('agent', [{ ...each, children: each.children.filter(({ name }) => name !== 'Agency') }]);
      if (agent) agents.push(compact({ ...agent, agency }));
    }
  }
  return [...agencies, ...agents];
}

function readAgency(node: XmlNode, customer: string | undefined, agencies: Party[]): string | undefined {
  const party = readParty('agency', [node]);
  if (!party) return undefined;
  const found = codeLast.exec(party.name);
  const name = found?.[1] ?? party.name;
  const known = agencies.find((each) => each.name === name);
  if (known) return String(known.sequence);
  const sequence = agencies.length + 1;
  agencies.push(
    compact<Party>({
      ...party,
      name,
      organizationName: name,
      isOrganization: true,
      officeId: found?.[2] ?? customer,
      sequence,
    }),
  );
  return String(sequence);
}

/** INID 71-75 and the examiner, of inventions (under Parties) and designs (beside the other data). */
export function readParties(bibliography: XmlNode | undefined, notes: Notes): Party[] {
  const holders = [find(bibliography, 'Parties'), bibliography].filter((each) => each !== undefined);
  const all = (...path: string[]) => holders.flatMap((each) => findAll(each, ...path));
  const correspondents = all('CorrespondenceAddress').map((node) => readParty('correspondent', [node]));
  return [
    ...readApplicants(all('ApplicantDetails'), notes),
    ...readAll('inventor', all('InventorDetails', 'Inventor')),
    ...readAll('inventor', all('InventorDetails', 'DeceasedInventor')).map((each) => ({
      ...each,
      subtype: 'deceased',
    })),
    ...readAll('designer', all('DesignerDetails', 'Designer')),
    ...readAll('assignee', all('AssigneeDetails', 'Assignee')),
    ...readAgents(all('AgentDetails')),
    ...correspondents.filter((each) => each !== undefined),
    ...readAll('examiner', all('ExaminerDetails', 'Examiner')),
    ...readAll('examiner', all('ExaminerDetails', 'AuthorizedOfficer')).map((each) => ({
      ...each,
      subtype: 'authorized-officer',
    })),
  ];
}
