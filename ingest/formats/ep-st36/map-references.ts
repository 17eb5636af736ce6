import { parseApplicationNumber } from '../../../domain/application-number.js';
import { canonicalNumber } from '../../../domain/document-id.js';
import type { DocumentReference, PriorityClaim, RelatedDocument } from '../../../domain/document-reference.js';
import type { PctOrRegionalData } from '../../../domain/patent.js';
import { find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { readDay, type Mapping } from '../st36/flags.js';
import { readPriorityNumber } from '../st36/priority-number.js';
import { dayAt, splitEntries } from './sdobi-reading.js';

/** INID 21, 22: B210, B220. A printed check digit that the number does not have is flagged. */
export function mapApplication(sdobi: XmlNode | undefined, mapping: Mapping): DocumentReference | undefined {
  const b200 = find(sdobi, 'B200');
  const printed = textAt(b200, 'B210') ?? textAt(b200, 'B210EP');
  if (!printed) return undefined;
  const parsed = parseApplicationNumber('EP', printed);
  if (parsed.isCheckDigitValid === false)
    mapping.flags.push({ code: 'check-digit', member: 'applicationReference.number', raw: printed });
  const date = dayAt(mapping, b200, 'B220');
  const epodoc = textAt(b200, 'B211EP');
  return {
    office: 'EP',
    number: parsed.number || printed,
    ...(date ? { date } : {}),
    original: printed,
    ...(epodoc ? { forms: { epodoc } } : {}),
  };
}

/** INID 31, 32, 33: B310, B320, B330 in rows without an element of their own. */
export function mapPriorities(sdobi: XmlNode | undefined, mapping: Mapping): PriorityClaim[] {
  const rows = splitEntries(find(sdobi, 'B300')?.children ?? []).filter((row) => row.get('B310')?.text);
  return rows.map((row, index) => {
    const printed = row.get('B310')?.text ?? '';
    const office = textAt(row.get('B330'), 'ctry') ?? '';
    const date = readDay(mapping, textAt(row.get('B320'), 'date'), 'priorityClaims.date');
    return {
      office,
      number: readPriorityNumber(office, printed, date),
      ...(date ? { date } : {}),
      sequence: index + 1,
      original: printed,
    };
  });
}

/** Tags of B600 -> relation. B620EP lists the divisional applications that came out of this one. */
const relations: Readonly<Record<string, string>> = {
  B610: 'addition',
  B620: 'division',
  B627: 'division',
  B620EP: 'division',
  B640: 'reissue',
  B645: 'reexamination',
  B650: 'previously-published-document',
  B655: 'previously-published-document',
  B660: 'substitution',
  B670: 'utility-model-basis',
  B631: 'continuation',
  B632: 'continuation-in-part',
  B633: 'continuing-reissue',
};

/** INID 60 to 67, and 27 (B270, previously filed application). */
export function mapRelated(sdobi: XmlNode | undefined, mapping: Mapping): RelatedDocument[] {
  const related: RelatedDocument[] = [];
  const elements = (find(sdobi, 'B600')?.children ?? []).flatMap((each) =>
    each.name === 'B630' ? each.children : [each],
  );
  for (const element of elements) {
    const relation = relations[element.name];
    const parentElement = find(element, 'parent');
    if (element.name === 'B665') {
      const corrected = mapModel(find(element, 'B666'), mapping);
      if (corrected[0]) related.push({ relation: 'correction', parent: corrected[0].reference });
    }
    if (!relation) continue;
    const status = textAt(parentElement, 'psta');
    const grant = mapModel(find(parentElement, 'ppub'), mapping)[0]?.reference;
    const shared = { ...(status ? { parentStatus: status } : {}), ...(grant ? { parentGrant: grant } : {}) };
    const models = (...names: string[]) =>
      names.flatMap((name) => findAll(parentElement, name)).flatMap((each) => mapModel(each, mapping));
    for (const { reference, publication } of models('pdoc'))
      related.push({ relation, parent: reference, ...(publication ? { parentGrant: publication } : {}), ...shared });
    for (const { reference } of [
      ...models('cdoc'),
      ...mapModel(find(element, 'B621EP'), mapping),
      ...mapModel(find(element, 'B622EP'), mapping),
    ])
      related.push({ relation, child: reference, ...shared });
    const bare = find(parentElement, 'dnum');
    const direct = bare && mapNumber(bare, 'EP', undefined);
    if (direct && !find(parentElement, 'pdoc') && !find(parentElement, 'cdoc'))
      related.push({ relation, parent: direct.reference, ...shared });
  }
  for (const { reference } of mapModel(find(sdobi, 'B200', 'B270'), mapping))
    related.push({ relation: 'previously-filed-application', parent: reference });
  return related;
}

interface Numbers {
  reference: DocumentReference;
  /** The publication, where the model carries both numbers. */
  publication?: DocumentReference;
}

/** The documents of one `(dnum?, date?, ctry?, kind? ...)*`. */
function mapModel(model: XmlNode | undefined, mapping: Mapping): Numbers[] {
  return splitEntries(model?.children ?? []).flatMap((row) => {
    const dnum = row.get('dnum');
    const numbers = dnum && mapNumber(dnum, row.get('ctry')?.text || 'EP', row.get('kind')?.text || undefined);
    if (!numbers) return [];
    const date = readDay(mapping, row.get('date')?.text, 'relatedDocuments.date');
    if (date) numbers.reference.date = date;
    return [numbers];
  });
}

function mapNumber(dnum: XmlNode, office: string, kind: string | undefined): Numbers | undefined {
  const application = textAt(dnum, 'anum') ?? textAt(dnum, 'text');
  const printed = textAt(dnum, 'pnum');
  const publicationNumber = printed && (canonicalNumber(office, printed, kind) || printed);
  const publication = publicationNumber
    ? { office, number: publicationNumber, ...(kind ? { kind } : {}), original: printed }
    : undefined;
  if (!application) return publication ? { reference: publication } : undefined;
  const reference: DocumentReference = {
    office,
    number: parseApplicationNumber(office, application).number || application,
    original: application,
    ...(publicationNumber ? { forms: { publication: publicationNumber } } : {}),
  };
  return publication ? { reference, publication } : { reference };
}

/** INID 86: B861 application, B862 language, B850 or B863 entry into the regional phase. */
export function mapPctFiling(sdobi: XmlNode | undefined, mapping: Mapping): PctOrRegionalData | undefined {
  const b800 = find(sdobi, 'B800');
  const b861 = find(b800, 'B860', 'B861');
  const printed = textAt(b861, 'dnum', 'anum') ?? textAt(b861, 'dnum', 'text');
  if (!printed) return undefined;
  const date = readDay(mapping, textAt(b861, 'date'), 'pctOrRegionalFilingData.date');
  const lang = textAt(b800, 'B860', 'B862');
  const entry = dayAt(mapping, b800, 'B850') ?? dayAt(mapping, b800, 'B860', 'B863');
  return {
    reference: {
      office: 'WO',
      number: parseApplicationNumber('WO', printed).number || printed,
      ...(date ? { date } : {}),
      original: printed,
    },
    ...(entry ? { nationalEntryDate: entry } : {}),
    ...(lang ? { lang } : {}),
  };
}

/** INID 87: B871 publication, B872 language. */
export function mapPctPublication(sdobi: XmlNode | undefined, mapping: Mapping): PctOrRegionalData | undefined {
  const b870 = find(sdobi, 'B800', 'B870');
  const b871 = find(b870, 'B871');
  const printed = textAt(b871, 'dnum', 'pnum') ?? textAt(b871, 'dnum', 'text');
  if (!printed) return undefined;
  const date = readDay(mapping, textAt(b871, 'date'), 'pctOrRegionalPublishingData.date');
  const lang = textAt(b870, 'B872');
  const kind = textAt(b871, 'kind');
  return {
    reference: {
      office: 'WO',
      number: canonicalNumber('WO', printed, kind) || printed,
      ...(kind ? { kind } : {}),
      ...(date ? { date } : {}),
      original: printed,
    },
    ...(lang ? { lang } : {}),
  };
}
