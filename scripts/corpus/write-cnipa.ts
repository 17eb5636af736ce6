import { isoFromDayNumber } from '../../domain/day.js';
import { compactDate, yearOf } from './calendar.js';
import { firstApplication, pad } from './document-numbers.js';
import { makeDocument, type CorpusDocument } from './documents.js';
import type { WrittenRecord } from './facts.js';
import type { Firm } from './firms.js';
import { firmKey } from './firm-key.js';
import type { World } from './inventions.js';
import type { Bilingual } from './prose.js';
import { applicantsOn, citationsOf, holderOn, tellDescription, tellStory, type Story } from './story.js';
import { clusters } from './vocabulary/clusters.js';
import { escapeXml, splitSymbol, tag } from './xml.js';

const bothForms = (name: string, ids: { original: string; standard: string }, attributes = '') =>
  (['original', 'standard'] as const)
    .map(
      (form) =>
        `<business:${name}${attributes} dataFormat="${form}" sequence="1"${form === 'original' ? ' sourceDB="national office"' : ''}><base:DocumentID>${ids[form]}</base:DocumentID></business:${name}>`,
    )
    .join('');

const idParts = (country: string, number: string, kind: string | undefined, date: string | undefined) =>
  `${tag('base:WIPOST3Code', country)}${tag('base:DocNumber', number)}${tag('base:Kind', kind)}${tag('base:Date', date)}`;

/** `202110991218.8` -> `102021000991218` (kind of right, year, serial of nine digits). */
function standardApplication(printed: string): string {
  const digits = printed.split('.')[0] ?? '';
  const [year, right, serial] =
    digits.length === 12
      ? [digits.slice(0, 4), digits.charAt(4), digits.slice(5)]
      : [`${Number(digits.slice(0, 2)) < 50 ? 20 : 19}${digits.slice(0, 2)}`, digits.charAt(2), digits.slice(3)];
  return `${right ?? ''}0${year ?? ''}${(serial ?? '').padStart(9, '0')}`;
}

/** The gazette's volume counts years from 1985, the issue weeks of the year. */
function gazetteNumber(day: number): string {
  const year = yearOf(day);
  const start = Date.UTC(year, 0, 1) / 86_400_000;
  return `${year - 1984}-${pad(Math.min(53, Math.floor((day - start) / 7) + 1), 2)}${day % 7 === 5 ? '01' : '02'}`;
}

const zeros = [
  'AddressLine',
  'AddressMailCode',
  'PostBox',
  'AddressRoom',
  'AddressFloor',
  'AddressBuilding',
  'Street',
  'AddressCity',
]
  .map((name) => `<base:${name}>0</base:${name}>`)
  .join('');

function addressOf(firm: Firm): string {
  if (!firm.city)
    return `<base:Address>${zeros}<base:County>0</base:County><base:City>0</base:City><base:Province>0</base:Province><base:PostCode>0</base:PostCode>${tag('base:WIPOST3Code', firm.country)}${tag('base:Text', firm.place?.city)}</base:Address>`;
  const line = `${firm.city.postcode} 江苏省${firm.city.zh}市${firm.county.zh}样例路${firm.street}号`;
  return `<base:Address>${zeros}${tag('base:County', firm.county.zh)}${tag('base:City', `${firm.city.zh}市`)}<base:Province>江苏省</base:Province>${tag('base:PostCode', firm.city.postcode)}<base:WIPOST3Code>CN</base:WIPOST3Code>${tag('base:Text', line)}</base:Address>`;
}

const partyBook = (name: string, address = '') =>
  `<base:AddressBook lang="zh">${tag('base:Name', name)}${address}</base:AddressBook>`;

const paragraphsOf = (heading: string, list: readonly Bilingual[], number: { next: number }) =>
  `<base:Paragraphs>${heading}</base:Paragraphs>${list
    .map(
      ([zh]) =>
        `<base:Paragraphs id="p${pad(number.next, 4)}" num="n${pad(number.next++, 4)}">${escapeXml(zh)}</base:Paragraphs>`,
    )
    .join('')}`;

