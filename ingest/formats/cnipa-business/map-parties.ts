import type { Address, Party, PartyRole } from '../../../domain/party.js';
import type { XmlNode } from '../../xml/xml-node.js';
import { attribute, find, findAll, textAt } from '../../xml/xml-node.js';
import { isLatin, readAddress, readName, splitPostcode } from './party-name.js';
import type { Notes } from './reading.js';
import { compact, groupBySequence, present, readCount } from './reading.js';

/** `北京银龙知识产权代理有限公司 11243`: the agency's code follows its name. */
const codeLast = /^(.*\S)\s+(\d{5})$/;

/** The first value that one of the nodes gives. */
function firstOf<T>(group: readonly XmlNode[], read: (node: XmlNode) => T | undefined): T | undefined {
  for (const each of group) {
    const value = read(each);
    if (value !== undefined) return value;
  }
  return undefined;
}

const codeNames: readonly string[] = ['OrganizationCode', 'AssigneeCode', 'IndividualID'];

/** Names of the party besides its native one, each once. */
function readFurtherNames(group: readonly XmlNode[], names: readonly string[], native: string): string[] {
  const further = new Set<string>();
  const add = (name: string) => {
    if (name !== native && name !== '') further.add(name);
  };
  names.forEach(add);
  for (const each of group) {
    for (const { text } of findAll(each, 'SynonymicalName')) add(text);
    for (const { text } of findAll(each, 'AddressBook', 'SynonymicalName')) add(text);
  }
  return [...further];
}

/** One party from the nodes that name it in several data formats or languages. */
function readParty(role: PartyRole, group: readonly XmlNode[]): Party | undefined {
  const names: NonNullable<ReturnType<typeof readName>>[] = [];
  for (const each of group) {
    const name = readName(each);
    if (name) names.push(name);
  }
  const native = names.find(({ name }) => !isLatin(name)) ?? names[0];
  const first = group[0];
  if (!native || !first) return undefined;
  const further = readFurtherNames(
    group,
    names.map(({ name }) => name),
    native.name,
  );
  const latinName = further.length === 0 || isLatin(native.name) ? undefined : further.find(isLatin);
  const otherNames = latinName === undefined ? further : further.filter((name) => name !== latinName);
  const type = attribute(first, 'appType');
  return compact<Party>({
    role,
    name: native.name,
    lastName: native.lastName,
    firstName: native.firstName,
    organizationName: native.organizationName,
    isOrganization: native.isOrganization,
    latinName,
    otherNames: otherNames.length > 0 ? otherNames : undefined,
    sequence: readCount(attribute(first, 'sequence')),
    address: firstOf(
      group,
      (each) => readAddress(find(each, 'AddressBook', 'Address')) ?? readAddress(find(each, 'Address')),
    ),
    nationality: firstOf(group, (each) => present(textAt(each, 'Nationality', 'WIPOST3Code'))),
    residence: firstOf(group, (each) => present(textAt(each, 'Residence', 'WIPOST3Code'))),
    officeId: firstOf(group, (each) => {
      for (const name of codeNames) for (const { text } of findAll(each, name)) if (present(text)) return present(text);
      return undefined;
    }),
    subtype: type !== undefined && type !== role ? type : undefined,
  });
}

function addAll(parties: Party[], role: PartyRole, nodes: readonly XmlNode[], subtype?: string): void {
  for (const group of groupBySequence(nodes)) {
    const party = readParty(role, group);
    if (party) parties.push(subtype === undefined ? party : { ...party, subtype });
  }
}

function readApplicants(details: readonly XmlNode[], notes: Notes): Party[] {
  return details.flatMap((node) => {
    const parties: Party[] = [];
    addAll(parties, 'applicant', findAll(node, 'Applicant'));
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
      const agent = readParty('agent', [each]);
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

/** Parties that stand in a list of their own, `path` from its holder; a subtype where the list tells one. */
interface PlainRole {
  role: PartyRole;
  path: readonly string[];
  subtype?: string;
}

const beforeAgents: readonly PlainRole[] = [
  { role: 'inventor', path: ['InventorDetails', 'Inventor'] },
  { role: 'inventor', path: ['InventorDetails', 'DeceasedInventor'], subtype: 'deceased' },
  { role: 'designer', path: ['DesignerDetails', 'Designer'] },
  { role: 'assignee', path: ['AssigneeDetails', 'Assignee'] },
];
const afterAgents: readonly PlainRole[] = [
  { role: 'examiner', path: ['ExaminerDetails', 'Examiner'] },
  { role: 'examiner', path: ['ExaminerDetails', 'AuthorizedOfficer'], subtype: 'authorized-officer' },
];

/** INID 71-75 and the examiner, of inventions (under Parties) and designs (beside the other data). */
export function readParties(bibliography: XmlNode | undefined, notes: Notes): Party[] {
  const inner = find(bibliography, 'Parties');
  const all = (path: readonly string[]) => {
    const beside = findAll(bibliography, ...path);
    return inner ? findAll(inner, ...path).concat(beside) : beside;
  };
  const parties = readApplicants(all(['ApplicantDetails']), notes);
  for (const { role, path, subtype } of beforeAgents) addAll(parties, role, all(path), subtype);
  for (const agent of readAgents(all(['AgentDetails']))) parties.push(agent);
  for (const node of all(['CorrespondenceAddress'])) {
    const correspondent = readParty('correspondent', [node]);
    if (correspondent) parties.push(correspondent);
  }
  for (const { role, path, subtype } of afterAgents) addAll(parties, role, all(path), subtype);
  return parties;
}
