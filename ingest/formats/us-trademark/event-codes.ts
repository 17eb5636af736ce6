import type { LifeEventCode } from '../../../domain/life.js';

/**
 * Prosecution history codes of the USPTO that change or mark the life of a right. Notices about the same fact (`MAB2`, the
 * mailing of abandonment `ABN2`) are no second fact: they and all other codes stay `other`, with the office's code and text.
 */
const codesByEvent: Partial<Record<LifeEventCode, string>> = {
  published: 'PUBO',
  republished: 'P12C',
  registered: 'R.PR R.SR',
  renewed: 'RNL1 RNL2 RNL3 RNL4 RNL5 RNL6 RNL7 RNL8 RNL9 REN1 REN2 REN3 REN4 REN5 RNWL',
  assigned: 'ASGN AOUM CHLD DCPN TRNC PCPN RCPN',
  abandoned: 'ABN0 ABN1 ABN2 ABN3 ABN4 ABN5 ABN6 ABN7 ABN8 ABN9 KBOC',
  refused: 'EXPA',
  restored:
    'PETG PG1B PGDV PGEX PGOA PGRN PGRR PGSU PGTT REIN RRGG RG1B RGDV RGEX RGIA RGLA RGOA RGRN RGRR RGSU RGTD RGTR RGTT ABND',
  opposed: 'OP.I CCON PETC CCCN',
  surrendered: 'C7..',
  // Sections 8, 16, 18, 24, 37 and 71 of the Trademark Act: struck from the register as a whole.
  cancelled: 'C8.. C8.T C18. C24. C37. C6AF C6BF C71T IIRN CRTP',
  limited: 'C7P. C8P. C18P C37P C6AP C6BP C71P 7.PR 8.PR 8PRT 71.P C15P C75P LIMS LIMI LIME PCOI INNP SP1A SP6A',
  expired: 'CAEX EXRG',
  lapsed: 'DETH',
  invalidated: 'INPC INNT',
  amended: 'A7OK C.7C AMPB OROR',
  corrected: 'COC. COCO FFDM CORR',
};

const events = new Map<string, LifeEventCode>();
for (const [event, codes] of Object.entries(codesByEvent))
  for (const code of codes.split(' ')) events.set(code, event as LifeEventCode);

/** Our event of a prosecution code. */
export function readEventCode(code: string): LifeEventCode {
  return events.get(code) ?? 'other';
}
