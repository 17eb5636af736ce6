import fc from 'fast-check';
import type { Classification, ClassificationScheme } from './classification.js';
import { classAncestors, compareClassSymbols, findHierarchyEntry, parseClassSymbol } from './class-symbol.js';

type Expected = Omit<Partial<Classification>, 'scheme' | 'original'> & { symbol: string };

const printed: [ClassificationScheme, string, Expected | undefined][] = [
  ['ipc', 'H01M10/0525', { symbol: 'H01M10/0525' }],
  ['ipc', 'h01m 10/0525', { symbol: 'H01M10/0525' }],
  ['ipc', 'H01M  10/0525', { symbol: 'H01M10/0525' }],
  ['ipc', 'H01M   10/0525', { symbol: 'H01M10/0525' }],
  ['ipc', 'H01M0010052500', { symbol: 'H01M10/0525' }],
  ['ipc', 'H01M0010000000', { symbol: 'H01M10/00' }],
  ['ipc', 'B03C0003090000', { symbol: 'B03C3/09' }],
  ['ipc', 'G06F015/00', { symbol: 'G06F15/00' }],
  ['ipc', 'Ｈ０１Ｍ　１０／０５２５', { symbol: 'H01M10/0525' }],
  ['ipc', 'H01M 10/0525 (2010.01)', { symbol: 'H01M10/0525', version: '2010-01-01' }],
  ['ipc', 'G01C21/00(2006.01)I', { symbol: 'G01C21/00', version: '2006-01-01', value: 'inventive' }],
  ['ipc', 'H04W 84/12 (2009.01) N', { symbol: 'H04W84/12', version: '2009-01-01', value: 'additional' }],
  ['ipc', 'G02F   1/1335          (2006.01)', { symbol: 'G02F1/1335', version: '2006-01-01' }],
  [
    'ipc',
    'H01M  10/0525      20100101AFI20190802BHEP',
    {
      symbol: 'H01M10/0525',
      version: '2010-01-01',
      level: 'advanced',
      position: 'first',
      value: 'inventive',
      actionDate: '2019-08-02',
      status: 'B',
      source: 'H',
      office: 'EP',
    },
  ],
  [
    'ipc',
    'A61K  31/00        20060101A I20051008RMEP        ',
    {
      symbol: 'A61K31/00',
      version: '2006-01-01',
      level: 'advanced',
      value: 'inventive',
      actionDate: '2005-10-08',
      status: 'R',
      source: 'M',
      office: 'EP',
    },
  ],
  [
    'ipc',
    'B01J  20/22        20060101CLN20210219VGJP        ',
    {
      symbol: 'B01J20/22',
      version: '2006-01-01',
      level: 'core',
      position: 'later',
      value: 'additional',
      actionDate: '2021-02-19',
      status: 'V',
      source: 'G',
      office: 'JP',
    },
  ],
  ['ipc', '5 H01L 21/00', { symbol: 'H01L21/00', version: '5' }],
  ['ipc', 'Int.Cl.7 H01L21/00', { symbol: 'H01L21/00', version: '7' }],
  ['ipc', 'Int. Cl.5: H01L 21/00', { symbol: 'H01L21/00', version: '5' }],
  ['ipc', 'Int. Cl. H01L 21/00 (2006.01)', { symbol: 'H01L21/00', version: '2006-01-01' }],
  ['ipc', '7H 01L 21/00', { symbol: 'H01L21/00', version: '7' }],
  ['ipc', ' 7C 07C  29/44   A', { symbol: 'C07C29/44', version: '7', position: 'first' }],
  ['ipc', ' 7C 07C  31/38   B', { symbol: 'C07C31/38', version: '7', position: 'later' }],
  ['ipc', '2C 07D 307/12 A', { symbol: 'C07D307/12', version: '2', position: 'first' }],
  ['ipc', 'H', { symbol: 'H' }],
  ['ipc', 'H01', { symbol: 'H01' }],
  ['ipc', 'H01M', { symbol: 'H01M' }],
  ['ipc', 'H01M10', { symbol: 'H01M10' }],
  ['ipc', 'H01M 10/00', { symbol: 'H01M10/00' }],
  ['ipc', 'I01M10/00', undefined],
  ['ipc', 'H01M10/0525 and more', undefined],
  ['ipc', 'H01M10/5', undefined],
  ['ipc', 'battery', undefined],
  ['ipc', '', undefined],
  ['ipc', '14-03', undefined],
  ['cpc', 'Y02E60/10', { symbol: 'Y02E60/10' }],
  ['cpc', 'Y02E  60/10', { symbol: 'Y02E60/10' }],
  ['cpc', 'H01M2004/027', { symbol: 'H01M2004/027' }],
  ['cpc', 'H01M2200/00', { symbol: 'H01M2200/00' }],
  [
    'cpc',
    'H01M  10/0525      20130101 FI20190802BHEP',
    {
      symbol: 'H01M10/0525',
      version: '2013-01-01',
      position: 'first',
      value: 'inventive',
      actionDate: '2019-08-02',
      status: 'B',
      source: 'H',
      office: 'EP',
    },
  ],
  ['cpc', 'A61K2800/882 (2013.01)', { symbol: 'A61K2800/882', version: '2013-01-01' }],
  ['nice', '9', { symbol: '9' }],
  ['nice', '009', { symbol: '9' }],
  ['nice', '35', { symbol: '35' }],
  ['nice', 'Class 35', { symbol: '35' }],
  ['nice', 'Int. Cl. 35', { symbol: '35' }],
  ['nice', '第35类', { symbol: '35' }],
  ['nice', '第９類', { symbol: '9' }],
  ['nice', '9 (11)', { symbol: '9', version: '11' }],
  ['nice', '0', undefined],
  ['nice', '46', undefined],
  ['nice', 'A', undefined],
  ['nice', '200', undefined],
  ['locarno', '14-03', { symbol: '14-03' }],
  ['locarno', '14-03 A', { symbol: '14-03' }],
  ['locarno', '1403', { symbol: '14-03' }],
  ['locarno', '6-1', { symbol: '06-01' }],
  ['locarno', '14.03', { symbol: '14-03' }],
  ['locarno', '14', { symbol: '14' }],
  ['locarno', 'LOC (13) Cl. 14-03', { symbol: '14-03', version: '13' }],
  ['locarno', 'LOC(10)Cl.06-01', { symbol: '06-01', version: '10' }],
  ['locarno', '14-03(12)', { symbol: '14-03', version: '12' }],
  ['locarno', '99-00', { symbol: '99-00' }],
  ['locarno', '33-01', undefined],
  ['locarno', 'D14/138', undefined],
  ['locarno', 'D14-138', undefined],
  ['vienna', '26.4.9', { symbol: '26.4.9' }],
  ['vienna', '26.04.09', { symbol: '26.4.9' }],
  ['vienna', '260409', { symbol: '26.4.9' }],
  ['vienna', '01.15.15', { symbol: '1.15.15' }],
  ['vienna', '2.3', { symbol: '2.3' }],
  ['vienna', '0203', { symbol: '2.3' }],
  ['vienna', '27', { symbol: '27' }],
  ['vienna', 'CFE(8) 27.99.1', { symbol: '27.99.1', version: '8' }],
  ['vienna', 'A26.4.9', { symbol: '26.4.9' }],
  ['vienna', '98.04', { symbol: '98.4' }],
  ['vienna', '30.1.1', undefined],
  ['vienna', '0.1.1', undefined],
  ['us', '429/231.95', { symbol: '429/231.95' }],
  ['us', '429231950', { symbol: '429/231.95' }],
  ['us', 'D14/138', { symbol: 'D14/138' }],
  ['us', 'D14138', { symbol: 'D14/138' }],
  ['us', 'D 2713', { symbol: 'D2/713' }],
  ['us', '307 46', { symbol: '307/46' }],
  ['us', '  2169', { symbol: '2/169' }],
  ['us', '2169', { symbol: '2/169' }],
  ['us', '370338', { symbol: '370/338' }],
  ['us', '  2  2.5', { symbol: '2/2.5' }],
  ['us', 'PLT/226', { symbol: 'PLT/226' }],
  ['us', 'PLT226', { symbol: 'PLT/226' }],
  ['us', '604/DIG. 1', { symbol: '604/DIG1' }],
  ['us', '435/6.1', { symbol: '435/6.1' }],
  ['us', '4356 1', undefined],
  ['us', '021', { symbol: '21' }],
  ['us', 'D14', { symbol: 'D14' }],
  ['us', '257E21006', { symbol: '257/E21.006' }],
  ['us', '257/E21.006', { symbol: '257/E21.006' }],
  ['us', ' 24 305 R', { symbol: '24/30.5R' }],
  ['us', ' 68181 R', { symbol: '68/181R' }],
  ['us', ' 12142 RS', { symbol: '12/142RS' }],
  ['us', '  2 46- 48', { symbol: '2/46-48' }],
  ['us', '  2 491- 495', { symbol: '2/49.1-49.5' }],
  ['us', ' D1106', { symbol: 'D1/106' }],
  ['us', 'D 1100-199', { symbol: 'D1/100-199' }],
  ['us', 'D21385-386', { symbol: 'D21/385-386' }],
  ['us', '426  3-  6', { symbol: '426/3-6' }],
  ['ipc', 'H01L 21302', { symbol: 'H01L21/302' }],
  ['ipc', 'C07C24900', { symbol: 'C07C249/00' }],
  ['ipc', 'A01N  722', { symbol: 'A01N7/22' }],
  [
    'ipc',
    'G06T   9/    00            A I                    ',
    { symbol: 'G06T9/00', level: 'advanced', value: 'inventive' },
  ],
  [
    'ipc',
    'H04L  12/   715            A N                    ',
    { symbol: 'H04L12/715', level: 'advanced', value: 'additional' },
  ],
  ['ipc', '2A 01N 43/08 -', { symbol: 'A01N43/08', version: '2' }],
  ['us', 'H01M10/00', undefined],
  ['fi', 'B01J20/22 A', { symbol: 'B01J20/22 A' }],
  ['fi', 'B01D53/14 311', { symbol: 'B01D53/14 311' }],
  ['fi', 'B01D53/14,311@A', { symbol: 'B01D53/14 311 A' }],
  ['fi', '4F21S43  /237', { symbol: 'F21S43/237' }],
  ['fi', '4A61K9   /00', { symbol: 'A61K9/00' }],
  ['f-term', '4F100AA01', { symbol: '4F100AA01' }],
  ['f-term', '4F100 AA01', { symbol: '4F100AA01' }],
  ['f-term', '5H029/AJ03', { symbol: '5H029AJ03' }],
  ['f-term', '5H029', { symbol: '5H029' }],
  ['us', '429', { symbol: '429' }],
  ['us', '429/231.95', { symbol: '429/231.95' }],
  ['ecla', 'B60K31/00D', { symbol: 'B60K31/00D' }],
  ['ecla', 'B60K  31/00D2B', { symbol: 'B60K31/00D2B' }],
  ['ecla', 'A61K9/20H6F4', { symbol: 'A61K9/20H6F4' }],
  ['ecla', 'T05B 219/40', { symbol: 'T05B219/40' }],
  ['ecla', 'H01M10/0525', { symbol: 'H01M10/0525' }],
  ['ecla', 'battery', undefined],
];

