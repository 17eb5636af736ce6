/**
 * What the DTDs allow inside each element: us-patent-grant v4.0 (2004-12-02) to v4.7 (2022-02-17) and
 * us-patent-application v4.0 to v4.5 (2021-08-30) taken together, names only. An element that is not here holds text or
 * nothing. MathML is represented by the elements at the top of its two vocabularies.
 * A line says `element element: child child`; an indented one goes on.
 */
const written = `
us-patent-grant: doc-page us-bibliographic-data-grant abstract drawings description sequence-list-doc us-sequence-list-doc us-megatable-doc
    table-external-doc us-chemistry us-math us-claim-statement claims
us-patent-application: doc-page us-bibliographic-data-application abstract drawings description sequence-list-doc us-sequence-list-doc
    us-megatable-doc table-external-doc us-chemistry us-math us-claim-statement claims
us-bibliographic-data-grant: publication-reference us-sir-flag application-reference us-application-series-code priority-claims
    us-issued-on-continued-prosecution-application rule-47-flag us-term-of-grant classification-ipc classifications-ipcr classifications-cpc
    classification-locarno classification-national invention-title us-botanic references-cited us-references-cited number-of-claims us-exemplary-claim
    field-of-search us-field-of-classification-search figures us-microform-quantity us-related-documents parties us-parties us-deceased-inventor
    assignees examiners pct-or-regional-filing-data pct-or-regional-publishing-data hague-agreement-data patent-family bio-deposit text
us-bibliographic-data-application: publication-reference application-reference us-application-series-code us-publication-filing-type
    us-publication-of-continued-prosecution-application rule-47-flag priority-claims classification-ipc classifications-ipcr classifications-cpc
    classification-locarno classification-national invention-title us-botanic references-cited us-references-cited us-related-documents parties
    us-parties us-deceased-inventor assignees bio-deposit pct-or-regional-filing-data pct-or-regional-publishing-data us-appendix-data dtext
abst-problem abst-solution us-megatable-doc: p
abstract: doc-page abst-problem abst-solution p
accepted action-date cpc-version-indicator datecit date-search-completed date-search-report-mailed ipc-version-indicator misc
    international-filing-date international-registration-publication-date international-registration-date received revised srchdate us-371c124-date
    us-371c12-date: date
addition continuation continuation-in-part continuing-reissue division reexamination reissue substitution us-reexamination-reissue-merger
    utility-model-basis: relation
address: address-1 address-2 address-3 mailcode pobox room address-floor building street city county state postcode country text
addressbook: name prefix last-name orgname first-name middle-name suffix iid role department synonym registered-number address phone fax email url ead
    dtext text
advantageous-effects background-art best-mode description-of-drawings industrial-applicability mode-for-invention sequence-list-text technical-field
    tech-problem tech-solution: heading p
agent confsponsor us-deceased-inventor: addressbook
agents: customer-number agent
us-applicant: addressbook residence us-rights designated-states designated-states-as-inventor
applicant: addressbook nationality residence us-rights designated-states designated-states-as-inventor
us-applicants: us-applicant
applicants: applicant
application-reference document-corrected family-member parent-grant-document parent-pct-document priority-application publication-reference
    related-publication search-report-publication: document-id
article: text author atl subname serial book absno location class keyword cpyrt artid refno
assignee author searcher subname: name prefix last-name orgname first-name middle-name suffix iid role department synonym registered-number
    addressbook
assignees: assignee
assistant-examiner primary-examiner: name prefix last-name orgname first-name middle-name suffix iid role department synonym registered-number
    electronic-signature
authorized-officer: name prefix last-name orgname first-name middle-name suffix iid role department synonym registered-number phone fax email
    electronic-signature
b: i o u smallcaps sub sup
basic-signature: fax-image text-string click-wrap
bio-deposit: depositary bio-accno date term dtext
book: text author book-title conference subtitle subname edition imprint descrip series absno location isbn pubid vid bookno notes class keyword cpyrt
    refno
chemistry: img chem
child-doc: document-id international-filing-date
us-citation: patcit nplcit corresponding-docs rel-passage category rel-claims classification-ipc classifications-ipcr classification-cpc-text
    classification-national
citation: patcit nplcit corresponding-docs rel-passage category rel-claims classification-ipc classifications-ipcr classification-national
claim: claim-text
claims: doc-page claim
claim-text: claim-text claim-ref b i o u sup sub smallcaps br pre crossref figref img chemistry maths tables
classification-ipc: edition main-classification further-classification additional-info linked-indexing-code-group unlinked-indexing-code text
classification-ipcr: ipc-version-indicator classification-level section class subclass main-group subgroup symbol-position classification-value
    action-date generating-office classification-status classification-data-source
main-cpc: classification-cpc
further-cpc: classification-cpc combination-set
classifications-cpc: main-cpc further-cpc
classification-cpc: cpc-version-indicator section class subclass main-group subgroup symbol-position classification-value action-date
    generating-office classification-status classification-data-source scheme-origination-code
combination-set: group-number combination-rank
combination-rank: rank-number classification-cpc
classification-locarno: edition main-classification further-classification text
classification-national: country edition main-classification further-classification additional-info linked-indexing-code-group unlinked-indexing-code
    text
classifications-ipcr: classification-ipcr
column: colf coll
conference: text conftitle date confno confplace confsponsor
confplace depositary: address
correction: document-corrected type-of-correction gazette-reference text
correspondence-address: customer-number addressbook
corresponding-docs: document-id nplcit
crossref dt figref heading: b i o u sup sub smallcaps
dd: b i o u sup sub smallcaps br pre patcit nplcit bio-deposit crossref figref img ul ol chemistry maths
deceased-inventor: name prefix last-name orgname first-name middle-name suffix iid role department synonym registered-number
description: doc-page invention-title technical-field background-art disclosure description-of-drawings best-mode mode-for-invention
    industrial-applicability sequence-list-text heading p
designated-states designated-states-as-inventor: country region
disclaimer: date text
disclosure: tech-problem tech-solution advantageous-effects heading p
dl: dt dd
document-id: country doc-number kind name date
drawings: doc-page figure
electronic-signature: basic-signature enhanced-signature
enhanced-signature: pkcs7
examiners: primary-examiner assistant-examiner authorized-officer
figure us-math: img
figures: number-of-drawing-sheets number-of-figures figure-to-publish
figure-to-publish: fig-number
field-of-search: classification-ipc classifications-ipcr classification-national
gazette-reference: gazette-num date text
generating-office nationality place-of-search region residence: country
history: text received accepted revised misc
i: b o u smallcaps sub sup
imprint: text address name pubdate
invention-title othercit: b i o u sup sub
inventor: addressbook designated-states
inventors: inventor deceased-inventor
lapse-of-patent: document-id text
li: b i o u sup sub smallcaps br pre patcit nplcit bio-deposit crossref figref img dl ul ol chemistry maths
line: linef linel
linked-indexing-code-group: main-linked-indexing-code sub-linked-indexing-code
location: text serpart sersect chapter pp column para line
maths: img math
nplcit: text article book online othercit
o: b i smallcaps sub sup
office-of-filing: region country
ol ul: li
online: text author online-title hosttitle subname edition serial book imprint pubdate history series hostno location notes avail class keyword cpyrt
    issn isbn datecit srchterm srchdate refno
p: b i o u sup sub smallcaps br pre dl ul ol crossref figref patcit nplcit bio-deposit img chemistry maths tables table-external-doc
para: paraf paral
parent-doc: document-id parent-status parent-grant-document parent-pct-document international-filing-date
us-parties: us-applicants inventors agents
parties: applicants inventors correspondence-address agents
patcit: text document-id rel-passage
patent-family: priority-application family-member text
pct-or-regional-filing-data: document-id us-371c124-date us-371c12-date
pct-or-regional-publishing-data: document-id gazette-reference
hague-agreement-data: international-filing-date international-registration-publication-date international-registration-number
    international-registration-date
pp: ppf ppl
priority-claim: country doc-number date office-of-filing priority-doc-requested priority-doc-attached
priority-claims: priority-claim
pubdate: sdate edate time
us-references-cited: text us-citation date-search-completed date-search-report-mailed place-of-search search-report-publication searcher
references-cited: text citation date-search-completed date-search-report-mailed place-of-search search-report-publication searcher
relation us-relation: parent-doc child-doc
rel-passage: text passage category rel-claims
serial: sertitle alttitle subname issue imprint pubdate descrip notes issn isbn pubid vid ino cpyrt
series: text mst msn issn
smallcaps sub2 sup2: b i o u
sub sup: b i o u sup2 sub2
tables: img table
u: b i o smallcaps sub sup
us-botanic: latin-name variety
us-divisional-reissue: us-relation
us-field-of-classification-search: us-classifications-ipcr classification-national classification-cpc-text classification-cpc-combination-text
us-provisional-application: document-id us-provisional-application-status
us-related-documents: addition division continuation continuation-in-part continuing-reissue reissue us-divisional-reissue reexamination
    us-reexamination-reissue-merger substitution us-provisional-application utility-model-basis correction related-publication
us-sequence-list-doc: p sequence-list
sequence-list-doc: doc-page sequence-list
us-term-of-grant: text length-of-grant us-term-extension disclaimer lapse-of-patent prior-disclosure-affidavit-filed
us-appendix-data: object-reference
object-reference: object-description object-id object-contents
us-publication-filing-type: us-original-publication-voluntary us-original-publication-redacted us-original-publication-amended
    us-republication-corrected us-republication-redacted us-republication-amended
table: title tgroup
tgroup: colspec thead tbody
thead: colspec row
tbody: row
row: entry
entry: b i o u sup sub smallcaps br patcit nplcit bio-deposit crossref figref img dl ul ol chemistry maths
math: mi mn mo mtext ms mspace mrow mfrac msqrt mroot menclose mstyle merror mpadded mphantom mfenced msub msup msubsup munder mover munderover
    mmultiscripts mtable maligngroup malignmark maction semantics ci cn csymbol apply reln fn lambda interval list matrix set vector piecewise declare
mtable: mtr mlabeledtr
mtr: mtd
mmultiscripts: mprescripts none mi
`;

/** Element -> names of what it may hold, separated by blanks. */
export const contentModels: Readonly<Record<string, string>> = Object.fromEntries(
  written
    .replace(/\n {4}/g, ' ')
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [names = '', children = ''] = line.split(': ');
      return names.split(' ').map((name) => [name, children.trim()]);
    }),
);
