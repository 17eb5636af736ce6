import type { Address, Party, PartyRole } from '../../../domain/party.js';
import type { XmlNode } from '../../xml/xml-node.js';
import { attribute, find, findAll, textAt } from '../../xml/xml-node.js';
import type { Notes } from './reading.js';
import { compact, groupBySequence, present, readCount } from './reading.js';

/** `311200 浙江省杭州市…`: printed lines of the office begin with the postcode. */
const postcodeFirst = /^(\d{5,6})\s+(\S.*)$/;
/** `北京银龙知识产权代理有限公司 11243`: the agency's code follows its name. */
const codeLast = /^(.*\S)\s+(\d{5})$/;

function splitPostcode(line: string | undefined): { postcode?: string; text?: string } {
  const found = line === undefined ? null : postcodeFirst.exec(line);
  return found ? { postcode: found[1], text: found[2] } : { text: line };
}

function readAddress(node: XmlNode | undefined): Address | undefined {
  const part = (name: string) => present(textAt(node, name));
  const line = splitPostcode(part('Text'));
  const parts = [
    'Street',
    'AddressLine',
    'AddressBuilding',
    'AddressFloor',
    'AddressRoom',
    'PostBox',
    'AddressMailCode',
  ];
  const street = parts.map(part).filter((value) => value !== undefined);
  const address = compact<Address>({
    country: part('WIPOST3Code'),
    state: part('Province') ?? part('State'),
    city: part('City') ?? part('AddressCity'),
    county: part('County'),
    street: street.length > 0 ? street.join(' ') : undefined,
    postcode: part('PostCode') ?? line.postcode,
    text: line.text,
  });
  return Object.keys(address).length > 0 ? address : undefined;
}

interface Name {
  name: string;
  isOrganization?: boolean;
  lastName?: string;
  firstName?: string;
  organizationName?: string;
}

/** Name of a party, inline or in its address book. */
function readName(node: XmlNode): Name | undefined {
  for (const holder of [find(node, 'AddressBook'), node]) {
    const part = (name: string) => present(textAt(holder, name));
    const lastName = part('LastName');
    const firstName = [part('FirstName'), part('MiddleName')].filter(Boolean).join(' ') || undefined;
    const organizationName = part('OrganizationName');
    const whole = part('Name') ?? organizationName ?? joinName(lastName, firstName) ?? part('Text');
    if (whole === undefined) continue;
    const type = attribute(find(holder, 'Name'), 'nameType');
    return compact({
      name: whole,
      lastName,
      firstName,
      organizationName,
      isOrganization: organizationName || type === 'legal' ? true : type === 'natural' ? false : undefined,
    });
  }
  return undefined;
}

function joinName(last: string | undefined, first: string | undefined): string | undefined {
  if (last === undefined) return first;
  if (first === undefined) return last;
  return /[\u3400-\u9fff]/.test(last + first) ? last + first : `${last}, ${first}`;
}

const isLatin = (name: string) => /[A-Za-z]/.test(name) && !/[\u3040-\u9fff\uac00-\ud7af]/.test(name);

/** One party from the nodes that name it in several data formats or languages. */
function readParty(role: PartyRole, group: readonly XmlNode[], notes: Notes): Party | undefined {
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
  void notes;
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

const readAll = (role: PartyRole, nodes: readonly XmlNode[], notes: Notes): Party[] =>
  groupBySequence(nodes)
    .map((group) => readParty(role, group, notes))
    .filter((party) => party !== undefined);

function readApplicants(details: readonly XmlNode[], notes: Notes): Party[] {
  return details.flatMap((node) => {
    const parties = readAll('applicant', findAll(node, 'Applicant'), notes);
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
function readAgents(details: readonly XmlNode[], notes: Notes): Party[] {
  const agencies: Party[] = [];
  const agents: Party[] = [];
  for (const node of details) {
    const customer = present(textAt(node, 'CustomerNumber'));
    for (const each of findAll(node, 'Agent')) {
      const agencyNode = find(each, 'Agency');
      const agency = agencyNode ? readAgency(agencyNode, customer, agencies, notes) : undefined;
      const agent = readParty(
        'agent',
        [{ ...each, children: each.children.filter(({ name }) => name !== 'Agency') }],
        notes,
      );
      if (agent) agents.push(compact({ ...agent, agency }));
    }
  }
  return [...agencies, ...agents];
}

function readAgency(node: XmlNode, customer: string | undefined, agencies: Party[], notes: Notes): string | undefined {
  const party = readParty('agency', [node], notes);
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
  const correspondents = all('CorrespondenceAddress').map((node) => readParty('correspondent', [node], notes));
  return [
    ...readApplicants(all('ApplicantDetails'), notes),
    ...readAll('inventor', all('InventorDetails', 'Inventor'), notes),
    ...readAll('inventor', all('InventorDetails', 'DeceasedInventor'), notes).map((each) => ({
      ...each,
      subtype: 'deceased',
    })),
    ...readAll('designer', all('DesignerDetails', 'Designer'), notes),
    ...readAll('assignee', all('AssigneeDetails', 'Assignee'), notes),
    ...readAgents(all('AgentDetails'), notes),
    ...correspondents.filter((each) => each !== undefined),
    ...readAll('examiner', all('ExaminerDetails', 'Examiner'), notes),
    ...readAll('examiner', all('ExaminerDetails', 'AuthorizedOfficer'), notes).map((each) => ({
      ...each,
      subtype: 'authorized-officer',
    })),
  ];
}
