import type { LifeEvent, LifeEventCode } from '../../../domain/life.js';
import { attribute, find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { readDay, type Mapping } from '../st36/flags.js';
import { countriesAt, namedDetails } from './sdobi-reading.js';

/** A dated child of a procedure: tag, event, words. */
type Step = readonly [tag: string, code: LifeEventCode, text: string];

const revocationSteps: readonly Step[] = [
  ['B0121EP', 'other', 'revocation requested by the proprietor'],
  ['B0124EP', 'other', 'fee for revocation paid'],
  ['B0126EP', 'other', 'decision on revocation despatched'],
  ['B0127EP', 'revoked', 'patent revoked at request of the proprietor'],
];
const reviewSteps: readonly Step[] = [
  ['B0753EP', 'other', 'petition for review'],
  ['B0755EP', 'other', 'decision on petition for review'],
];
const limitationSteps: readonly Step[] = [
  ['B0911EP', 'other', 'limitation requested'],
  ['B0914EP', 'other', 'fee for limitation paid'],
  ['B0922EP', 'other', 'limitation rejected, decision despatched'],
  ['B0923EP', 'other', 'limitation rejected, legal effect'],
  ['B0931EP', 'other', 'limitation allowed, communication despatched'],
  ['B0932EP', 'other', 'translation of limited claims received'],
  ['B0933EP', 'other', 'fees for limited specification paid'],
];

/** `B245EP`: why the proceedings stand still. */
const suspensions: Readonly<Record<string, string>> = {
  '1': 'suspension (Rule 14)',
  '2': 'interruption: applicant died',
  '3': 'interruption: legal incapacity of applicant',
  '4': 'interruption: legal prevention',
  '5': 'interruption: representative died',
  '6': 'interruption: legal incapacity of representative',
  '7': 'interruption: bankruptcy of the representative',
};

/** Procedures of B000 (revocation, limitation, petition for review, rights in rem), and of B200 that need more than a date. */
export function mapProcedures(sdobi: XmlNode | undefined, mapping: Mapping): LifeEvent[] {
  const eptags = find(sdobi, 'B000', 'eptags');
  const events: LifeEvent[] = [];
  const add = (
    raw: string | undefined,
    code: LifeEventCode,
    tag: string,
    text: string,
    details?: Record<string, string>,
  ) => {
    const date = readDay(mapping, raw, tag);
    if (date) events.push({ date, code, officeCode: tag, text, ...(details ? { details } : {}) });
  };
  const steps = (start: XmlNode, list: readonly Step[], details?: Record<string, string>) => {
    for (const [tag, code, text] of list)
      for (const parent of [start, ...start.children]) add(textAt(parent, tag, 'date'), code, tag, text, details);
  };

  for (const right of findAll(eptags, 'B010EP', 'B011EP'))
    add(textAt(right, 'date'), 'pledged', 'B011EP', 'rights in rem or legal means of execution', {
      number: textAt(right, 'dnum', 'text') ?? '',
      states: right.children
        .filter(({ name }) => name === 'ctry')
        .map(({ text }) => text)
        .join(' '),
    });
  for (const each of findAll(eptags, 'B012EP', 'B0120EP'))
    steps(
      each,
      revocationSteps,
      namedDetails({ kind: textAt(each, 'B0122EP'), decision: textAt(each, 'B0123EP') }).details,
    );
  for (const each of findAll(eptags, 'B075EP', 'B0750EP'))
    steps(
      each,
      reviewSteps,
      namedDetails({
        number: attribute(each, 'review-number'),
        appeal: textAt(each, 'B0751EP'),
        petitioner: textAt(each, 'B0752EP'),
        decision: textAt(each, 'B0756EP'),
      }).details,
    );
  add(textAt(eptags, 'B078EP', 'date'), 'other', 'B078EP', 'no opposition filed');
  for (const each of findAll(eptags, 'B090EP', 'B0900EP')) {
    const filing = find(each, 'B091EP');
    steps(
      each,
      limitationSteps,
      namedDetails({
        sequence: attribute(each, 'limitation-sequence'),
        kind: textAt(filing, 'B0912EP'),
        decision: textAt(filing, 'B0913EP'),
        rejection: textAt(each, 'B092EP', 'B0921EP'),
      }).details,
    );
  }
  for (const decision of findAll(sdobi, 'B400', 'B453EP', 'B4530EP'))
    add(
      textAt(decision, 'date'),
      'limited',
      'B4530EP',
      'mention of the limitation decision',
      namedDetails({ kind: textAt(decision, 'kind'), bulletin: textAt(decision, 'bnum') }).details,
    );

  const b240 = find(sdobi, 'B200', 'B240');
  const reason = textAt(b240, 'B245EP') ?? '';
  add(textAt(b240, 'B245', 'date'), 'other', 'B245', suspensions[reason] ?? 'proceedings suspended or interrupted');
  const states = countriesAt(b240, 'B244').join(' ');
  add(textAt(b240, 'B244', 'date'), 'other', 'B244', 'conversion to national application requested', { states });
  // B004EP says how the decision of B238 went: 2 not accepted, 3 accepted.
  const isRefused = textAt(eptags, 'B004EP') === '2';
  add(
    textAt(sdobi, 'B200', 'B230', 'B238', 'date'),
    isRefused ? 'other' : 'restored',
    'B238',
    isRefused ? 're-establishment of rights refused' : 'rights re-established',
  );
  return events;
}
