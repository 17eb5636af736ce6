import { parseApplicationNumber } from '../../../domain/application-number.js';
import { readShortDocdb } from '../../../domain/numbers/us-series.js';

/** The spellings of one application number that stand side by side. */
export interface ApplicationSpellings {
  docdb?: string;
  epodoc?: string;
  original?: string;
}

/** US numbers as printed: series of patents and serial number, `09/083,597`, `60396363`, `D/321,456`. */
const printedUs = /^(?:US)?\s*(?:[01]\d|29|35|6[0-3]|9[056]|D)\s*[/-]?\s*\d{3},?\d{3}$/;
/** DOCDB's US form since series 13: year, series, serial number. */
const longUs = /^(?:19|20)\d{2}\d{8}$/;

/**
 * Canonical number of an application out of DOCDB's spellings. An international application (kind W) stands under its
 * receiving office with a number that only the epodoc form makes whole (`WO1998US16128`). Old US numbers in DOCDB's form
 * (`8359798` for 83,597 of 1998) look like serial numbers and are not: the printed form counts, else the series that the year
 * names, whatever the number of digits.
 */
export function canonicalApplication(
  office: string,
  kind: string | undefined,
  spellings: ApplicationSpellings,
): string {
  const { docdb, epodoc, original } = spellings;
  const first = docdb ?? epodoc ?? original ?? '';
  if (kind?.startsWith('W')) {
    if (epodoc?.startsWith('WO')) return parseApplicationNumber('WO', epodoc).number;
    // `9816128` or `2004000001` of the receiving office that stands beside it.
    const written = /^(?:PCT\/?)?[A-Z]{2}/.test(first) ? first : `PCT${office}${first}`;
    const international = parseApplicationNumber('WO', written).number;
    return /^[A-Z]{2}\d{10}$/.test(international) ? international : first;
  }
  if (office === 'US') {
    if (original && printedUs.test(original)) return parseApplicationNumber('US', original).number;
    if (!longUs.test(first)) {
      const short = (docdb === undefined ? undefined : readShortDocdb(docdb, kind)?.number) ?? epodoc ?? first;
      return parseApplicationNumber('US', short).number || short;
    }
  }
  return parseApplicationNumber(office, first).number || first;
}
