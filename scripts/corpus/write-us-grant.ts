import { isoFromDayNumber } from '../../domain/day.js';
import { compactDate } from './calendar.js';
import { firstApplication, pad } from './document-numbers.js';
import { makeDocument, type CorpusDocument } from './documents.js';
import type { WrittenRecord } from './facts.js';
import { firmKey } from './firm-key.js';
import type { Firm } from './firms.js';
import type { World } from './inventions.js';
import type { Bilingual, ToldClaim } from './prose.js';
import { applicantsOn, citationsOf, holderOn, tellDescription, tellStory, type Story } from './story.js';
import { clusters } from './vocabulary/clusters.js';
import { escapeXml, splitSymbol, tag } from './xml.js';

const documentId = (
  country: string,
  number: string,
  kind: string | undefined,
  date: string | undefined,
  name?: string,
) =>
  `<document-id>\n${tag('country', country)}\n${tag('doc-number', number)}\n${kind === undefined ? '' : `${tag('kind', kind)}\n`}${name === undefined ? '' : `${tag('name', name)}\n`}${date === undefined ? '' : `${tag('date', date)}\n`}</document-id>\n`;

const addressOf = (firm: Firm) =>
  firm.place
    ? `<address>\n${tag('city', firm.place.city)}\n${firm.country === 'US' ? '<state>DE</state>\n' : ''}${tag('country', firm.country)}\n</address>\n`
    : `<address>\n${tag('city', firm.city?.en)}\n<country>CN</country>\n</address>\n`;

function ipcOf(story: Story, date: string): string {
  const list = story.symbols.map((symbol, index) => {
    const { section, klass, subclass, group, subgroup } = splitSymbol(symbol);
    return `<classification-ipcr>\n<ipc-version-indicator><date>20060101</date></ipc-version-indicator>\n<classification-level>A</classification-level>\n<section>${section}</section>\n<class>${klass}</class>\n<subclass>${subclass}</subclass>\n<main-group>${group}</main-group>\n<subgroup>${subgroup}</subgroup>\n<symbol-position>${index === 0 ? 'F' : 'L'}</symbol-position>\n<classification-value>I</classification-value>\n<action-date><date>${date}</date></action-date>\n<generating-office><country>US</country></generating-office>\n<classification-status>B</classification-status>\n<classification-data-source>H</classification-data-source>\n</classification-ipcr>\n`;
  });
  return `<classifications-ipcr>\n${list.join('')}</classifications-ipcr>\n`;
}

function cpcOf(story: Story, date: string): string {
  const one = (symbol: string, position: string) => {
    const { section, klass, subclass, group, subgroup } = splitSymbol(symbol);
    return `<classification-cpc>\n<cpc-version-indicator><date>20130101</date></cpc-version-indicator>\n<section>${section}</section>\n<class>${klass}</class>\n<subclass>${subclass}</subclass>\n<main-group>${group}</main-group>\n<subgroup>${subgroup}</subgroup>\n<symbol-position>${position}</symbol-position>\n<classification-value>I</classification-value>\n<action-date><date>${date}</date></action-date>\n<generating-office><country>US</country></generating-office>\n<classification-status>B</classification-status>\n<classification-data-source>H</classification-data-source>\n<scheme-origination-code>C</scheme-origination-code>\n</classification-cpc>\n`;
  };
  const [main = '', ...further] = story.symbols;
  return `<classifications-cpc>\n<main-cpc>\n${one(main, 'F')}</main-cpc>\n${further.length > 0 ? `<further-cpc>\n${further.map((symbol) => one(symbol, 'L')).join('')}</further-cpc>\n` : ''}</classifications-cpc>\n`;
}

const citationsXml = (cited: readonly CorpusDocument[]) =>
  cited.length === 0
    ? ''
    : `<us-references-cited>\n${cited
        .map(
          ({ office, number, kind, published }, index) =>
            `<us-citation>\n<patcit num="${pad(index + 1, 5)}">\n${documentId(office, number, kind, `${compactDate(published).slice(0, 6)}00`)}</patcit>\n<category>cited by ${index % 3 === 2 ? 'applicant' : 'examiner'}</category>\n</us-citation>\n`,
        )
        .join('')}</us-references-cited>\n`;

