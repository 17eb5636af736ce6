import fc from 'fast-check';
import { compileQuery } from './check.js';
import { QueryError } from './query-error.js';

const today = '2024-06-15';
function failOf(query: string): QueryError {
  try {
    compileQuery(query, { today });
  } catch (error) {
    if (error instanceof QueryError) return error;
    throw error;
  }
  throw new Error(`\`${query}\` was taken`);
}

describe('what is wrong with a query is said with its place', () => {
  it.each([
    // query, code, the text at the place, the query as mended
    ['', 'empty-query', '', undefined],
    ['   ', 'empty-query', '   ', undefined],
    ['--', 'nothing-to-search', '--', undefined],
    ['TI="。"', 'nothing-to-search', 'TI="。"', undefined],
    ['(battery', 'unclosed-bracket', '(', '(battery)'],
    ['a (b (c) d', 'unclosed-bracket', '(', 'a (b (c) d)'],
    ['TI=(a OR', 'missing-operand', 'OR', 'TI=(a "OR"'],
    ['TI=(', 'unclosed-bracket', '(', 'TI=()'],
    ['battery)', 'unopened-bracket', ')', 'battery'],
    ['()', 'empty-group', '()', ''],
    ['a AND ( )', 'empty-group', '( )', 'a AND '],
    ['"solid electrolyte', 'unclosed-quote', '"', '"solid electrolyte"'],
    ['「锂', 'unclosed-quote', '「', '「锂」'],
    ['“锂', 'unclosed-quote', '“', '“锂”'],
    ['battery AND', 'missing-operand', 'AND', 'battery "AND"'],
    ['OR battery', 'missing-operand', 'OR', '"OR" battery'],
    ['a AND OR b', 'missing-operand', 'OR', 'a AND "OR" b'],
    ['a (AND) b', 'missing-operand', 'AND', 'a ("AND") b'],
    ['NOT', 'missing-operand', 'NOT', '"NOT"'],
    ['a OR )', 'missing-operand', ')', 'a "OR" )'],
    ['TI=', 'missing-value', '=', undefined],
    ['TI= AND b', 'missing-value', 'AND', 'TI= "AND" b'],
    ['TI=AB=b', 'missing-value', '=', undefined],
    ['=battery', 'missing-field', '=', undefined],
    ['"a"="b"', 'missing-field', '=', undefined],
    ['stem:', 'missing-value', ':', undefined],
    ['TTI=battery', 'unknown-field', 'TTI', 'TI=battery'],
    ['tilte=battery', 'unknown-field', 'tilte', 'TI=battery'],
    ['申请仁=华为', 'unknown-field', '申请仁', 'AP=华为'],
    ['a AND aplicant=x', 'unknown-field', 'aplicant', 'a AND AP=x'],
    ['zzzzzzzz=battery', 'unknown-field', 'zzzzzzzz', undefined],
    ['PY=battery', 'wrong-type', 'battery', undefined],
    ['PY=2012-2015', 'wrong-type', '2012-2015', 'PY=[2012 TO 2015]'],
    ['PY=stem:year', 'wrong-type', 'stem:year', undefined],
    ['PD=battery', 'wrong-type', 'battery', undefined],
    ['PD=20120231', 'impossible-date', '20120231', undefined],
    ['PD=201213', 'impossible-date', '201213', undefined],
    ['PD>=2021-02-29', 'impossible-date', '2021-02-29', undefined],
    ['PD=[2012 TO 20121301]', 'impossible-date', '[2012 TO 20121301]', undefined],
    ['PD=[2015 TO 2012]', 'reversed-range', '[2015 TO 2012]', 'PD=[2012 TO 2015]'],
    ['PD=[2012 TO 2015', 'unclosed-range', '[', 'PD=[2012 TO 2015]'],
    ['PD=[2012, 2015]', 'malformed-range', '[2012, 2015]', 'PD=[2012 TO 2015]'],
    ['PD=[2012]', 'malformed-range', '[2012]', undefined],
    ['[2012 TO 2015]', 'missing-field', '[2012 TO 2015]', 'PD=[2012 TO 2015]'],
    ['TI=[a TO b]', 'wrong-type', '[a TO b]', undefined],
    ['TI>=battery', 'wrong-relation', '>=', 'TI=battery'],
    ['TI=="solid electrolyte"', 'wrong-relation', '==', 'TI="solid electrolyte"'],
    ['TA==battery', 'wrong-relation', '==', 'TA=battery'],
    ['PY>=(2012 OR 2013)', 'wrong-relation', '>=', 'PY=(2012 OR 2013)'],
    ['PY>=*', 'wrong-relation', '>=', 'PY=*'],
    ['CC>US', 'wrong-relation', '>', 'CC=US'],
    ['ST=inforce', 'unknown-status', 'inforce', 'ST=in-force'],
    ['ST=battery', 'unknown-status', 'battery', undefined],
    ['ST=granted@20209999', 'impossible-date', 'granted@20209999', undefined],
    ['IPC=battery', 'unknown-class', 'battery', undefined],
    ['NCL=battery', 'unknown-class', 'battery', undefined],
    ['LOC=14-03/main', 'unknown-class', '14-03/main', 'LOC=14-03'],
    ['PN=battery', 'unknown-number', 'battery', undefined],
    ['CC=stem:us', 'wrong-type', 'stem:us', undefined],
    ['AP==stem:bosch', 'wrong-relation', 'stem:bosch', undefined],
    ['battery ADJ3 cell', 'not-supported-yet', 'ADJ3', 'battery "ADJ3" cell'],
    ['battery near5 cell', 'not-supported-yet', 'near5', 'battery "near5" cell'],
    ['电池 NEAR5 隔膜', 'not-supported-yet', 'NEAR5', '电池 "NEAR5" 隔膜'],
    ['battery WITH2 cell', 'not-supported-yet', 'WITH2', 'battery "WITH2" cell'],
    ['battery SAME cell', 'not-supported-yet', 'SAME', 'battery "SAME" cell'],
    ['TI=(a ADJ b)', 'not-supported-yet', 'ADJ', 'TI=(a "ADJ" b)'],
    ['FREQ(TI,"electrode")>=2', 'not-supported-yet', 'FREQ', undefined],
    ['#1 AND #2', 'not-supported-yet', '#1', undefined],
    ['colo?r', 'not-supported-yet', 'colo?r', undefined],
    ['"what is colo?r"', 'not-supported-yet', '"what is colo?r"', undefined],
    ['*ation', 'not-supported-yet', '*ation', undefined],
    ['alumin*um', 'not-supported-yet', 'alumin*um', undefined],
    ['"a * b"', 'not-supported-yet', '"a * b"', undefined],
  ])('%j is %s', (query, code, place, mended) => {
    const error = failOf(query);
    expect(error.code).toBe(code);
    expect(query.slice(error.span.start, error.span.end)).toBe(place);
    expect(error.fixIt?.query).toBe(mended);
    expect(error.message).toMatch(/\S/);
  });

  it('points at the innermost bracket that is open', () => {
    expect(failOf('a AND (b OR (c d) e').span).toEqual({ start: 6, end: 7 });
  });

  it('says what was expected', () => {
    expect(failOf('ST=battery').expected).toContain('in-force');
    expect(failOf('PD=battery').expected).toContain('-18m');
    expect(failOf('a AND').expected).toContain('a word');
    expect(failOf('').hint).toContain('`*`');
  });
});