function classesOf(story: Story): string {
  const list = story.symbols.map((symbol, index) => {
    const { section, klass, subclass, group, subgroup } = splitSymbol(symbol);
    return `<business:ClassificationIPCR sequence="${index + 1}"><business:IPCVersionDate>20060101</business:IPCVersionDate><business:Section>${section}</business:Section><business:MainClass>${klass}</business:MainClass><business:Subclass>${subclass}</business:Subclass><business:MainGroup>${group}</business:MainGroup><business:Subgroup>${subgroup}</business:Subgroup><business:GeneratingOffice><base:WIPOST3Code>CN</base:WIPOST3Code></business:GeneratingOffice><business:ClassificationDataSource>H</business:ClassificationDataSource><base:Text>${section}${klass}${subclass}   ${group}/${subgroup}    (2006.01)</base:Text></business:ClassificationIPCR>`;
  });
  return `<business:ClassificationIPCRDetails creator="03" processingType="original">${list.join('')}</business:ClassificationIPCRDetails>`;
}

function prioritiesOf(world: World, story: Story): string {
  if (!story.invention.isForeign) return '';
  const { office, printed, day } = firstApplication(world, story.invention.index, story.invention.firm.country);
  return `<business:PriorityDetails><business:Priority dataFormat="original" sequence="1" kind="international" sourceDB="national office">${idParts(office, printed, undefined, compactDate(day))}</business:Priority></business:PriorityDetails>`;
}

function citationsXml(cited: readonly CorpusDocument[]): string {
  if (cited.length === 0) return '';
  const list = cited.map(
    ({ office, number, kind, published }, index) =>
      `<business:Citation srepPhase="SEA" sequence="${index + 1}"><business:ApplicationCitation id="pcit${pad(index + 1, 6)}" num="${pad(index + 1, 4)}">${bothForms(
        'PublicationReference',
        {
          original: idParts(office, number, kind, compactDate(published)),
          standard: idParts(office, number, kind, compactDate(published)),
        },
      )}</business:ApplicationCitation></business:Citation>`,
  );
  return `<business:ReferencesCited sourceDB="national office">${list.join('')}</business:ReferencesCited>`;
}

const header =
  '<?xml version="1.0" encoding="utf-8" standalone="no"?>\n<!DOCTYPE business:PatentDocumentAndRelated SYSTEM "/DTDS/ExternalStandards/ipphdb-entities.dtd"[]>\n';
const namespaces =
  'xmlns:base="http://www.sipo.gov.cn/XMLSchema/base" xmlns:business="http://www.sipo.gov.cn/XMLSchema/business" xsdVersion="V2.2.1"';

/** Name of the file as the office writes it: application in standard form, publication, kind, date. */
export const cnipaFileName = (document: CorpusDocument): string =>
  `CN${standardApplication(document.application)}CN0000${document.number}${document.kind}FULZH${compactDate(document.published)}CN00D.XML`;