function relatedXml(world: World, document: CorpusDocument): string {
  if (document.member !== 'US-2') return '';
  const parent = makeDocument(world, document.invention, 'US-1');
  if (!parent) return '';
  return `<us-related-documents>\n<continuation>\n<relation>\n<parent-doc>\n${documentId('US', parent.application, undefined, compactDate(parent.filed))}<parent-status>GRANTED</parent-status>\n<parent-grant-document>\n${documentId('US', parent.number.padStart(8, '0'), undefined, undefined)}</parent-grant-document>\n</parent-doc>\n<child-doc>\n${documentId('US', document.application, undefined, undefined)}</child-doc>\n</relation>\n</continuation>\n</us-related-documents>\n`;
}

function prioritiesXml(world: World, document: CorpusDocument, story: Story): string {
  const { office, printed, day } = firstApplication(world, document.invention, story.invention.firm.country);
  return office === 'US'
    ? ''
    : `<priority-claims>\n<priority-claim sequence="01" kind="national">\n${tag('country', office)}\n${tag('doc-number', office === 'CN' ? printed.replace('.', '') : printed)}\n${tag('date', compactDate(day))}\n</priority-claim>\n</priority-claims>\n`;
}

/** `claim 1` and its kin become claim-ref elements, as the office marks them. */
function markReference(text: string, claim: ToldClaim): string {
  const escaped = escapeXml(text);
  if (claim.reference === undefined) return escaped;
  const target = pad(claim.parents[0] ?? 1, 5);
  return escaped.replace(claim.reference, `<claim-ref idref="CLM-${target}">${claim.reference}</claim-ref>`);
}

function fullText(story: Story): string {
  const number = { next: 1 };
  const paragraphs = (list: readonly Bilingual[]) =>
    list
      .map(([, en]) => `<p id="p-${pad(number.next + 1, 4)}" num="${pad(number.next++, 4)}">${escapeXml(en)}</p>\n`)
      .join('');
  let headings = 0;
  const heading = (text: string) => `<heading id="h-${pad(++headings, 4)}" level="1">${text}</heading>\n`;
  const description = tellDescription(story, 6);
  const drawings = description.drawings.map(([, en], index): Bilingual => ['', `FIG. ${index + 1} ${en}`]);
  return `<description id="description">\n<?BRFSUM description="Brief Summary" end="lead"?>\n${heading('TECHNICAL FIELD')}${paragraphs(description.field)}${heading('BACKGROUND')}${paragraphs(description.background)}${heading('SUMMARY')}${paragraphs(description.summary)}<?BRFSUM description="Brief Summary" end="tail"?>\n<?brief-description-of-drawings description="Brief Description of Drawings" end="lead"?>\n<description-of-drawings>\n${heading('BRIEF DESCRIPTION OF THE DRAWINGS')}${paragraphs(drawings)}</description-of-drawings>\n<?brief-description-of-drawings description="Brief Description of Drawings" end="tail"?>\n<?DETDESC description="Detailed Description" end="lead"?>\n${heading('DETAILED DESCRIPTION')}${paragraphs(description.embodiments)}<?DETDESC description="Detailed Description" end="tail"?>\n</description>\n<us-claim-statement>What is claimed is:</us-claim-statement>\n<claims id="claims">\n${story.claims
    .map(
      (claim) =>
        `<claim id="CLM-${pad(claim.number, 5)}" num="${pad(claim.number, 5)}">\n<claim-text>${markReference(claim.text[1], claim)}</claim-text>\n</claim>\n`,
    )
    .join('')}</claims>\n`;
}