describe('what works but may surprise', () => {
  it.each([
    ['a b OR c', 'mixed-operators', '(a AND b) OR c'],
    ['a OR b AND c XOR d', 'mixed-operators', 'a OR ((b AND c) XOR d)'],
    ['x AND (a OR b NOT c)', 'mixed-operators', 'a OR (b AND NOT c)'],
    ['AP=robert bosch', 'field-covers-one-word', 'AP=(robert bosch)'],
    ['battery -lead', 'leading-minus', 'NOT lead'],
    ['battery & cell', 'punctuation-only', '&'],
    ['电池*', 'truncated-ideograph', '*'],
    ['electro$', 'foreign-truncation', '$'],
    ['9876001', 'read-as-number', '9876001'],
  ])('%j warns: %s', (query, code, part) => {
    const { warnings } = compileQuery(query, { today });
    expect(warnings.map((warning) => warning.code)).toEqual([code]);
    expect(warnings[0]?.message).toContain(part);
  });

  it.each([
    'a b c',
    'a OR b OR c',
    '(a b) OR c',
    'a NOT b',
    'a XOR b OR c',
    'PY=2012 battery',
    'AP=(robert bosch)',
    'US9876001B2',
  ])('%j does not', (query) => expect(compileQuery(query, { today }).warnings).toEqual([]));

  it('counts the warnings beyond the twentieth', () => {
    const { warnings } = compileQuery('a -b '.repeat(50), { today });
    expect(warnings).toHaveLength(21);
    expect(warnings[20]?.message).toBe('and 30 more warnings');
  });
});