/** One CNIPA document as a whole file. */
export function writeCnipa(world: World, document: CorpusDocument): WrittenRecord {
  const story = tellStory(world, document.invention);
  const { invention } = story;
  const date = compactDate(document.published);
  const isGrant = document.member !== 'CN-A';
  const isDesign = document.member === 'CN-S';
  const applicants = applicantsOn(story, document.member === 'CN-A' ? document.filed + 60 : document.published);
  const holder = holderOn(world, story, document.published);
  const cited = document.member === 'CN-B' || document.member === 'CN-U' ? citationsOf(world, story, document) : [];
  const earlier = document.member === 'CN-B' ? makeDocument(world, document.invention, 'CN-A') : undefined;
  const cluster = clusters[invention.cluster] as (typeof clusters)[number];
  const publication = idParts('CN', document.number, document.kind, date);
  const application = (printed: string) => idParts('CN', printed, undefined, compactDate(document.filed));
  const applType = document.member === 'CN-U' ? '20' : isDesign ? '30' : '10';
  const references = `${bothForms('PublicationReference', { original: publication, standard: publication })}`;
  const applications = bothForms(
    'ApplicationReference',
    { original: application(document.application), standard: application(standardApplication(document.application)) },
    ` applType="${applType}"`,
  );
  const gazette = `<business:GazetteReference><business:GazetteNumber>${gazetteNumber(document.published)}</business:GazetteNumber>${tag('base:Date', date)}</business:GazetteReference>`;
  const applicantsXml = `<business:ApplicantDetails representative="1">${applicants
    .map(
      ({ firm, zh }, index) =>
        `<business:Applicant sequence="${index + 1}" appType="applicant" dataFormat="original" sourceDB="national office" lang="zh" creator="03" processingType="original">${partyBook(zh, addressOf(firm))}<business:OrganizationCode createDate="00000000" creator="00">0000000000</business:OrganizationCode></business:Applicant>`,
    )
    .join('')}</business:ApplicantDetails>`;
  const people = (element: string) =>
    story.inventors
      .map(({ zh }, index) => `<business:${element} sequence="${index + 1}">${partyBook(zh)}</business:${element}>`)
      .join('');
  const agency = `${holder.firm.city?.zh ?? '北京'}样例知识产权代理有限公司`;
  const agents = `<business:AgentDetails><business:CustomerNumber>${32_000 + invention.cluster}</business:CustomerNumber><business:Agent sequence="1" lang="zh" dataFormat="original" repType="agent"><business:Agency><base:AddressBook lang="zh">${tag('base:OrganizationName', `${agency} ${32_000 + invention.cluster}`)}</base:AddressBook></business:Agency>${partyBook(story.inventors[0]?.zh.replace(/^./, '周') ?? '周岑')}</business:Agent></business:AgentDetails>`;
  const assignees = isGrant
    ? `<business:AssigneeDetails><business:Assignee sequence="1" lang="zh" dataFormat="original" sourceDB="national office" creator="03">${partyBook(holder.zh)}<business:AssigneeCode>0000000000</business:AssigneeCode></business:Assignee></business:AssigneeDetails>`
    : '';
  const [titleZh] = story.title;
  const root = `<business:PatentDocumentAndRelated ${namespaces} file="${cnipaFileName(document)}" dateProduced="${date}" status="C" lang="zh" country="CN" docNumber="${document.number}" kind="${document.kind}" datePublication="${date}">`;
  const body = isDesign
    ? `<business:DesignBibliographicData>${references}<business:GrantLength>10</business:GrantLength>${gazette}${applications}${prioritiesOf(world, story)}<business:ClassificationLocarno><base:EditionStatement>12</base:EditionStatement><business:MainClassification>${cluster.locarno}</business:MainClassification></business:ClassificationLocarno><business:DesignTitle lang="zh">${escapeXml(titleZh)}</business:DesignTitle>${applicantsXml}<business:DesignerDetails>${people('Designer')}</business:DesignerDetails>${assignees}${agents}</business:DesignBibliographicData><business:DesignBriefExplanation lang="zh"><base:Paragraphs num="0001">1.本外观设计产品的名称：${escapeXml(titleZh)}。</base:Paragraphs><base:Paragraphs num="0002">2.本外观设计产品的用途：用于${escapeXml(cluster.name.zh)}领域。</base:Paragraphs><base:Paragraphs num="0003">3.本外观设计的设计要点：在于${escapeXml(story.words.components[0]?.zh ?? '')}的形状。</base:Paragraphs></business:DesignBriefExplanation><business:DesignPicture><business:Picture pictureName="主视图"><base:Image he="600" wi="800" file="${document.number}_1.JPG" imgFormat="JPEG"/></business:Picture></business:DesignPicture>`
    : `<business:BibliographicData>${references}<business:PublicAvailabilityDate>${gazette}</business:PublicAvailabilityDate>${applications}${prioritiesOf(world, story)}${classesOf(story)}<business:InventionTitle lang="zh" dataFormat="original" sourceDB="national office" processingType="original" creator="03">${escapeXml(titleZh)}</business:InventionTitle>${citationsXml(cited)}${
        earlier
          ? `<business:RelatedDocuments><business:RelatedPublicationDoc><base:DocumentID sequence="1">${idParts('CN', earlier.number, earlier.kind, compactDate(earlier.published))}</base:DocumentID></business:RelatedPublicationDoc></business:RelatedDocuments>`
          : ''
      }<business:Parties>${applicantsXml}<business:InventorDetails>${people('Inventor')}</business:InventorDetails>${agents}</business:Parties>${assignees}${
        isGrant
          ? `<business:ExaminerDetails><business:Examiner sequence="1" lang="zh"><base:Name>${story.inventors[0]?.zh.replace(/^./, '审') ?? ''}</base:Name></business:Examiner></business:ExaminerDetails>`
          : ''
      }</business:BibliographicData>${fullText(document, story)}`;
  const locarno = isDesign ? [cluster.locarno] : [];
  return {
    text: `${header}${root}${body}</business:PatentDocumentAndRelated>\n`,
    facts: {
      id: document.id,
      type: isDesign ? 'design' : 'patent',
      format: 'cnipa-business',
      office: 'CN',
      kind: document.kind,
      cluster: cluster.code,
      published: isoFromDayNumber(document.published),
      titles: [titleZh],
      applicants: applicants.map(({ zh }) => zh),
      assignees: isGrant ? [holder.zh] : [],
      ipc: isDesign ? [] : story.symbols,
      locarno,
      nice: [],
      cites: cited.map(({ id }) => id),
      invention: document.invention,
      ...(invention.firm.city ? { city: `${invention.firm.city.zh}市` } : {}),
      firms: [...applicants, ...(isGrant ? [holder] : [])].map(({ firm }) => firmKey(firm)),
      firmNames: [...applicants, ...(isGrant ? [holder] : [])].map(({ firm, zh }) => ({
        firm: firmKey(firm),
        name: zh,
      })),
    },
  };
}

