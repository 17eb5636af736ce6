import { isoFromDayNumber } from '../../domain/day.js';
import { compactDate, yearOf } from './calendar.js';
import { firstApplication } from './document-numbers.js';
import { familyIdOf, type CorpusDocument } from './documents.js';
import type { WrittenRecord } from './facts.js';
import { firmKey } from './firm-key.js';
import type { World } from './inventions.js';
import { applicantsOn, citationsOf, holderOn, tellStory, type Story } from './story.js';
import { clusters } from './vocabulary/clusters.js';
import { escapeXml, splitSymbol, tag } from './xml.js';

const documentId = (country: string, number: string, kind?: string, date?: string) =>
  `<document-id>${tag('country', country)}${tag('doc-number', number)}${tag('kind', kind)}${tag('date', date)}</document-id>`;

/** Fixed columns of DOCDB's IPC: class in 1-4, group right-aligned, version, level, position, value, date, status, source, office. */
function ipcText(symbol: string, position: 'F' | 'L', date: string): string {
  const { section, klass, subclass, group, subgroup } = splitSymbol(symbol);
  return `${section}${klass}${subclass}${group.padStart(4)}/${subgroup.padEnd(10)}20060101A${position}I${date}BHEP        `;
}

/** Numbers as DOCDB writes them: CN and JP applications without check digits and dashes, PCT as year and serial under the receiving office. */
function docdbApplication(
  office: string,
  printed: string,
  day: number,
  country: string,
): { country: string; number: string; kind: string } {
  const digits = printed.split('.')[0] ?? printed;
  if (office === 'CN') return { country: 'CN', number: digits, kind: digits.charAt(4) === '2' ? 'U' : 'A' };
  if (office === 'WO') return { country, number: printed, kind: 'W' };
  if (office === 'US') return { country: 'US', number: `${yearOf(day)}${printed}`, kind: 'A' };
  if (office === 'JP') return { country: 'JP', number: printed.replace('-', ''), kind: 'A' };
  if (office === 'KR') return { country: 'KR', number: printed.replace(/^10-/, '').replace('-', ''), kind: 'A' };
  if (office === 'DE') return { country: 'DE', number: digits, kind: 'A' };
  return { country: office, number: digits, kind: 'A' };
}

function classesXml(story: Story, date: string): string {
  const ipc = story.symbols.map(
    (symbol, index) =>
      `<classification-ipcr sequence="${index + 1}"><text>${ipcText(symbol, index === 0 ? 'F' : 'L', date)}</text></classification-ipcr>`,
  );
  const cpc = story.symbols.slice(0, 1).map((symbol, index) => {
    const { section, klass, subclass, group, subgroup } = splitSymbol(symbol);
    return `<patent-classification sequence="${index + 1}"><classification-scheme office="EP" scheme="CPCI"><date>20130101</date></classification-scheme><classification-symbol>${section}${klass}${subclass}${group.padStart(4)}/${subgroup.padEnd(10)}</classification-symbol><symbol-position>${index === 0 ? 'F' : 'L'}</symbol-position><classification-value>I</classification-value><classification-status>B</classification-status><classification-data-source>H</classification-data-source><generating-office>EP</generating-office><action-date><date>${date}</date></action-date></patent-classification>`;
  });
  return `<exch:classifications-ipcr>${ipc.join('')}</exch:classifications-ipcr><exch:patent-classifications>${cpc.join('')}</exch:patent-classifications>`;
}

const citationsXml = (cited: readonly CorpusDocument[]) =>
  cited.length === 0
    ? ''
    : `<exch:references-cited>${cited
        .map(
          ({ office, number, kind, published }, index) =>
            `<exch:citation cited-phase="SEA" sequence="${index + 1}"><patcit num="${index + 1}">${documentId(office, number, kind, compactDate(published))}</patcit><category>${'XYA'.charAt(index % 3)}</category></exch:citation>`,
        )
        .join('')}</exch:references-cited>`;

const contracting = ['AT', 'DE', 'FR', 'GB', 'IT', 'NL'];
const designation = `<exch:designation-of-states><exch:designation-epc><exch:contracting-states>${contracting
  .map((country) => `<country>${country}</country>`)
  .join('')}</exch:contracting-states></exch:designation-epc></exch:designation-of-states>`;

