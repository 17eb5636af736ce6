import type { ApplicationNumber, OfficeNumbers, Reading } from './number-form.js';
import { expandYear, foldNumber, trimZeros } from './number-form.js';

/**
 * EPO check digit of an eight-digit application number: digits weighted 1, 2 in turn, the digits of the products summed,
 * the sum's complement to ten (ST.13, EPO).
 */
export function computeEpCheckDigit(digits: string): string {
  const sum = [...digits].reduce((total, digit, index) => {
    const product = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + Math.floor(product / 10) + (product % 10);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

function splitApplication(printed: string): { digits: string; checkDigit?: string } | undefined {
  const text = printed.replace(/^EP/, '').replace(/[\s-]/g, '');
  const match = /^(\d{8})(?:\.?(\d))?$/.exec(text);
  if (match?.[1] !== undefined)
    return { digits: match[1], ...(match[2] === undefined ? {} : { checkDigit: match[2] }) };
  // epodoc: four-digit year and seven digits.
  const epodoc = /^(?:19|20)(\d{2})0(\d{6})$/.exec(text);
  return epodoc ? { digits: `${epodoc[1]}${epodoc[2]}` } : undefined;
}

export const epNumbers: OfficeNumbers = {
  publication(printed) {
    // Citations give application numbers where publications are asked for.
    if (/^(?:EP)?\s?\d{8}\.\d$/.test(printed)) return splitApplication(printed)?.digits ?? foldNumber(printed);
    const folded = foldNumber(printed).replace(/^EP(?=\d)/, '');
    return /^\d{1,}$/.test(folded) ? trimZeros(folded).padStart(7, '0') : folded;
  },
  application(printed): ApplicationNumber {
    const found = splitApplication(printed);
    if (!found) return { number: foldNumber(printed).replace(/^EP(?=\d)/, ''), forms: {} };
    const { digits, checkDigit } = found;
    const year = expandYear(digits.slice(0, 2), 78);
    const expected = computeEpCheckDigit(digits);
    return {
      number: digits,
      year,
      kindOfRight: 'invention',
      ...(checkDigit === undefined ? {} : { checkDigit, isCheckDigitValid: checkDigit === expected }),
      forms: { original: `${digits}.${expected}`, docdb: digits, epodoc: `EP${year}0${digits.slice(2)}` },
    };
  },
  read(printed, kind) {
    const plain = printed.replace(/[\s,-]/g, '');
    const digits = /^\d(?:\.\d{3}){2}$/.test(plain) ? plain.replace(/\./g, '') : plain;
    const found: Reading[] = [];
    // `EP01873405A1`: padded to eight, and a kind that applications do not have.
    const isPadded = /^0\d{7}$/.test(digits) && /^[AB]\d$/.test(kind ?? '');
    if (/^\d{4,7}$/.test(digits) || isPadded) {
      const number = epNumbers.publication(digits);
      const isCertain = digits.length >= 6;
      found.push({
        office: 'EP',
        number,
        ...(kind === undefined ? {} : { kind }),
        role: 'publication',
        reason: 'EP publication number',
        isCertain,
      });
    }
    const application = isPadded ? undefined : splitApplication(digits);
    if (application) {
      const parsed = epNumbers.application(digits);
      const isWrong = parsed.isCheckDigitValid === false;
      found.push({
        office: 'EP',
        number: parsed.number,
        ...(kind === undefined ? {} : { kind }),
        role: 'application',
        reason: isWrong
          ? `EP application number, but its check digit should be ${computeEpCheckDigit(parsed.number)}`
          : `EP application number of ${parsed.year}${parsed.checkDigit === undefined ? '' : ', check digit holds'}`,
        isCertain: !isWrong,
        moreKeys: [`EP${foldNumber(printed)}`],
        ...(parsed.isCheckDigitValid === undefined ? {} : { isCheckDigitValid: parsed.isCheckDigitValid }),
      });
    }
    return found;
  },
};