describe('parseClassSymbol', () => {
  it.each(printed)('%s: reads `%s`', (scheme, raw, expected) => {
    const found = parseClassSymbol(scheme, raw);
    if (expected === undefined) return expect(found).toBeUndefined();
    expect({ ...found, original: undefined }).toEqual({ scheme, ...expected, original: undefined });
  });

  it('keeps what was printed when it changed more than spaces', () => {
    expect(parseClassSymbol('ipc', 'H01M0010052500')?.original).toBe('H01M0010052500');
    expect(parseClassSymbol('ipc', 'H01M  10/0525')?.original).toBeUndefined();
    expect(parseClassSymbol('ipc', 'H01M  10/0525      20100101AFI20190802BHEP')?.original).toBeUndefined();
    expect(parseClassSymbol('ipc', 'G06F015/00')?.original).toBe('G06F015/00');
    expect(parseClassSymbol('nice', '009')?.original).toBe('009');
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<ClassificationScheme>('ipc', 'cpc', 'nice', 'locarno', 'vienna', 'us', 'fi', 'f-term', 'ecla'),
        fc.string({ unit: 'grapheme' }),
        (scheme, text) => {
          parseClassSymbol(scheme, text);
          classAncestors(scheme, text);
        },
      ),
    );
  });
});

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const subgroup = fc
  .integer({ min: 2, max: 6 })
  .chain(digits)
  .map((text) => text.slice(0, 2) + text.slice(2).replace(/0+$/, ''));