/** One exchange-document of DOCDB. */
export function writeDocdb(world: World, document: CorpusDocument): WrittenRecord {
  const story = tellStory(world, document.invention);
  const { invention } = story;
  const date = compactDate(document.published);
  const { office, kind, number } = document;
  const isGrant = kind === 'B1';
  const holder = holderOn(world, story, document.published);
  const applicants = isGrant && holder.firm !== invention.firm ? [holder] : applicantsOn(story, document.filed);
  const cited = citationsOf(world, story, document);
  const family = familyIdOf(document.invention);
  const first = firstApplication(world, document.invention, invention.firm.country);
  const priority = docdbApplication(first.office, first.printed, first.day, invention.firm.country);
  const application = docdbApplication(office, document.application, document.filed, invention.firm.country);
  const showsOriginal = office === 'WO' && !invention.isForeign;
  const names = (form: 'docdb' | 'docdba' | 'original') =>
    applicants
      .map(({ firm, zh, en, docdb }, index) => {
        const name = form === 'docdb' ? docdb : form === 'docdba' ? en.toUpperCase() : zh;
        return `<exch:applicant sequence="${index + 1}" data-format="${form}"><exch:applicant-name>${tag('name', name)}</exch:applicant-name>${form === 'docdb' ? `<residence>${tag('country', firm.country)}</residence>` : ''}</exch:applicant>`;
      })
      .join('');
  const inventors = (form: 'docdb' | 'docdba') =>
    story.inventors
      .map(
        ({ family: last, given }, index) =>
          `<exch:inventor sequence="${index + 1}" data-format="${form}"><exch:inventor-name>${tag('name', form === 'docdb' ? `${last} ${given}`.toUpperCase() : `${last.toUpperCase()}, ${given}`)}</exch:inventor-name></exch:inventor>`,
      )
      .join('');
  const titles = [story.title[1].toUpperCase(), ...(showsOriginal ? [story.title[0]] : [])];
  const bibliography = `<exch:bibliographic-data><exch:publication-reference data-format="docdb">${documentId(office, number, kind, date)}</exch:publication-reference><exch:publication-reference data-format="epodoc"><document-id>${tag('doc-number', `${office}${number}`)}</document-id></exch:publication-reference>${classesXml(story, date)}<exch:application-reference is-representative="NO" data-format="docdb">${documentId(application.country, application.number, application.kind, compactDate(document.filed))}</exch:application-reference><exch:language-of-publication>${showsOriginal ? 'zh' : 'en'}</exch:language-of-publication><exch:priority-claims><exch:priority-claim sequence="1" data-format="docdb">${documentId(priority.country, priority.number, priority.kind, compactDate(first.day))}<exch:priority-active-indicator>Y</exch:priority-active-indicator></exch:priority-claim></exch:priority-claims><exch:parties><exch:applicants>${names('docdb')}${names('docdba')}${showsOriginal ? names('original') : ''}</exch:applicants><exch:inventors>${inventors('docdb')}${inventors('docdba')}</exch:inventors></exch:parties>${office === 'EP' ? designation : ''}<exch:invention-title lang="en" data-format="docdba">${escapeXml(titles[0] ?? '')}</exch:invention-title>${showsOriginal ? `<exch:invention-title lang="zh" data-format="original">${escapeXml(story.title[0])}</exch:invention-title>` : ''}<exch:dates-of-public-availability><exch:${isGrant ? 'printed-with-grant' : 'unexamined-printed-without-grant'}><document-id><date>${date}</date></document-id></exch:${isGrant ? 'printed-with-grant' : 'unexamined-printed-without-grant'}></exch:dates-of-public-availability>${citationsXml(cited)}</exch:bibliographic-data>`;
  const abstracts = isGrant
    ? ''
    : `<exch:abstract lang="en" data-format="docdba" abstract-source="national office"><exch:p>${escapeXml(story.abstract[1])}</exch:p></exch:abstract>${showsOriginal ? `<exch:abstract lang="zh" data-format="original" abstract-source="national office"><exch:p>${escapeXml(story.abstract[0])}</exch:p></exch:abstract>` : ''}`;
  return {
    text: `<exch:exchange-document country="${office}" doc-number="${number}" kind="${kind}" doc-id="${300_000_000 + document.invention}" date-publ="${date}" family-id="${family}" is-representative="${office === 'WO' ? 'YES' : 'NO'}" date-of-last-exchange="${date}" date-added-docdb="${date}" originating-office="EP">${bibliography}${abstracts}</exch:exchange-document>`,
    facts: {
      id: document.id,
      type: 'patent',
      format: 'docdb',
      office,
      kind,
      cluster: (clusters[invention.cluster] as (typeof clusters)[number]).code,
      published: isoFromDayNumber(document.published),
      titles,
      applicants: applicants.flatMap(({ docdb, en, zh }) => [docdb, en.toUpperCase(), ...(showsOriginal ? [zh] : [])]),
      assignees: [],
      ipc: story.symbols,
      locarno: [],
      nice: [],
      cites: cited.map(({ id }) => id),
      family,
      invention: document.invention,
      firms: applicants.map(({ firm }) => firmKey(firm)),
      firmNames: applicants.flatMap(({ firm, docdb, en, zh }) =>
        [docdb, en.toUpperCase(), ...(showsOriginal ? [zh] : [])].map((name) => ({ firm: firmKey(firm), name })),
      ),
    },
  };
}

/** The file around the documents of one package. */
export function wrapDocdb(documents: readonly string[], date: string, file: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="no"?><!DOCTYPE exch:exchange-documents SYSTEM "docdb-entities.dtd"><exch:exchange-documents xmlns:exch="http://www.epo.org/exchange" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.epo.org/exchange exchange-documents-v2.5.9.xsd" date-of-exchange="${date}" dtd-version="2.5.9" file="${file}" no-of-documents="${String(documents.length).padStart(7, '0')}" originating-office="EP">${documents.join('')}</exch:exchange-documents>\n`;
}
