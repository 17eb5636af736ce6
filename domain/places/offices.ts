/**
 * WIPO ST.3: code | Chinese name | English name | further names as offices print them, `;` between. States first, then organisations and
 * codes that are reserved, former or WIPO's own. Names are short forms.
 */
export const officeTable = `
AD|安道尔|Andorra
AE|阿拉伯联合酋长国|United Arab Emirates|阿联酋;UAE
AF|阿富汗|Afghanistan
AG|安提瓜和巴布达|Antigua and Barbuda
AI|安圭拉|Anguilla
AL|阿尔巴尼亚|Albania
AM|亚美尼亚|Armenia
AN|荷属安的列斯|Netherlands Antilles|荷属安的列斯群岛
AO|安哥拉|Angola
AR|阿根廷|Argentina
AT|奥地利|Austria|Österreich;オーストリア
AU|澳大利亚|Australia|澳洲;オーストラリア
AW|阿鲁巴|Aruba
AZ|阿塞拜疆|Azerbaijan
BA|波斯尼亚和黑塞哥维那|Bosnia and Herzegovina|波黑
BB|巴巴多斯|Barbados
BD|孟加拉国|Bangladesh
BE|比利时|Belgium|Belgien;Belgique;België;ベルギー
BF|布基纳法索|Burkina Faso
BG|保加利亚|Bulgaria
BH|巴林|Bahrain
BI|布隆迪|Burundi
BJ|贝宁|Benin
BM|百慕大|Bermuda|百慕大群岛
BN|文莱|Brunei Darussalam|Brunei;文莱达鲁萨兰国
BO|玻利维亚|Bolivia|Bolivia, Plurinational State of;Bolivia (Plurinational State of)
BQ|博纳尔、圣俄斯塔休斯和萨巴|Bonaire, Sint Eustatius and Saba
BR|巴西|Brazil|Brasil;ブラジル
BS|巴哈马|Bahamas
BT|不丹|Bhutan
BV|布维岛|Bouvet Island
BW|博茨瓦纳|Botswana
BY|白俄罗斯|Belarus
BZ|伯利兹|Belize
CA|加拿大|Canada|カナダ
CD|刚果民主共和国|Democratic Republic of the Congo|刚果(金);Zaire;扎伊尔
CF|中非共和国|Central African Republic|中非
CG|刚果|Congo|刚果(布)
CH|瑞士|Switzerland|Schweiz;Suisse;Svizzera;スイス
CI|科特迪瓦|Côte d'Ivoire|Ivory Coast;Cote d'Ivoire
CK|库克群岛|Cook Islands
CL|智利|Chile
CM|喀麦隆|Cameroon
CN|中国|China|中华人民共和国;中國;P.R. China;PR China;People's Republic of China;中華人民共和国;中华人民共和国国家知识产权局
CO|哥伦比亚|Colombia
CR|哥斯达黎加|Costa Rica
CU|古巴|Cuba
CV|佛得角|Cabo Verde|Cape Verde
CW|库拉索|Curaçao|Curacao
CY|塞浦路斯|Cyprus
CZ|捷克|Czechia|捷克共和国;Czech Republic
DE|德国|Germany|Deutschland;Allemagne;ドイツ;联邦德国;Federal Republic of Germany
DJ|吉布提|Djibouti
DK|丹麦|Denmark|Danmark;Dänemark;デンマーク
DM|多米尼克|Dominica
DO|多米尼加|Dominican Republic|多米尼加共和国
DZ|阿尔及利亚|Algeria
EC|厄瓜多尔|Ecuador
EE|爱沙尼亚|Estonia
EG|埃及|Egypt
EH|西撒哈拉|Western Sahara
ER|厄立特里亚|Eritrea
ES|西班牙|Spain|España;Spanien;Espagne;スペイン
ET|埃塞俄比亚|Ethiopia
FI|芬兰|Finland|Suomi;Finnland;フィンランド
FJ|斐济|Fiji
FK|福克兰群岛（马尔维纳斯）|Falkland Islands (Malvinas)|Falkland Islands
FO|法罗群岛|Faroe Islands
FR|法国|France|Frankreich;フランス
GA|加蓬|Gabon
GB|英国|United Kingdom|UK;Great Britain;England;Scotland;Wales;Northern Ireland;大不列颠及北爱尔兰联合王国;Vereinigtes Königreich;Großbritannien;Royaume-Uni;イギリス;英国（グレートブリテン及び北アイルランド連合王国）;United Kingdom of Great Britain and Northern Ireland
GD|格林纳达|Grenada
GE|格鲁吉亚|Georgia
GG|根西岛|Guernsey
GH|加纳|Ghana
GI|直布罗陀|Gibraltar
GL|格陵兰|Greenland
GM|冈比亚|Gambia
GN|几内亚|Guinea
GQ|赤道几内亚|Equatorial Guinea
GR|希腊|Greece|Griechenland
GS|南乔治亚岛和南桑威奇群岛|South Georgia and the South Sandwich Islands
GT|危地马拉|Guatemala
GW|几内亚比绍|Guinea-Bissau
GY|圭亚那|Guyana
HK|中国香港|Hong Kong, China|香港;Hong Kong;Hong Kong SAR;香港特别行政区;中国香港特别行政区;The Hong Kong Special Administrative Region of the People's Republic of China
HN|洪都拉斯|Honduras
HR|克罗地亚|Croatia
HT|海地|Haiti
HU|匈牙利|Hungary|Ungarn;Magyarország
ID|印度尼西亚|Indonesia|印尼
IE|爱尔兰|Ireland|Irland
IL|以色列|Israel|イスラエル
IM|马恩岛|Isle of Man
IN|印度|India|インド
IQ|伊拉克|Iraq
IR|伊朗|Iran (Islamic Republic of)|Iran;Iran, Islamic Republic of
IS|冰岛|Iceland
IT|意大利|Italy|Italia;Italien;Italie;イタリア
JE|泽西岛|Jersey
JM|牙买加|Jamaica
JO|约旦|Jordan
JP|日本|Japan|日本国
KE|肯尼亚|Kenya
KG|吉尔吉斯斯坦|Kyrgyzstan
KH|柬埔寨|Cambodia
KI|基里巴斯|Kiribati
KM|科摩罗|Comoros
KN|圣基茨和尼维斯|Saint Kitts and Nevis
KP|朝鲜|Democratic People's Republic of Korea|North Korea;朝鲜民主主义人民共和国;Korea, Democratic People's Republic of
KR|韩国|Republic of Korea|South Korea;Korea;Korea, Republic of;Korea (Republic of);大韩民国;大韓民国;韓国;南韩;대한민국
KW|科威特|Kuwait
KY|开曼群岛|Cayman Islands|英属开曼群岛
KZ|哈萨克斯坦|Kazakhstan
LA|老挝|Lao People's Democratic Republic|Laos
LB|黎巴嫩|Lebanon
LC|圣卢西亚|Saint Lucia
LI|列支敦士登|Liechtenstein
LK|斯里兰卡|Sri Lanka
LR|利比里亚|Liberia
LS|莱索托|Lesotho
LT|立陶宛|Lithuania
LU|卢森堡|Luxembourg|Luxemburg
LV|拉脱维亚|Latvia
LY|利比亚|Libya
MA|摩洛哥|Morocco
MC|摩纳哥|Monaco
MD|摩尔多瓦|Republic of Moldova|Moldova;Moldova, Republic of
ME|黑山|Montenegro
MG|马达加斯加|Madagascar
MK|北马其顿|North Macedonia|Macedonia;马其顿
ML|马里|Mali
MM|缅甸|Myanmar
MN|蒙古|Mongolia|蒙古国
MO|中国澳门|Macao, China|澳门;Macao;Macau;澳门特别行政区
MP|北马里亚纳群岛|Northern Mariana Islands
MR|毛里塔尼亚|Mauritania
MS|蒙特塞拉特|Montserrat
MT|马耳他|Malta
MU|毛里求斯|Mauritius
MV|马尔代夫|Maldives
MW|马拉维|Malawi
MX|墨西哥|Mexico|México
MY|马来西亚|Malaysia|マレーシア
MZ|莫桑比克|Mozambique
NA|纳米比亚|Namibia
NE|尼日尔|Niger
NG|尼日利亚|Nigeria
NI|尼加拉瓜|Nicaragua
NL|荷兰|Netherlands|Holland;The Netherlands;Niederlande;Nederland;Pays-Bas;オランダ;Netherlands (Kingdom of the)
NO|挪威|Norway|Norge;Norwegen
NP|尼泊尔|Nepal
NR|瑙鲁|Nauru
NZ|新西兰|New Zealand|纽西兰
OM|阿曼|Oman
PA|巴拿马|Panama
PE|秘鲁|Peru
PG|巴布亚新几内亚|Papua New Guinea
PH|菲律宾|Philippines
PK|巴基斯坦|Pakistan
PL|波兰|Poland|Polska;Polen
PT|葡萄牙|Portugal
PW|帕劳|Palau
PY|巴拉圭|Paraguay
QA|卡塔尔|Qatar
RO|罗马尼亚|Romania
RS|塞尔维亚|Serbia
RU|俄罗斯|Russian Federation|Russia;俄罗斯联邦;ロシア
RW|卢旺达|Rwanda
SA|沙特阿拉伯|Saudi Arabia|沙特
SB|所罗门群岛|Solomon Islands
SC|塞舌尔|Seychelles
SD|苏丹|Sudan
SE|瑞典|Sweden|Sverige;Schweden;スウェーデン
SG|新加坡|Singapore|シンガポール
SH|圣赫勒拿、阿森松和特里斯坦-达库尼亚|Saint Helena, Ascension and Tristan da Cunha|Saint Helena
SI|斯洛文尼亚|Slovenia
SK|斯洛伐克|Slovakia|Slovak Republic
SL|塞拉利昂|Sierra Leone
SM|圣马力诺|San Marino
SN|塞内加尔|Senegal
SO|索马里|Somalia
SR|苏里南|Suriname
SS|南苏丹|South Sudan
ST|圣多美和普林西比|Sao Tome and Principe
SV|萨尔瓦多|El Salvador
SX|荷属圣马丁|Sint Maarten (Dutch part)|Sint Maarten
SY|叙利亚|Syrian Arab Republic|Syria
SZ|斯威士兰|Eswatini|Swaziland
TC|特克斯和凯科斯群岛|Turks and Caicos Islands
TD|乍得|Chad
TG|多哥|Togo
TH|泰国|Thailand|タイ
TJ|塔吉克斯坦|Tajikistan
TL|东帝汶|Timor-Leste
TM|土库曼斯坦|Turkmenistan
TN|突尼斯|Tunisia
TO|汤加|Tonga
TR|土耳其|Türkiye|Turkey;Turkiye
TT|特立尼达和多巴哥|Trinidad and Tobago
TV|图瓦卢|Tuvalu
TW|中国台湾|Taiwan, Province of China|台湾;台灣;臺灣;Taiwan;Chinese Taipei;中国台湾省;中华台北;台湾省
TZ|坦桑尼亚|United Republic of Tanzania|Tanzania
UA|乌克兰|Ukraine
UG|乌干达|Uganda
US|美国|United States of America|USA;U.S.A.;United States;美利坚合众国;米国;アメリカ合衆国;アメリカ;Vereinigte Staaten;Vereinigte Staaten von Amerika;Etats-Unis;États-Unis d'Amérique;U.S.
UY|乌拉圭|Uruguay
UZ|乌兹别克斯坦|Uzbekistan
VA|梵蒂冈|Holy See|Vatican City State
VC|圣文森特和格林纳丁斯|Saint Vincent and the Grenadines
VE|委内瑞拉|Venezuela (Bolivarian Republic of)|Venezuela
VG|英属维尔京群岛|Virgin Islands (British)|British Virgin Islands;维尔京群岛(英属)
VN|越南|Viet Nam|Vietnam;ベトナム
VU|瓦努阿图|Vanuatu
WS|萨摩亚|Samoa
YE|也门|Yemen
ZA|南非|South Africa
ZM|赞比亚|Zambia
ZW|津巴布韦|Zimbabwe
AP|非洲地区知识产权组织|African Regional Intellectual Property Organization|ARIPO
BX|比荷卢知识产权局|Benelux Office for Intellectual Property|BOIP;Benelux;比荷卢
EA|欧亚专利组织|Eurasian Patent Organization|EAPO;欧亚专利局
EM|欧盟知识产权局|European Union Intellectual Property Office|EUIPO;OHIM
EP|欧洲专利局|European Patent Office|EPO;欧洲专利组织;Europäisches Patentamt;Office européen des brevets
EU|欧洲联盟|European Union|欧盟
GC|海湾阿拉伯国家合作委员会专利局|Patent Office of the Cooperation Council for the Arab States of the Gulf|GCC;海湾合作委员会
IB|世界知识产权组织国际局|International Bureau of the World Intellectual Property Organization|International Bureau;国际局
OA|非洲知识产权组织|African Intellectual Property Organization|OAPI
QZ|欧盟植物品种局|Community Plant Variety Office|CPVO
UP|统一专利法院|Unified Patent Court|UPC;Unitary patent
WO|世界知识产权组织|World Intellectual Property Organization|WIPO
XN|北欧专利局|Nordic Patent Institute|NPI
XU|国际植物新品种保护联盟|International Union for the Protection of New Varieties of Plants|UPOV
XV|维谢格拉德专利局|Visegrad Patent Institute|VPI
XX|未知|Unknown states, other entities or organizations
CS|捷克斯洛伐克|Czechoslovakia
DD|德意志民主共和国|German Democratic Republic|东德;民主德国
SU|苏联|Soviet Union|苏维埃社会主义共和国联盟;USSR
RH|罗得西亚|Rhodesia|Southern Rhodesia
YU|南斯拉夫|Yugoslavia
`;
