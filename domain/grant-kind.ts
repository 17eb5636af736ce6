import type { IsoDate } from './text.js';

interface Rule {
  kinds: RegExp;
  /** First day of publications of this kind that announce a right in force. */
  from?: IsoDate;
  /** Day from which they no longer do. */
  until?: IsoDate;
}

/**
 * Kinds (ST.16) of the publications that announce a right in force, by office (ST.16 part 7.3, examples of use). The same letter has stood for the examined
 * application, published for opposition before any grant: CN B, U and S until 1992, JP B and Y until the law of 1996, KR B and Y until July 1997, DE B until
 * 2003 (Auslegeschrift, then patents after opposition are C), FI, NO, DK and NL B. The other way round the first publication of a patent was an A in the US
 * until 2001, GB until 1978, FR until 1968, CA until October 1989.
 */
const rules: Readonly<Record<string, readonly Rule[]>> = {
  CN: [{ kinds: /^[CYD]/ }, { kinds: /^[BUS]/, from: '1993-01-01' }],
  // H is no right: 35 USC 157, statutory invention registrations.
  US: [{ kinds: /^(?:B|E|P[23]?$|S|C)/ }, { kinds: /^A$/, until: '2001-03-15' }],
  EP: [{ kinds: /^B/ }],
  // ARIPO and OAPI publish with the grant alone.
  AP: [{ kinds: /^(?:A|B|U)$/ }],
  OA: [{ kinds: /^(?:A|B|U)$/ }],
  JP: [{ kinds: /^[CS]/ }, { kinds: /^[BY]/, from: '1996-05-29' }, { kinds: /^U/, from: '1996-01-01' }],
  KR: [{ kinds: /^[CS]/ }, { kinds: /^[BY]/, from: '1997-07-01' }],
  DE: [{ kinds: /^[CU]/ }, { kinds: /^B/, from: '2004-01-01' }],
  GB: [{ kinds: /^[BC]/ }, { kinds: /^A$/, until: '1979-01-01' }],
  FR: [{ kinds: /^[BC]/ }, { kinds: /^[AE]$/, until: '1969-01-01' }],
  CA: [{ kinds: /^[CE]/ }, { kinds: /^A$/, until: '1989-10-01' }],
  CH: [{ kinds: /^(?:B|C|A5)/ }],
  SE: [{ kinds: /^C/ }],
  FI: [{ kinds: /^C/ }, { kinds: /^B/, from: '1997-01-01' }],
  NO: [{ kinds: /^C/ }, { kinds: /^B/, from: '1996-01-01' }],
  DK: [{ kinds: /^C/ }, { kinds: /^B/, from: '1990-01-01' }],
  NL: [{ kinds: /^C/ }, { kinds: /^B/, from: '2009-01-01' }],
  RU: [{ kinds: /^[CUS]/ }],
  UA: [{ kinds: /^[CUS]/ }],
  SU: [{ kinds: /^[AC]/ }], // inventors' certificates
  TW: [{ kinds: /^[BCUSY]/ }],
};
const anywhere: readonly Rule[] = [{ kinds: /^[BC]/ }];

/** Whether a publication of this kind announces a right in force (ST.16 as the office used it on that day; without a day, as it does now). */
export function isGrantKind(office: string, kind: string | undefined, date?: IsoDate): boolean {
  if (kind === undefined) return false;
  return (rules[office] ?? anywhere).some(
    ({ kinds, from, until }) =>
      kinds.test(kind) &&
      (date === undefined ? until === undefined || office === 'US' : (from ?? '') <= date && (until ?? '9999') > date),
  );
}
