import type { LifeEventCode } from '../../../domain/life.js';

/** What a status code of the USPTO means for the right, in our words; `end` is the event that the status is the result of. */
export interface StatusMeaning {
  text: string;
  end?: LifeEventCode;
}

const abandoned = (text: string): StatusMeaning => ({ text: `abandoned: ${text}`, end: 'abandoned' });
const cancelled = (text: string): StatusMeaning => ({ text: `cancelled: ${text}`, end: 'cancelled' });
const live = (text: string): StatusMeaning => ({ text });

const meanings: Readonly<Record<string, StatusMeaning>> = {
  '401': cancelled('international registration cancelled, not transformed'),
  '402': abandoned('international registration cancelled'),
  '404': cancelled('international registration cancelled'),
  '405': cancelled('international registration cancelled, application transformed'),
  '406': cancelled('international registration cancelled, registration transformed'),
  '411': abandoned('international registration restricted, not transformed'),
  '412': abandoned('international registration restricted'),
  '414': cancelled('international registration restricted, not transformed'),
  '415': cancelled('international registration restricted'),
  '416': abandoned('international registration restricted, application transformed'),
  '417': cancelled('international registration restricted, registration transformed'),
  '600': abandoned('incomplete response'),
  '601': abandoned('by the applicant'),
  '602': abandoned('no or late response'),
  '603': abandoned('after appeal'),
  '604': abandoned('after an inter partes decision'),
  '605': abandoned('by the applicant after publication'),
  '606': abandoned('no statement of use'),
  '607': abandoned('defective statement of use'),
  '608': abandoned('after a petition decision'),
  '609': abandoned('defective divided application'),
  '610': abandoned('terminated after sanctions'),
  '612': live('petition to revive received'),
  '614': abandoned('petition to revive denied'),
  '616': live('revived, awaiting further action'),
  '618': abandoned('back file'),
  '624': live('registered, back file'),
  '626': cancelled('or expired, back file'),
  '630': live('new application, not yet with an examiner'),
  '631': live('new divided application'),
  '632': live('informal application'),
  '638': live('new application, with an examiner'),
  '641': live('non-final action sent'),
  '645': live('final refusal sent'),
  '653': live('suspended'),
  '661': live('response to non-final action entered'),
  '672': live('reinstated, awaiting further action'),
  '680': live('approved for publication'),
  '686': live('published for opposition'),
  '688': live('notice of allowance issued'),
  '700': live('registered'),
  '701': live('registered, section 8 accepted'),
  '702': live('registered, sections 8 and 15 accepted and acknowledged'),
  '703': live('registered, section 15 acknowledged'),
  '704': live('registered, section 8 accepted in part'),
  '705': live('registered, section 8 accepted in part, section 15 acknowledged'),
  '706': live('registered, section 71 accepted'),
  '707': live('registered, section 71 accepted in part'),
  '708': live('registered, section 71 accepted in part, section 15 acknowledged'),
  '709': cancelled('section 71'),
  '710': cancelled('section 8'),
  '711': { text: 'cancelled: section 7, surrendered', end: 'surrendered' },
  '712': cancelled('section 37, court order'),
  '713': cancelled('section 18'),
  '714': cancelled('section 24'),
  '715': live('registration cancelled, restored to pendency'),
  '730': live('first extension to file a statement of use granted'),
  '731': live('second extension to file a statement of use granted'),
  '732': live('third extension to file a statement of use granted'),
  '733': live('fourth extension to file a statement of use granted'),
  '734': live('fifth extension to file a statement of use granted'),
  '739': live('registered, sections 71 and 15 accepted and acknowledged'),
  '744': live('statement of use filed'),
  '748': live('statement of use with the examiner'),
  '760': live('appeal pending'),
  '771': live('concurrent use proceeding pending'),
  '774': live('opposition pending'),
  '775': live('opposition dismissed'),
  '777': live('opposition terminated'),
  '778': live('registered, cancellation dismissed'),
  '779': live('opposition sustained'),
  '780': live('registered, cancellation proceeding terminated'),
  '781': cancelled('section 16A'),
  '782': cancelled('section 16B'),
  '790': live('registered, cancellation pending'),
  '800': live('registered and renewed'),
  '802': live('extension of time to oppose requested'),
  '807': live('statement of use: non-final action sent'),
  '819': live('statement of use: registration review complete'),
  '900': { text: 'expired', end: 'expired' },
};

/** Meaning of a status code, or undefined when the table has none: the printed code is kept either way. */
export function readStatusCode(code: string): StatusMeaning | undefined {
  return meanings[code];
}