function fullText(document: CorpusDocument, story: Story): string {
  const number = { next: 1 };
  const description = tellDescription(story, 2);
  const figure = (index: number) =>
    `<base:Figure num="${pad(index, 4)}" figureLabels="图${index}"><base:Image he="400" wi="600" file="${document.number}_${index}.TIF" imgFormat="TIFF"/></base:Figure>`;
  const drawings = description.drawings.map(([zh], index): Bilingual => [`图${index + 1}${zh}`, '']);
  return `<business:Abstract dataFormat="original" lang="zh" sourceDB="national office" processingType="original" creator="03"><base:Paragraphs num="0001">${escapeXml(story.abstract[0])}</base:Paragraphs></business:Abstract><business:Description lang="zh" dataFormat="original" sourceDB="national office" creator="03"><business:InventionTitle id="title1">${escapeXml(story.title[0])}</business:InventionTitle><business:TechnicalField id="technical-field001">${paragraphsOf('技术领域', description.field, number)}</business:TechnicalField><business:BackgroundArt id="background-art001">${paragraphsOf('背景技术', description.background, number)}</business:BackgroundArt><business:Disclosure id="disclosure001">${paragraphsOf(document.member === 'CN-U' ? '实用新型内容' : '发明内容', description.summary, number)}</business:Disclosure><business:DrawingsDescription id="description-of-drawings001">${paragraphsOf('附图说明', drawings, number)}</business:DrawingsDescription><business:InventionMode id="mode-for-invention001">${paragraphsOf('具体实施方式', description.embodiments, number)}</business:InventionMode></business:Description><business:Drawings lang="zh" sourceDB="national office">${[1, 2, 3].map(figure).join('')}</business:Drawings><business:Claims lang="zh" dataFormat="original" sourceDB="national office" creator="03">${story.claims
    .map(
      ({ number: claim, text }) =>
        `<business:Claim id="cl${pad(claim, 4)}" num="${pad(claim, 4)}"><business:ClaimText>${escapeXml(text[0])}</business:ClaimText></business:Claim>`,
    )
    .join('')}</business:Claims>`;
}