describe('bounds', () => {
  it('takes fifty nested groups', () => {
    expect(compileQuery('('.repeat(50) + 'a' + ')'.repeat(50), { today }).canonical).toBe('a');
    const deep = Array.from({ length: 50 }).reduce<string>((inner) => `(a OR (b AND ${inner}))`, 'c');
    expect(() => compileQuery(deep, { today })).not.toThrow();
  });

  it.each([
    ['brackets', '('.repeat(500_000), 'too-deep'],
    ['NOT', 'NOT '.repeat(200_000) + 'a', 'too-deep'],
    ['fields', 'TI=('.repeat(100_000), 'too-deep'],
    ['words', 'a '.repeat(100_001), 'too-many-terms'],
    ['length', 'a'.repeat(1_000_001), 'query-too-long'],
    ['open ranges', '[ '.repeat(60_000), 'nothing-to-search'],
    ['closing brackets', 'a' + ')'.repeat(500_000), 'unopened-bracket'],
    ['quotes', '"'.repeat(99_999), 'unclosed-quote'],
    ['backslashes', `CC="${'\\'.repeat(400_000)}`, 'unclosed-quote'],
    ['a range of spaces', `PD=[a${' '.repeat(400_000)}b]`, 'malformed-range'],
    ['relations', '='.repeat(900_000), 'missing-field'],
    ['wide brackets', 'a' + '（b'.repeat(90_000), 'too-deep'],
    ['a huge date', 'PD=' + '1'.repeat(900_000), 'wrong-type'],
    ['a huge status', 'ST=' + 'x'.repeat(900_000), 'unknown-status'],
    ['a huge field name', 'x'.repeat(900_000) + '=1', 'unknown-field'],
  ])('refuses too much of %s, in no time', (_what, query, code) => {
    const started = performance.now();
    expect(failOf(query).code).toBe(code);
    expect(failOf(query).message.length).toBeLessThan(500);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('takes a hundred thousand words, and a megabyte', () => {
    expect(compileQuery('a '.repeat(100_000), { today }).tree.kind).toBe('and');
    expect(
      compileQuery(Array.from({ length: 100_000 }, (_, index) => `w${index}`).join(' OR '), { today }).tree.kind,
    ).toBe('or');
    expect(compileQuery('a'.repeat(1_000_000), { today }).tree.kind).toBe('phrase');
    expect(compileQuery(`CC="${'\\\\'.repeat(400_000)}*"`, { today }).tree.kind).toBe('keyword');
  });
});

const pieces = [
  'a', 'b*', '*', '?', 'AND', 'or', 'NOT', 'XOR', '(', ')', '（', '）', '"', '“', '」', '「', '=', '==', '!=', '>=', '<', ':', '：', '[', ']', 'TO', ',', '，',
  'TI', 'PD', 'IPC', 'AP', 'ST', 'CC', 'PN', 'PY', 'TAC', '标题', 'stem', '2012', '-18m', 'H01M10/0525', 'US9876543B2', '9,876,543', '电池', 'LED显示', ' ', '  ',
  '\n', '\\', '\u0000', '\ud800', '\udc00', '\u202e', '😀', '@', '#1', 'ADJ3', 'NEAR', 'FREQ', '_{', '}', '-', '$', '\u3000',
]; // prettier-ignore

describe('any text', () => {
  const isSane = (query: string): void => {
    let compiled;
    try {
      compiled = compileQuery(query, { today });
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      expect(error.span.start).toBeGreaterThanOrEqual(0);
      expect(error.span.end).toBeGreaterThanOrEqual(error.span.start);
      expect(error.span.end).toBeLessThanOrEqual(query.length);
    }
    if (!compiled) return;
    const again = compileQuery(compiled.canonical, { today });
    expect(again.canonical).toBe(compiled.canonical);
    const strip = (key: string, value: unknown) => (key === 'span' ? undefined : value);
    expect(JSON.stringify(again.tree, strip)).toBe(JSON.stringify(compiled.tree, strip));
  };

  it('is a query with a stable canonical text, or a query error with its place', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), isSane), { numRuns: 3000 });
    fc.assert(fc.property(fc.string({ maxLength: 80 }), isSane), { numRuns: 3000 });
  });

  it('made of pieces of queries too', () => {
    const parts = fc.array(fc.constantFrom(...pieces), { maxLength: 25 });
    fc.assert(
      fc.property(
        parts.map((each) => each.join('')),
        isSane,
      ),
      { numRuns: 5000 },
    );
    fc.assert(
      fc.property(
        parts.map((each) => each.join(' ')),
        isSane,
      ),
      { numRuns: 5000 },
    );
  });
});
