import type { PatentBibliography } from '../../../domain/patent.js';
import { findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { readCount, type Mapping } from '../st36/flags.js';
import { mapFieldOfSearch } from './classifications.js';
import { mapNotices } from './notices.js';
import { mapInternationalData } from './references.js';

/** Figures that the office prints: counts, terms, exemplary claims, field of search, PCT data, plant names, notices. */
export function mapFigures(bibliography: XmlNode, mapping: Mapping): Partial<PatentBibliography> {
  const result: Partial<PatentBibliography> = {};
  const count = (member: string, ...path: string[]) => readCount(mapping, textAt(bibliography, ...path), member);
  const numberOfClaims = count('numberOfClaims', 'number-of-claims');
  if (numberOfClaims !== undefined) result.numberOfClaims = numberOfClaims;
  const figures = count('numberOfFigures', 'figures', 'number-of-figures');
  if (figures !== undefined) result.numberOfFigures = figures;
  const sheets = count('numberOfDrawingSheets', 'figures', 'number-of-drawing-sheets');
  if (sheets !== undefined) result.numberOfDrawingSheets = sheets;
  const extension = count('termExtensionDays', 'us-term-of-grant', 'us-term-extension');
  if (extension !== undefined) result.termExtensionDays = extension;
  const years = count('termOfGrantYears', 'us-term-of-grant', 'length-of-grant');
  if (years !== undefined) result.termOfGrantYears = years;
  const exemplary = findAll(bibliography, 'us-exemplary-claim')
    .map(({ text }) => readCount(mapping, text, 'exemplaryClaims'))
    .filter((number) => number !== undefined);
  if (exemplary.length > 0) result.exemplaryClaims = exemplary;
  const search = mapFieldOfSearch(bibliography, mapping);
  if (search.length > 0) result.fieldOfSearch = search;
  const filing = mapInternationalData(bibliography, 'pct-or-regional-filing-data', mapping);
  if (filing) result.pctOrRegionalFilingData = filing;
  const publishing = mapInternationalData(bibliography, 'pct-or-regional-publishing-data', mapping);
  if (publishing) result.pctOrRegionalPublishingData = publishing;
  const latinName = textAt(bibliography, 'us-botanic', 'latin-name');
  const variety = textAt(bibliography, 'us-botanic', 'variety');
  if (latinName || variety) result.botanic = { ...(latinName ? { latinName } : {}), ...(variety ? { variety } : {}) };
  const notices = mapNotices(bibliography, mapping);
  if (notices.length > 0) result.notices = notices;
  return result;
}
