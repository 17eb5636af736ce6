/** What stands around a number, rewritten to what the office's rules read. The office is the one that the words imply. */
const rewrites: { pattern: RegExp; becomes?: string; office?: string }[] = [
  {
    pattern:
      /^(?:中国|中國)?(?:专利号|專利號|专利申请号|申请号|申請號|公开号|公布号|公告号|授权公告号|申请公布号|公开\(公告\)号|登记号|注册号)[:\s]*/,
  },
  { pattern: /^ZL[\s:.]*(?=[\d(])/, office: 'CN' },
  { pattern: /^(?:대한민국|한국)?\s*제\s*(?=[1-4]\d-?\d)/, office: 'KR' },
  { pattern: /^(?:EU\s?TRADE\s?MARK|EUTM|CTM|EUIPO)[\s:#]*(?:NO\.?|NUMBER)?\s*(?=\d)/, office: 'EM' },
  { pattern: /^(?:RCD|REUD|COMMUNITY DESIGN)[\s:#]*(?:NO\.?)?\s*(?=\d)/, office: 'EM' },
  { pattern: /^(?:US[\s-]*)?DES\.\s*(?=\d)/, becomes: 'D', office: 'US' },
  { pattern: /^(?:US[\s-]*)?PLANT (?:PAT\.|PATENT)\s*(?:NO\.?)?\s*(?=\d)/, becomes: 'PP', office: 'US' },
  { pattern: /^(?:US[\s-]*)?RE\.\s*(?=\d)/, becomes: 'RE', office: 'US' },
  { pattern: /^(?:U\.\s?S\.(?:\s?A\.)?\s?|(?:USA|UNITED STATES)[\s-]+)(?=[A-Z\d])/, office: 'US' },
  { pattern: /^US\s+(?=(?:PATENT|PAT\.|PUB|APP|SER|REG)[A-Z.]*\s)/, office: 'US' },
  {
    pattern:
      /^(?:PATENT|PAT\.?|PUBLICATION|PUB\.?|APPLICATION|APPL\.?|APP\.?|SERIAL|SER\.?|REGISTRATION|REG\.?)\s*(?:NUMBER|NO\.?|#)[\s:]*(?=[A-Z\d])/,
  },
  { pattern: /^NO\.\s*(?=\d)/ },
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

/** Takes announcing words off a typed number (upper case, NFKC). */
export function stripWords(typed: string): { text: string; office?: string } {
  let text = typed.replace(simplifiedPattern, (word) => simplified[word] ?? word);
  let office: string | undefined;
  for (let changed = true; changed;) {
    changed = false;
    for (const { pattern, becomes = '', office: implied } of rewrites) {
      if (!pattern.test(text)) continue;
      text = text.replace(pattern, becomes);
      office = implied ?? office;
      changed = true;
    }
  }
  return { text, ...(office === undefined ? {} : { office }) };
}
