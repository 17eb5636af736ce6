import { parseClassSymbol } from '../../../domain/class-symbol.js';
import type { Classification } from '../../../domain/classification.js';
import type { EmbeddedReference, LocalizedText } from '../../../domain/text.js';
import type { GoodsServices, TrademarkRecord } from '../../../domain/trademark.js';
import { attribute, find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { readDay, type Mapping } from '../st36/flags.js';

/** Text with the language that the file gives it. */
export function localize(element: XmlNode): LocalizedText {
  const lang = attribute(element, 'languageCode')?.toLowerCase();
  return { ...(lang ? { lang } : {}), text: element.text };
}

/** KindMark in the words of all offices: `Individual` is a plain trademark. */
export function mapKinds(trademark: XmlNode): string[] {
  const printed = textAt(trademark, 'KindMark') ?? textAt(trademark, 'KindMarkText') ?? '';
  return printed
    .split(/\s*,\s*/)
    .filter(Boolean)
    .map((kind) => {
      const words = kind.toLowerCase();
      if (words === 'individual' || words === 'trademark' || words === 'trade mark') return 'trademark';
      if (words.includes('certific') || words.includes('guarantee')) return 'certification';
      if (words.includes('collective')) return 'collective';
      return words.replace(/\s+/g, '-');
    });
}

/** INID 511: one entry per class, each language beside the others. */
export function mapGoods(trademark: XmlNode, mapping: Mapping): GoodsServices[] {
  return findAll(trademark, 'GoodsServicesDetails', 'GoodsServices', 'ClassDescriptionDetails', 'ClassDescription').map(
    (element) => {
      const extension = find(element, 'ClassDescriptionExt');
      const basis = find(extension, 'FilingBasisDetails');
      const number = niceNumber(textAt(element, 'ClassNumber'));
      const firstUse = readDay(mapping, textAt(basis, 'FirstUseDateNumber'), 'goodsServices.firstUseDate');
      const inCommerce = readDay(
        mapping,
        textAt(basis, 'FirstUseInCommerceDate'),
        'goodsServices.firstUseInCommerceDate',
      );
      const status = textAt(extension, 'ClassNumberStatusDescriptionText') ?? textAt(element, 'ClassNumberStatusCode');
      return {
        ...(number ? { niceClass: number } : {}),
        description: describeGoods(element),
        ...(firstUse ? { firstUseDate: firstUse } : {}),
        ...(inCommerce ? { firstUseInCommerceDate: inCommerce } : {}),
        ...(status ? { status } : {}),
      };
    },
  );
}

/** Goods of a class as the office words them; a language that has only terms of the common database is made of those. */
function describeGoods(element: XmlNode): LocalizedText[] {
  const worded = findAll(element, 'GoodsServicesDescription')
    .filter(({ text }) => text !== '')
    .map(localize);
  const terms = findAll(element, 'ClassificationTermDetails', 'ClassificationTerm', 'ClassificationTermText')
    .filter(({ text }) => text !== '')
    .map(localize)
    .filter(({ lang }) => !worded.some((each) => each.lang === lang));
  const languages = [...new Set(terms.map(({ lang }) => lang))];
  return [
    ...worded,
    ...languages.map((lang) => ({
      ...(lang ? { lang } : {}),
      text: terms
        .filter((each) => each.lang === lang)
        .map(({ text }) => text)
        .join('; '),
    })),
  ];
}

const niceNumber = (printed: string | undefined) =>
  printed && /^\d{1,3}$/.test(printed) ? String(Number(printed)) : undefined;

/** Nice classes with their edition, national classes of the US office, Vienna codes of the image. */
export function mapClasses(trademark: XmlNode, mapping: Mapping): Classification[] {
  const mapped: Classification[] = [];
  const add = (scheme: 'nice' | 'vienna' | 'us', raw: string, version: string | undefined) => {
    // National trademark classes (`021`, `100`) are plain numbers, unlike the US patent classes of the same scheme.
    const parsed = scheme === 'us' ? { scheme, symbol: raw } : parseClassSymbol(scheme, raw);
    if (!parsed) mapping.flags.push({ code: 'unknown-class', member: `classifications.${scheme}`, raw });
    else if (!mapped.some((each) => each.scheme === scheme && each.symbol === parsed.symbol))
      mapped.push({ ...parsed, ...(version ? { version } : {}) });
  };
  for (const goods of findAll(trademark, 'GoodsServicesDetails', 'GoodsServices')) {
    const version = textAt(goods, 'ClassificationVersion');
    const isNice = /^nice|^$/i.test(textAt(goods, 'ClassificationKindCode') ?? '');
    for (const element of findAll(goods, 'ClassDescriptionDetails', 'ClassDescription')) {
      const number = textAt(element, 'ClassNumber');
      if (number && isNice) add('nice', niceNumber(number) ?? number, version);
      else if (number) mapping.flags.push({ code: 'national-class', member: 'classifications', raw: number });
      for (const { text } of findAll(element, 'ClassDescriptionExt', 'DomesticClassNumbers'))
        if (text) add('us', text, undefined);
    }
  }
  const images = findAll(trademark, 'MarkImageDetails', 'MarkImage');
  for (const category of images.flatMap((image) => [
    ...findAll(image, 'MarkImageCategory'),
    ...findAll(image, 'MarkImageCategoryDetails', 'MarkImageCategory'),
  ])) {
    for (const group of [category, ...findAll(category, 'CategoryCodeDetails')]) {
      const version = textAt(group, 'CategoryVersion');
      for (const { text } of findAll(group, 'CategoryCode')) if (text) add('vienna', text, version);
    }
  }
  return mapped;
}

/** Descriptions, disclaimers, translations, colours ... kind -> text. */
export function mapStatements(trademark: XmlNode): TrademarkRecord['statements'] {
  const statements: TrademarkRecord['statements'] = [];
  const add = (kind: string, text: string | undefined) => {
    if (text && !statements.some((each) => each.kind === kind && each.text === text)) statements.push({ kind, text });
  };
  const all = (kind: string, ...path: string[]) => findAll(trademark, ...path).forEach(({ text }) => add(kind, text));
  all('description', 'MarkDescriptionDetails', 'MarkDescription');
  all('description', 'MarkDescriptionDetails', 'MarkVoluntaryDescription');
  all('disclaimer', 'MarkDisclaimerDetails', 'MarkDisclaimer');
  all('disclaimer', 'MarkVoluntaryDisclaimerDetails', 'MarkVoluntaryDisclaimer');
  all('translation', 'WordMarkSpecification', 'MarkTranslation');
  all('transliteration', 'WordMarkSpecification', 'MarkTransliteration');
  all('transcription', 'WordMarkSpecification', 'MarkTranscription');
  all('significant-verbal-element', 'WordMarkSpecification', 'MarkSignificantVerbalElementText');
  all('significant-verbal-element', 'WordMarkSpecification', 'MarkSignificantVerbalElement');
  all('colour-claimed', 'MarkImageDetails', 'MarkImage', 'MarkImageColourClaimedText');
  all('colour-part-claimed', 'MarkImageDetails', 'MarkImage', 'MarkImageColourPartClaimedText');
  all('image-category', 'MarkImageDetails', 'MarkImage', 'MarkImageCategory', 'CategoryDescription');
  all('goods-services-header', 'GoodsServicesDetails', 'GoodsServices', 'GoodsServicesHeader');
  all('goods-services-footer', 'GoodsServicesDetails', 'GoodsServices', 'GoodsServicesFooter');
  all('national-declaration', 'InternationalRegistrationNationalDeclarationDetails', 'NationalDeclaration');
  all('use-intended-in', 'MarkUseIntentDetails', 'MarkUseIntentCountryCode');
  all('limitation', 'GoodsServicesDetails', 'GoodsServices', 'GoodsServicesLimitation');
  all('comment', 'Comment');
  all('comment', 'GoodsServicesDetails', 'GoodsServices', 'Comment');
  if (textAt(trademark, 'WordMarkSpecification', 'MarkStandardCharacterIndicator') === 'true')
    add('indicator', 'standard characters');
  if (textAt(trademark, 'MarkImageDetails', 'MarkImage', 'MarkImageColourIndicator') === 'true')
    add('indicator', 'colour');
  if (textAt(trademark, 'TradeDistinctivenessIndicator') === 'true') add('indicator', 'acquired distinctiveness');
  add('acquired-distinctiveness', textAt(trademark, 'TradeDistinctivenessText'));
  add('second-language', textAt(trademark, 'SecondLanguageCode'));
  add('use-right', textAt(trademark, 'UseRight'));
  add('duration-in-years', textAt(trademark, 'InternationalRegistrationDuration'));
  add('applicant-reference', textAt(trademark, 'ApplicationReference'));
  return statements;
}

/** Images, sounds and other files that show the mark. */
export function mapMarkFiles(trademark: XmlNode): EmbeddedReference[] {
  const files: EmbeddedReference[] = [];
  for (const kind of ['MarkImage', 'MarkSound', 'MarkMultimedia', 'MarkVideo', 'MarkHologram']) {
    for (const element of findAll(trademark, `${kind}Details`, kind)) {
      const id = textAt(element, `${kind}Identifier`);
      const file = textAt(element, `${kind}URI`) ?? textAt(element, `${kind}Filename`);
      // `kind` has no sound or film: the part says what it is.
      if (id || file)
        files.push({
          kind: 'image',
          ...(id ? { id } : {}),
          ...(file ? { file } : {}),
          part: kind === 'MarkImage' ? 'mark' : kind.replace('Mark', 'mark-').toLowerCase(),
        });
    }
  }
  return files;
}
