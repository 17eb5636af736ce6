/** Words for an office before a number, in the languages of those who write them. */
const officeWords: readonly (readonly [pattern: RegExp, office: string])[] = [
  [/^(?:中华人民共和国|中國|中国|CHINESE|P\.?R\.? CHINA|CHINA)/, 'CN'],
  [/^(?:美国|美國|UNITED STATES|U\.\s?S\.(?:\s?A\.)?|USA(?![A-Z]))/, 'US'],
  [/^(?:日本国?|JAPANESE|JAPAN)/, 'JP'],
  [/^(?:대한민국|한국|韩国|韓國|KOREAN|KOREA)/, 'KR'],
  [/^(?:欧洲|歐洲|EUROPEAN|EUROPE)/, 'EP'],
  [/^(?:国际|國際|国際|INTERNATIONAL|INT\.|WIPO)/, 'WO'],
  [/^(?:德国|德國|GERMAN)/, 'DE'],
  [/^(?:法国|法國|FRENCH)/, 'FR'],
  [/^(?:英国|英國|BRITISH|U\.K\.|UK|GREAT BRITAIN)/, 'GB'],
  [/^(?:台湾|台灣|臺灣|中華民國|TAIWANESE|TAIWAN)/, 'TW'],
  [/^CANADIAN/, 'CA'],
  [/^AUSTRALIAN/, 'AU'],
  [/^RUSSIAN/, 'RU'],
  [/^INDIAN/, 'IN'],
  [/^SPANISH/, 'ES'],
  [/^ITALIAN/, 'IT'],
  [/^SWISS/, 'CH'],
  [/^SWEDISH/, 'SE'],
  [/^DUTCH/, 'NL'],
  [/^AUSTRIAN/, 'AT'],
  [/^BRAZILIAN/, 'BR'],
  [
    /^(?:US|EP|WO|JP|KR|CN|DE|FR|GB|TW|CA|AU|RU)(?=[\s-]+(?:NO\.|NUMBER|PATENT|PAT\.|PUB|APP|SER|REG|DESIGN|DES\.|REISSUE|PLANT|PROV|STATUTORY|LAID))/,
    '',
  ],
  [/^(?:US|EP|JP|KR|CN|DE|TW|WO)(?=(?:专利|專利|发明|申请|申請|公开|公開|公告|特開|特許|特願|実))/, ''],
];

