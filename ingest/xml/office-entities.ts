/**
 * Named entities of office DTDs that HTML5 lacks or spells otherwise: the ISO 8879 sets ISOgrk1 and ISOgrk2 (US and EP documents write `&mgr;m`), and
 * what the EPO added to DOCDB's set over the years. Names that stand for private-use characters (`Brketopenst`) are left out: they stay as written.
 */
const greek: Readonly<Record<string, string>> = Object.fromEntries(
  `agr α Agr Α bgr β Bgr Β ggr γ Ggr Γ dgr δ Dgr Δ egr ε Egr Ε zgr ζ Zgr Ζ eegr η EEgr Η thgr θ THgr Θ igr ι Igr Ι kgr κ Kgr Κ lgr λ Lgr Λ mgr μ Mgr Μ
  ngr ν Ngr Ν xgr ξ Xgr Ξ ogr ο Ogr Ο pgr π Pgr Π rgr ρ Rgr Ρ sgr σ Sgr Σ sfgr ς tgr τ Tgr Τ ugr υ Ugr Υ phgr φ PHgr Φ khgr χ KHgr Χ psgr ψ PSgr Ψ
  ohgr ω OHgr Ω aacgr ά Aacgr Ά eacgr έ Eacgr Έ eeacgr ή EEacgr Ή idigr ϊ Idigr Ϊ iacgr ί Iacgr Ί idiagr ΐ oacgr ό Oacgr Ό udigr ϋ Udigr Ϋ uacgr ύ
  Uacgr Ύ udiagr ΰ ohacgr ώ OHacgr Ώ thetas θ phis φ`
    .split(/\s+/)
    .reduce<[string, string][]>((pairs, word, index, words) => {
      if (index % 2 === 0) pairs.push([word, words[index + 1] ?? '']);
      return pairs;
    }, []),
);

export const officeEntities: Readonly<Record<string, string>> = {
  ...greek,
  sacute: 'ś',
  ccaron: 'č',
  scaron: 'š',
  zcaron: 'ž',
  supl: '¹', // `&sup1;` misspelt, as DOCDB's own set allows
  sl0: 'Ø',
  RARR: '↠',
  STAR: '⋆',
  CIRC: '^',
  degree: '°',
  percent: '%',
  litre: 'ℓ',
  circlef: '●',
  efdot: '≒',
  rlarr2: '⇄',
  lparstr: '′',
  rparstr: '‶',
  jnodot: 'ȷ',
  newline: '\n',
  equals: '=',
  plus: '+',
  lsqb: '[',
  rsqb: ']',
  lcub: '{',
  rcub: '}',
  lowbar: '_',
  num: '#',
  percnt: '%',
  dollar: '$',
  commat: '@',
  verbar: '|',
  LeftBracketingBar: '|',
  RightBracketingBar: '|',
  sol: '/',
  bsol: '\\',
  ast: '*',
  excl: '!',
  quest: '?',
  period: '.',
  comma: ',',
  colon: ':',
  semi: ';',
  lpar: '(',
  rpar: ')',
  hyphen: '‐',
  dash: '‐',
  horbar: '―',
  apos: "'",
};