/** One US grant with its own XML prolog, as the weekly file concatenates them. */
export function writeUsGrant(world: World, document: CorpusDocument): WrittenRecord {
  const story = tellStory(world, document.invention);
  const date = compactDate(document.published);
  const applicants = applicantsOn(story, document.filed);
  const holder = holderOn(world, story, document.published);
  const cited = citationsOf(world, story, document);
  const title = document.member === 'US-2' ? `${story.title[1]} and use thereof` : story.title[1];
  const number = document.number.padStart(8, '0');
  const inventors = story.inventors
    .map(
      ({ family, given }, index) =>
        `<inventor sequence="${pad(index + 1, 3)}" designation="us-only">\n<addressbook>\n${tag('last-name', family)}\n${tag('first-name', given)}\n${addressOf(story.invention.firm)}</addressbook>\n</inventor>\n`,
    )
    .join('');
  const parties = `<us-parties>\n<us-applicants>\n${applicants
    .map(
      ({ firm, en }, index) =>
        `<us-applicant sequence="${pad(index + 1, 3)}" app-type="applicant" designation="us-only" applicant-authority-category="assignee">\n<addressbook>\n${tag('orgname', en)}\n${addressOf(firm)}</addressbook>\n<residence>\n${tag('country', firm.country)}\n</residence>\n</us-applicant>\n`,
    )
    .join(
      '',
    )}</us-applicants>\n<inventors>\n${inventors}</inventors>\n<agents>\n<agent sequence="01" rep-type="attorney">\n<addressbook>\n<orgname>Sample &amp; Partners ${1 + (document.invention % 9)} LLP</orgname>\n<address>\n<country>unknown</country>\n</address>\n</addressbook>\n</agent>\n</agents>\n</us-parties>\n<assignees>\n<assignee>\n<addressbook>\n${tag('orgname', holder.en)}\n<role>03</role>\n${addressOf(holder.firm)}</addressbook>\n</assignee>\n</assignees>\n<examiners>\n<primary-examiner>\n<last-name>${story.inventors[0]?.family ?? 'Noe'}son</last-name>\n<first-name>Alex</first-name>\n<department>${1700 + 100 * (story.invention.cluster % 12)}</department>\n</primary-examiner>\n</examiners>\n`;
  const bibliography = `<us-bibliographic-data-grant>\n<publication-reference>\n${documentId('US', number, 'B2', date)}</publication-reference>\n<application-reference appl-type="utility">\n${documentId('US', document.application, undefined, compactDate(document.filed))}</application-reference>\n<us-application-series-code>${document.application.slice(0, 2)}</us-application-series-code>\n${prioritiesXml(world, document, story)}<us-term-of-grant>\n<us-term-extension>${document.invention % 400}</us-term-extension>\n</us-term-of-grant>\n${ipcOf(story, date)}${cpcOf(story, date)}<invention-title id="d2e53">${escapeXml(title)}</invention-title>\n${citationsXml(cited)}<number-of-claims>${story.claims.length}</number-of-claims>\n<us-exemplary-claim>1</us-exemplary-claim>\n<figures>\n<number-of-drawing-sheets>3</number-of-drawing-sheets>\n<number-of-figures>3</number-of-figures>\n</figures>\n${relatedXml(world, document)}${parties}</us-bibliographic-data-grant>\n`;
  return {
    text: `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE us-patent-grant SYSTEM "us-patent-grant-v45-2014-04-03.dtd" [ ]>\n<us-patent-grant lang="EN" dtd-version="v4.5 2014-04-03" file="US${number}-${date}.XML" status="PRODUCTION" id="us-patent-grant" country="US" date-produced="${date}" date-publ="${date}">\n${bibliography}<abstract id="abstract">\n<p id="p-0001" num="0000">${escapeXml(story.abstract[1])}</p>\n</abstract>\n${fullText(story)}</us-patent-grant>\n`,
    facts: {
      id: document.id,
      type: 'patent',
      format: 'us-grant',
      office: 'US',
      kind: 'B2',
      cluster: (clusters[story.invention.cluster] as (typeof clusters)[number]).code,
      published: isoFromDayNumber(document.published),
      titles: [title],
      applicants: applicants.map(({ en }) => en),
      assignees: [holder.en],
      ipc: story.symbols,
      locarno: [],
      nice: [],
      cites: cited.map(({ id }) => id),
      invention: document.invention,
      firms: [...applicants, holder].map(({ firm }) => firmKey(firm)),
      firmNames: [...applicants, holder].map(({ firm, en }) => ({ firm: firmKey(firm), name: en })),
    },
  };
}