const ipcSymbol = fc
  .tuple(
    fc.constantFrom(...'ABCDEFGHY'),
    digits(2),
    fc.constantFrom(...'ABCHKM'),
    fc.integer({ min: 1, max: 9999 }),
    subgroup,
  )
  .map(([section, main, subclass, group, sub]) => `${section}${main}${subclass}${group}/${sub}`);
const canonical: Record<string, fc.Arbitrary<string>> = {
  ipc: ipcSymbol,
  cpc: ipcSymbol,
  nice: fc.integer({ min: 1, max: 45 }).map(String),
  locarno: fc
    .tuple(fc.integer({ min: 1, max: 32 }), fc.integer({ min: 0, max: 99 }))
    .map(([main, sub]) => `${String(main).padStart(2, '0')}-${String(sub).padStart(2, '0')}`),
  vienna: fc
    .tuple(fc.integer({ min: 1, max: 29 }), fc.integer({ min: 1, max: 29 }), fc.integer({ min: 1, max: 29 }))
    .map((parts) => parts.join('.')),
  us: fc.tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 999 })).map(([a, b]) => `${a}/${b}`),
};

describe.each(Object.keys(canonical))('canonical symbols of %s', (name) => {
  const scheme = name as ClassificationScheme;
  const symbols = canonical[name] ?? fc.constant('');
  it('are read as themselves', () => {
    fc.assert(fc.property(symbols, (symbol) => expect(parseClassSymbol(scheme, symbol)?.symbol).toBe(symbol)));
  });
  it('end their own chain of ancestors, of which each begins the next chain', () => {
    fc.assert(
      fc.property(symbols, (symbol) => {
        const chain = classAncestors(scheme, symbol);
        expect(chain.at(-1)).toBe(symbol);
        expect(new Set(chain).size).toBe(chain.length);
        chain.forEach((entry, index) => expect(classAncestors(scheme, entry)).toEqual(chain.slice(0, index + 1)));
      }),
    );
  });
  it('are in a total order', () => {
    fc.assert(
      fc.property(symbols, symbols, symbols, (a, b, c) => {
        const compare = (x: string, y: string) => Math.sign(compareClassSymbols(scheme, x, y));
        expect(compare(a, a)).toBe(0);
        expect(compare(a, b) + compare(b, a)).toBe(0);
        expect(compare(a, b) === 0).toBe(a === b);
        const [x, y, z] = [a, b, c].sort(compare);
        expect(compare(x ?? '', z ?? '')).toBeLessThanOrEqual(0);
        expect(compare(x ?? '', y ?? '')).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe('padded IPC', () => {
  it('reads the 14-character form of every symbol back', () => {
    fc.assert(
      fc.property(ipcSymbol, (symbol) => {
        const [head = '', sub = ''] = symbol.split('/');
        const packed = head.slice(0, 4) + head.slice(4).padStart(4, '0') + sub.padEnd(6, '0');
        expect(parseClassSymbol('ipc', packed)?.symbol).toBe(symbol);
        expect(parseClassSymbol('ipc', `${head.slice(0, 4)}${head.slice(4).padStart(4)}/${sub}`)?.symbol).toBe(symbol);
      }),
    );
  });
});

describe('classAncestors', () => {
  it.each<[ClassificationScheme, string, string[]]>([
    ['ipc', 'H01M10/0525', ['H', 'H01', 'H01M', 'H01M10', 'H01M10/0525']],
    ['ipc', 'H01M10/00', ['H', 'H01', 'H01M', 'H01M10', 'H01M10/00']],
    ['ipc', 'H01M', ['H', 'H01', 'H01M']],
    ['nice', '9', ['9']],
    ['locarno', '14-03', ['14', '14-03']],
    ['vienna', '1.15.15', ['1', '1.15', '1.15.15']],
    ['us', '429/231.95', ['429', '429/231.95']],
    ['f-term', '4F100AA01', ['4F100', '4F100AA', '4F100AA01']],
    ['ecla', 'B60K31/00D12', ['B', 'B60', 'B60K', 'B60K31', 'B60K31/00', 'B60K31/00D', 'B60K31/00D12']],
    ['ecla', 'T05B219/40', ['T', 'T05', 'T05B', 'T05B219', 'T05B219/40']],
    ['fi', 'B01D53/14 311', ['B', 'B01', 'B01D', 'B01D53', 'B01D53/14', 'B01D53/14 311']],
  ])('%s %s', (scheme, symbol, chain) => expect(classAncestors(scheme, symbol)).toEqual(chain));

  it('lets a search for a main group find its subgroups', () => {
    expect(findHierarchyEntry('ipc', 'H01M 10/00')).toBe('H01M10');
    expect(findHierarchyEntry('ipc', 'H01M10/0525')).toBe('H01M10/0525');
    expect(findHierarchyEntry('ipc', 'h01')).toBe('H01');
    expect(findHierarchyEntry('nice', '09')).toBe('9');
  });
});

describe('compareClassSymbols', () => {
  it('sorts subgroups as decimals and main groups as numbers', () => {
    const shuffled = [
      'H01M10/054',
      'H01M4/02',
      'H01M10',
      'H01M10/0525',
      'H01L21/00',
      'H01M10/00',
      'H01M10/052',
      'H01M',
    ];
    expect(shuffled.sort((a, b) => compareClassSymbols('ipc', a, b))).toEqual([
      'H01L21/00',
      'H01M',
      'H01M4/02',
      'H01M10',
      'H01M10/00',
      'H01M10/052',
      'H01M10/0525',
      'H01M10/054',
    ]);
    expect(
      ['B60K31/02', 'B60K31/00D2', 'B60K31/00', 'B60K4/00B'].sort((a, b) => compareClassSymbols('ecla', a, b)),
    ).toEqual(['B60K4/00B', 'B60K31/00', 'B60K31/00D2', 'B60K31/02']);
    expect(['35', '9', '11'].sort((a, b) => compareClassSymbols('nice', a, b))).toEqual(['9', '11', '35']);
    expect(['27.5.1', '3.1', '27.5', '3.1.10', '3.1.9'].sort((a, b) => compareClassSymbols('vienna', a, b))).toEqual([
      '3.1',
      '3.1.9',
      '3.1.10',
      '27.5',
      '27.5.1',
    ]);
  });
});