/** Words about a number that say nothing about its office. */
const descriptions =
  /^(?:(?:UN)?EXAMINED|NON-?PROVISIONAL|PROVISIONAL|PROV\.|PUBLISHED|UTILITY(?: MODELS?)?|PATENTS?|PATS?\.?|PUBLICATIONS?|PUBLN?\.?|PUBS?\.?|APPLICATIONS?|APPLN?\.?|APPL?S?\.?|LAID[- ]?OPEN|KOKAI|SERIAL|SER\.?|REGISTRATIONS?|REG\.?|GRANT|DOCUMENTS?|DOC\.?|NUMBERS?|NOS?\.|NO:?(?=\s*[A-Z]{2}\d)|#)(?![A-Z])[\s:.,#-]*/;
const descriptionsInChinese =
  /^(?:[(（]?(?:专利|專利|发明|發明|实用新型|實用新型|新型|外观设计|設計|设计|申请|申請|公开|公開|公布|公告|授权|授權|登记|登記|注册|註冊|文献|文獻|国际|国家|阶段|公報|公报|号码|号|號|为|為|第)[)）]?)[\s:/.]*/;
const descriptionsInKorean = /^(?:공개|등록|특허|실용신안|디자인|공보|출원|번호|제)[\s:]*/;

/** What stands around a number, rewritten to what the office's rules read. The office is the one that the words imply. */
const rewrites: readonly { pattern: RegExp; becomes?: string; office?: string }[] = [
  { pattern: /^ZL[\s:.]*(?=[\d(])/, office: 'CN' },
  { pattern: /^(?:EU\s?TRADE\s?MARK|EUTM|CTM|EUIPO)[\s:#]*(?:NO\.?|NUMBER)?\s*(?=\d)/, office: 'EM' },
  { pattern: /^(?:RCD|REUD|COMMUNITY DESIGN)[\s:#]*(?:NO\.?)?\s*(?=\d)/, office: 'EM' },
  {
    pattern: /^(?:US[\s-]*)?(?:DES(?:IGN|\.)\s*(?:PAT(?:ENT|\.)\s*(?:NO\.?|NUMBER)?)\s*D?|DES\.)\s*(?=\d)/,
    becomes: 'D',
    office: 'US',
  },
  { pattern: /^(?:US[\s-]*)?PLANT (?:PAT\.|PATENT)\s*(?:NO\.?)?\s*(?:PP)?\s*(?=\d)/, becomes: 'PP', office: 'US' },
  {
    pattern: /^(?:US[\s-]*)?(?:RE\.|REISSUE(?: PATENT| PAT\.)?(?: NO\.)?\s*(?:RE)?)\s*(?=\d)/,
    becomes: 'RE',
    office: 'US',
  },
  { pattern: /^STATUTORY INVENTION REGISTRATION\s*(?:NO\.)?\s*H?(?=\d)/, becomes: 'H', office: 'US' },
  { pattern: /^DESIGN (?=(?:PATENT )?APP)/ },
  { pattern: /^(?:USSN|U\.S\.S\.N\.|SN)\s*(?=\d\d\/)/, office: 'US' },
  { pattern: /^USP\s?(?=\d)/, office: 'US' },
  { pattern: /^PCT\s*(?=(?:PATENT|APP|PUB|INTERNATIONAL|NO\.|国际|公开|申请))/, office: 'WO' },
  // `DE-OS 44 12 345`, Offenlegungs-, Auslege- and Patentschrift; GM is a Gebrauchsmuster.
  { pattern: /^DE[\s-]?(?:OS|AS|PS|GM|PA)[\s-]+(?=\d)/, office: 'DE' },
  // A German application before 1995, with its check digit.
  { pattern: /^(?=[PG]\s?\d\d\s?\d\d\s?\d{3}\.\d$)/, becomes: 'DE ', office: 'DE' },
  // `JP-A 2004-123456`, `JPA 2004-123456`, `JP-T-2004-512345`.
  { pattern: /^JP-?[ATU](?:\s+|-(?=(?:19|20)\d\d-))(?:NO\.\s*)?(?=[\dHS])/, office: 'JP' },
  { pattern: /^(?:發明|新型|設計)第(?=[IMD]\d{6}號?$)/, office: 'TW' },
];

/** Simplified characters of Japanese terms, as Chinese users type them. */
const simplified: Record<string, string> = {
  特开: '特開',
  特许: '特許',
  特愿: '特願',
  实开: '実開',
  实公: '実公',
  实愿: '実願',
  實開: '実開',
  意愿: '意願',
};
const simplifiedPattern = new RegExp(`^(${Object.keys(simplified).join('|')})`);
const japaneseTerm = /^(?:特[開表公許願]|実[開公登願用]|意[匠願登]|商[標願]|再(?:公)?表|平成?|昭和?|令和?)/;

/** Most numbers have no words around them: digits, an office's code at most before, a kind after. */
const isPlain = /^(?!ZL|SN|UK)(?:[A-Z]{2}[\s-]?)?\d[\d\s.,/-]*(?:[A-Z]\d?)?$/;

/** Takes announcing words off a typed number (upper case, NFKC). A text that is no number without them is none with them. */
export function stripWords(typed: string): { text: string; office?: string } {
  if (isPlain.test(typed)) return { text: typed };
  let text = typed;
  let office: string | undefined;
  const strip = (pattern: RegExp, becomes = ''): boolean => {
    const match = pattern.exec(text);
    const rest = match ? becomes + text.slice(match[0].length).trimStart() : text;
    if (!match || rest === text || !/\d/.test(rest)) return false;
    text = rest;
    return true;
  };
  for (let changed = true, rounds = 0; changed && rounds < 16; rounds++) {
    changed = false;
    text = text.replace(simplifiedPattern, (word) => simplified[word] ?? word);
    if (japaneseTerm.test(text)) break;
    for (const { pattern, becomes, office: implied } of rewrites) {
      if (!strip(pattern, becomes)) continue;
      office = implied ?? office;
      changed = true;
    }
    for (const [pattern, named] of officeWords) {
      const word = pattern.exec(text)?.[0];
      if (word === undefined || !strip(pattern)) continue;
      office ??= named === '' ? word : named;
      text = text.replace(/^[\s-]+/, '');
      changed = true;
    }
    for (const pattern of [descriptions, descriptionsInChinese, descriptionsInKorean])
      changed = strip(pattern) || changed;
  }
  // `第...号`, `제...호`: the last sign of the frame whose first went above.
  if (text !== typed && !japaneseTerm.test(text)) text = text.replace(/[号號호]$/, '');
  return { text, ...(office === undefined ? {} : { office }) };
}
