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
    ['TI=', 'missing-value', '=', 'TI=*'],
    ['TI= AND b', 'missing-value', 'AND', 'TI= "AND" b'],
    ['TI=AB=b', 'missing-value', '=', 'TI=* AB=b'],
    ['TI=battery:cell', 'missing-value', 'battery:cell', 'TI="battery:cell"'],
    ['=battery', 'missing-field', '=', ' battery'],
    ['"a"="b"', 'missing-field', '=', '"a" "b"'],
    ['stem:', 'missing-value', ':', undefined],
    ['TTI=battery', 'unknown-field', 'TTI', 'TI=battery'],
    ['tilte=battery', 'unknown-field', 'tilte', 'TI=battery'],
    ['申请仁=华为', 'unknown-field', '申请仁', 'AP=华为'],
    ['a AND aplicant=x', 'unknown-field', 'aplicant', 'a AND AP=x'],
    ['zzzzzzzz=battery', 'unknown-field', 'zzzzzzzz', '"zzzzzzzz=battery"'],
    ['PY=battery', 'wrong-type', 'battery', undefined],
    ['PY=2012-2015', 'wrong-type', '2012-2015', 'PY=[2012 TO 2015]'],
    ['PY=stem:year', 'wrong-type', 'stem:year', undefined],
    ['PD=battery', 'wrong-type', 'battery', undefined],
    ['PD=20120231', 'impossible-date', '20120231', 'PD=201202'],
    ['PD=201213', 'impossible-date', '201213', 'PD=2012'],
    ['PD>=2021-02-29', 'impossible-date', '2021-02-29', 'PD>=202102'],
    ['PD=[2012 TO 20121301]', 'impossible-date', '[2012 TO 20121301]', 'PD=[2012 TO 2012]'],
    ['PD=03/04/2012', 'ambiguous-date', '03/04/2012', 'PD=2012-04-03'],
    ['PD=[* TO 03/04/2012]', 'ambiguous-date', '[* TO 03/04/2012]', 'PD=[* TO 2012-04-03]'],
    ['PD=2012..2015', 'wrong-type', '2012..2015', 'PD=[2012 TO 2015]'],
    ['PD=20120301:20120331', 'wrong-type', '20120301:20120331', 'PD=[20120301 TO 20120331]'],
    ["PD='2012'", 'wrong-type', "'2012'", 'PD=2012'],
    ['PD=2012*', 'wrong-type', '2012*', 'PD=2012'],
    ['PD=201203*', 'wrong-type', '201203*', 'PD=201203'],
    ['PY=201*', 'wrong-type', '201*', 'PY=[2010 TO 2019]'],
    ['PD=2012 TO 2015', 'malformed-range', '2012 TO 2015', 'PD=[2012 TO 2015]'],
    ['PD=2012 至 today', 'malformed-range', '2012 至 today', 'PD=[2012 TO today]'],
    ['PD=[2015 TO 2012]', 'reversed-range', '[2015 TO 2012]', 'PD=[2012 TO 2015]'],
    ['PD=[2012 TO 2015', 'unclosed-range', '[', 'PD=[2012 TO 2015]'],
    ['PD=[2012, 2015]', 'malformed-range', '[2012, 2015]', 'PD=[2012 TO 2015]'],
    ['PD=[2012]', 'malformed-range', '[2012]', 'PD=2012'],
    ['PD=[2012 TO]', 'malformed-range', '[2012 TO]', 'PD=[2012 TO *]'],
    ['PD=[TO 2012]', 'malformed-range', '[TO 2012]', 'PD=[* TO 2012]'],
    ['PD=[2012,]', 'malformed-range', '[2012,]', 'PD=[2012 TO *]'],
    ['PD=[,2012]', 'malformed-range', '[,2012]', 'PD=[* TO 2012]'],
    ['PD=[20120301-20120331]', 'malformed-range', '[20120301-20120331]', 'PD=[20120301 TO 20120331]'],
    ['PD=[2012-03-01~2012-03-31]', 'malformed-range', '[2012-03-01~2012-03-31]', 'PD=[2012-03-01 TO 2012-03-31]'],
    ['PD=[battery]', 'malformed-range', '[battery]', undefined],
    ['PD={2012 TO 2015}', 'malformed-range', '{2012 TO 2015}', 'PD=[2012 TO 2015]'],
    ['PD=[2012 TO 2015)', 'unclosed-range', '[', 'PD=[2012 TO 2015]'],
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
    ['ST=granted@20209999', 'impossible-date', 'granted@20209999', 'ST=granted@2020'],
    ['ST=granted@', 'impossible-date', 'granted@', 'ST=granted'],
    ['IPC=battery', 'unknown-class', 'battery', undefined],
    ['NCL=battery', 'unknown-class', 'battery', undefined],
    ['IPC=H01M10/', 'unknown-class', 'H01M10/', 'IPC=H01M10'],
    ['IPC=H01M10-0525', 'unknown-class', 'H01M10-0525', 'IPC=H01M10/0525'],
    ['IPC=H01M/10', 'unknown-class', 'H01M/10', 'IPC=H01M10'],
    ['IPC=H01M10,G06F', 'unknown-class', 'H01M10,G06F', 'IPC=(H01M10 OR G06F)'],
    ['PN=US', 'unknown-number', 'US', undefined],
    ['PN=US9876543B2,EP1234567A1', 'unknown-number', 'US9876543B2,EP1234567A1', 'PN=(US9876543B2 OR EP1234567A1)'],
    ['LOC=14-03/main', 'unknown-class', '14-03/main', 'LOC=14-03'],
    ['PN=battery', 'unknown-number', 'battery', undefined],
    ['CC=stem:us', 'wrong-type', 'stem:us', 'CC=us'],
    ['AP==stem:bosch', 'wrong-relation', 'stem:bosch', undefined],
    ['#1 AND #2', 'not-supported-yet', '#1', undefined],
    ['COUNT(IN)>5', 'not-supported-yet', 'COUNT', undefined],
    ['battery ADJ', 'missing-operand', 'ADJ', 'battery "ADJ"'],
    ['NEAR5 battery', 'missing-operand', 'NEAR5', '"NEAR5" battery'],
    ['with a lid', 'missing-operand', 'with', '"with" a lid'],
    ['a NEAR WITH b', 'missing-operand', 'WITH', 'a NEAR "WITH" b'],
    ['a (SAME) b', 'missing-operand', 'SAME', 'a ("SAME") b'],
    ['TI=with', 'missing-value', 'with', 'TI="with"'],
    ['a ADJ0 b', 'wrong-distance', 'ADJ0', 'a ADJ b'],
    ['a NEAR1001 b', 'wrong-distance', 'NEAR1001', 'a NEAR1000 b'],
    ['a SAME99999999 b', 'wrong-distance', 'SAME99999999', 'a SAME1000 b'],
    ['a NEAR NOT b', 'wrong-operand', 'NEAR NOT', 'a NOT NEAR b'],
    ['a ADJ3 (b AND c)', 'wrong-operand', '(b AND c)', '(a ADJ3 b) AND (a ADJ3 c)'],
    ['a ADJ3 (b c)', 'wrong-operand', '(b c)', '(a ADJ3 b) AND (a ADJ3 c)'],
    ['(a AND b) NEAR c', 'wrong-operand', '(a AND b)', '(a NEAR c) AND (b NEAR c)'],
    ['a NEAR (b NOT c)', 'wrong-operand', '(b NOT c)', '(a NEAR b) AND NOT (a NEAR c)'],
    ['a NEAR (b XOR c)', 'wrong-operand', '(b XOR c)', '(a NEAR b) XOR (a NEAR c)'],
    ['x OR a WITH (b OR (c d))', 'wrong-operand', '(c d)', 'x OR ((a WITH b) OR ((a WITH c) AND (a WITH d)))'],
    ['TI=(a b) ADJ c', 'wrong-operand', '(a b)', '(TI=a ADJ c) AND (TI=b ADJ c)'],
    ['TI=(a NEAR (b c))', 'wrong-operand', '(b c)', 'TI=((a NEAR b) AND (a NEAR c))'],
    ['a ADJ [2012 TO 2014]', 'wrong-operand', '[2012 TO 2014]', undefined],
    ['a ADJ FREQ(b)>2', 'wrong-operand', 'FREQ(b)>2', undefined],
    ['TI=a ADJ3 AB=b', 'different-fields', 'AB=b', 'TI=a AND AB=b'],
    ['TI=(a ADJ3 AB=b)', 'different-fields', 'AB=b', 'TI=(a AND AB=b)'],
    ['TAC=a NEAR TI=b', 'different-fields', 'TI=b', 'TAC=a AND TI=b'],
    ['IPC=H01M NEAR battery', 'wrong-type', 'IPC=H01M', 'IPC=H01M AND battery'],
    ['PD=2012 WITH battery', 'wrong-type', 'PD=2012', 'PD=2012 AND battery'],
    ['CC=(US NEAR CN)', 'wrong-type', '(US NEAR CN)', 'CC=(US AND CN)'],
    ['AP==bosch ADJ gmbh', 'wrong-relation', 'AP==bosch', undefined],
    ['FREQ(TI,"electrode")', 'missing-value', 'FREQ(TI,"electrode")', 'FREQ(TI,"electrode")>=2'],
    ['FREQ(TI,a)>=', 'missing-value', 'FREQ(TI,a)>=', 'FREQ(TI,a)>=2'],
    ['FREQ(TI,a)>=b', 'wrong-type', 'b', undefined],
    ['FREQ(TI,a)>=2.5', 'wrong-type', '2.5', undefined],
    ['FREQ(TI,a)<0', 'wrong-type', '0', undefined],
    ['FREQ(TI,a)=[5 TO 2]', 'reversed-range', '[5 TO 2]', 'FREQ(TI,a)=[2 TO 5]'],
    ['FREQ(TI,a)>=[2 TO 5]', 'wrong-relation', '[2 TO 5]', 'FREQ(TI,a)>=2'],
    ['FREQ(TTI,a)>2', 'unknown-field', 'TTI', 'FREQ(TI,a)>2'],
    ['FREQ(PY,2012)>2', 'wrong-type', '2012', undefined],
    ['FREQ(TI,(a b))>2', 'wrong-operand', '(a b)', 'FREQ(TI,a)>2 AND FREQ(TI,b)>2'],
    ['FREQ(TI,a b', 'unclosed-bracket', '(', 'FREQ(TI,a b)'],
    ['FREQ(TI,)>2', 'missing-operand', ')', undefined],
    ['FREQ(TI,a', 'unclosed-bracket', '(', 'FREQ(TI,a)'],
    ['锂*电池', 'wrong-truncation', '锂*电池', '(锂 ADJ5 电池)'],
    ['TI=锂*电池', 'wrong-truncation', '锂*电池', 'TI=(锂 ADJ5 电池)'],
    ['"锂*电池"', 'wrong-truncation', '"锂*电池"', undefined],
    ['PY=20?2', 'wrong-type', '20?2', undefined],
    ['ST=in?force', 'unknown-status', 'in?force', 'ST=in-force'],
  ])('%j is %s', (query, code, place, mended) => {
    const error = failOf(query);
    expect(error.code).toBe(code);
    expect(query.slice(error.span.start, error.span.end)).toBe(place);
    expect(error.fixIt?.query).toBe(mended);
    expect(error.message).toMatch(/\S/);
    // Whoever typed it learns what could stand there, or what to do.
    expect(error.expected?.length ?? error.hint).toBeTruthy();
    if (error.fixIt === undefined || code === 'empty-group') return;
    const again = (() => {
      try {
        compileQuery(error.fixIt.query, { today });
        return undefined;
      } catch (next) {
        return next as QueryError;
      }
    })();
    // A fix-it mends this mistake; another one may be left.
    expect([again?.code, again?.span]).not.toEqual([code, error.span]);
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
    ['*电池', 'truncated-ideograph', '*'],
    ['IN=张三;李四', 'list-as-value', 'IN=(张三 李四)'],
    ['TI=锂电池,隔膜', 'list-as-value', 'TI=(锂电池 隔膜)'],
    ['battery !lead', 'leading-minus', 'NOT lead'],
    ['battery | cell', 'foreign-operator', 'write `OR`'],
    ['battery || cell', 'foreign-operator', 'write `OR`'],
    ['PD=2012 2013', 'field-covers-one-word', 'PD=(2012 2013)'],
    ['IPC=H01M G06F', 'field-covers-one-word', 'IPC=(H01M G06F)'],
    ['CC=US,CN', 'list-as-value', 'CC=(US OR CN)'],
    ['AN=202110991218.7', 'check-digit', 'should be 8'],
    ['electro$', 'foreign-truncation', '$'],
    ['9876001', 'read-as-number', '9876001'],
    ['battery with cell', 'word-as-operator', '"with"'],
    ['a ADJ b NEAR c', 'mixed-operators', '(a ADJ b) NEAR c'],
    ['a NEAR b WITH c', 'mixed-operators', '(a NEAR b) WITH c'],
    ['a WITH b ADJ3 c', 'mixed-operators', 'a WITH (b ADJ3 c)'],
    ['a SAME b WITH c', 'mixed-operators', 'a SAME (b WITH c)'],
    ['"what is a cell?"', 'question-mark', '?'],
    ['what is cell?', 'question-mark', '?'],
    ['电池 是 什么？', 'question-mark', '?'],
    ['a NEAR/5 b', 'foreign-operator', 'NEAR5'],
    ['a w/5 b', 'foreign-operator', 'NEAR5'],
  ])('%j warns: %s', (query, code, part) => {
    const { warnings } = compileQuery(query, { today });
    expect(warnings.map((warning) => warning.code)).toEqual([code]);
    expect(warnings[0]?.message).toContain(part);
  });

  it.each([
    'a b c',
    'a OR b OR c',
    'a ADJ b ADJ3 c',
    '(a ADJ b) NEAR c',
    'a AND b NEAR c',
    'a WITH b',
    'a near5 b',
    'colo?r',
    '"colo?r of"',
    'cell?',
    '锂?电池',
    '(a b) OR c',
    'a NOT b',
    'a XOR b OR c',
    'PY=2012 battery',
    'IPC=H01M battery',
    'CC="US,CN"',
    'AN=202110991218.8',
    'TI=3.5%',
    'TI=1,2-dichloroethane',
    'TI="锂电池,隔膜"',
    'AP=(robert bosch)',
    'US9876001B2',
  ])('%j does not', (query) => expect(compileQuery(query, { today }).warnings).toEqual([]));

  it('counts the warnings beyond the twentieth', () => {
    const { warnings } = compileQuery('a -b '.repeat(50), { today });
    expect(warnings).toHaveLength(21);
    expect(warnings[20]?.message).toBe('and 30 more warnings');
  });
});
