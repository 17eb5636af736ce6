import type { Address } from '../../../domain/party.js';
import type { XmlNode } from '../../xml/xml-node.js';
import { attribute, find } from '../../xml/xml-node.js';
import { compact, present } from './reading.js';

/** `311200 浙江省杭州市…`: printed lines of the office begin with the postcode. */
const postcodeFirst = /^(\d{5,6})\s+(\S.*)$/;
/** The postcode that a printed line begins with, and the rest. */
export function splitPostcode(line: string | undefined): { postcode?: string; text?: string } {
  const found = line === undefined ? null : postcodeFirst.exec(line);
  return found ? { postcode: found[1], text: found[2] } : { text: line };
}

const streetParts: readonly string[] = [
  'Street',
  'AddressLine',
  'AddressBuilding',
  'AddressFloor',
  'AddressRoom',
  'PostBox',
  'AddressMailCode',
];

/** Rows of GB/T 2260 that stand for no city: the districts and counties of a municipality, the counties that a province governs itself. */
const fillers = new Set(['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划', '省直辖县', '自治区直辖县']);
const municipalities = new Set(['北京市', '天津市', '上海市', '重庆市']);

/** Parts of Address; zeros are absent. */
export function readAddress(node: XmlNode | undefined): Address | undefined {
  if (!node || node.children.length === 0) return undefined;
  // One pass: an address has more possible parts than children. Of equal names the first counts, as everywhere.
  const parts = new Map<string, string>();
  for (const { name, text } of node.children) {
    const value = parts.has(name) ? undefined : present(text);
    if (value !== undefined) parts.set(name, value);
  }
  if (parts.size === 0) return undefined;
  const line = splitPostcode(parts.get('Text'));
  const state = parts.get('Province') ?? parts.get('State');
  const city = parts.get('City') ?? parts.get('AddressCity');
  const street = streetParts.flatMap((name) => parts.get(name) ?? []);
  const address = compact<Address>({
    country: parts.get('WIPOST3Code'),
    state,
    city: fillers.has(city ?? '') ? (municipalities.has(state ?? '') ? state : undefined) : city,
    county: parts.get('County'),
    street: street.length > 0 ? street.join(' ') : undefined,
    postcode: parts.get('PostCode') ?? line.postcode,
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
export function readName(node: XmlNode): Name | undefined {
  const book = find(node, 'AddressBook');
  return (book && readNameIn(book)) ?? readNameIn(node);
}

const nameParts = new Set(['LastName', 'FirstName', 'MiddleName', 'OrganizationName', 'Name', 'Text']);

function readNameIn({ children }: XmlNode): Name | undefined {
  const parts = new Map<string, XmlNode>();
  for (const child of children) if (nameParts.has(child.name) && !parts.has(child.name)) parts.set(child.name, child);
  if (parts.size === 0) return undefined;
  const part = (name: string) => present(parts.get(name)?.text);
  const lastName = part('LastName');
  const first = part('FirstName');
  const middle = part('MiddleName');
  const firstName = first !== undefined && middle !== undefined ? `${first} ${middle}` : (first ?? middle);
  const organizationName = part('OrganizationName');
  const whole = part('Name') ?? organizationName ?? joinName(lastName, firstName) ?? part('Text');
  if (whole === undefined) return undefined;
  const type = attribute(parts.get('Name'), 'nameType');
  return compact({
    name: whole,
    lastName,
    firstName,
    organizationName,
    isOrganization: organizationName || type === 'legal' ? true : type === 'natural' ? false : undefined,
  });
}

function joinName(last: string | undefined, first: string | undefined): string | undefined {
  if (last === undefined) return first;
  if (first === undefined) return last;
  return /[\u3400-\u9fff]/.test(last + first) ? last + first : `${last}, ${first}`;
}

/** Whether a name is written in Latin letters alone. */
export const isLatin = (name: string) => /[A-Za-z]/.test(name) && !/[\u3040-\u9fff\uac00-\ud7af]/.test(name);
