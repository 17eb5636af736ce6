import { samplesFolder } from '../../fixtures/samples.js';
import { describeOnServer, ownPrefix } from '../../fixtures/servers.js';
import { analyzeText, porterStem } from '../../mappings/analyze.js';
import { recordAnalysis } from '../../mappings/elasticsearch.js';
import { readFieldText } from '../../query/field-text.js';
import { Cluster } from './cluster.js';
import { readSampleTexts } from './sample-texts.fixture.js';
import { encodeStem, streamField } from './token-stream.js';

interface ServerToken {
  token: string;
  start_offset: number;
  end_offset: number;
  position: number;
}

/** Where the server's own analysis is known to read otherwise (docs/engines.md): `don't`, `3.5`, `e.g` are one word to it, and `H_{2}O` is three. */
const innerPunctuation = /[\p{L}\p{N}]+(?:['’.,:·_‧＇．﹒﹐，]+[\p{L}\p{N}]+)+/gu;
const inlineMarkup = /\S*[_^]\{\S*/g;
/** Porter's rules are for English: a word with a digit or a letter outside a-z is its own stem to us. */
const isUnstemmed = (word: string): boolean => /[^a-z]/.test(word);

/** Our tokens of a text in the server's form: neighbouring ideographs as pairs. */
function pairedTokens(text: string, stem: (word: string) => string): string[] {
  const tokens = analyzeText(text);
  const show = (term: string, start: number, end: number) => `${term} ${start}-${end}`;
  return tokens.flatMap((token, index) => {
    const [before, next] = [tokens[index - 1], tokens[index + 1]];
    if (!token.isIdeograph) return show(stem(token.term), token.start, token.end);
    if (next?.isIdeograph && next.start === token.end) return show(token.term + next.term, token.start, next.end);
    return before?.isIdeograph && before.end === token.start ? [] : show(token.term, token.start, token.end);
  });
}

describe.each(['elasticsearch-9', 'elasticsearch-8'] as const)('%s', (kind) => {
  describeOnServer(kind, 'text analysis beside the server’s own', (url) => {
    const index = ownPrefix();
    let cluster: Cluster;
    let texts: string[] = [];
    beforeAll(async () => {
      cluster = new Cluster([url()], 30_000);
      const settings = { number_of_replicas: 0, 'analyze.max_token_count': 200_000, analysis: recordAnalysis };
      await cluster.call('PUT', `/${index}`, { settings });
      const samples = samplesFolder();
      if (samples === undefined) console.warn('skipped: parity on real texts (no samples folder; set IPRADAR_SAMPLES)');
      texts = samples === undefined ? [] : await readSampleTexts(samples);
    });
    afterAll(async () => {
      await cluster.call('DELETE', `/${index}`);
      await cluster.close();
    });
    const analyze = async (analyzer: string, text: string) =>
      (await cluster.call<{ tokens: ServerToken[] }>('POST', `/${index}/_analyze`, { analyzer, text })).tokens;

    it('the server takes the stream apart into exactly our words, at twice our positions, with the stems beside them', async () => {
      for (const text of [...texts, '锂离子 batteries, H_{2}O\n电池。Two\tcells', '𠮷野 ﬁlms a_b ½']) {
        const words = readFieldText([text]);
        const expected = words.flatMap(({ term, position }) => {
          const stem = porterStem(term);
          const word = `${term}@${2 * position}`;
          return stem === term ? [word] : [word, `${encodeStem(stem)}@${2 * position}`];
        });
        const found = (await analyze('stream', streamField([text]).stream)).map(
          ({ token, position }) => `${token}@${position}`,
        );
        expect(found.filter((token) => !token.startsWith('.'))).toEqual(expected);
        const ends = new Set(words.map(({ sentence }) => sentence)).size - 1;
        expect(found.filter((token) => token.startsWith('.s'))).toHaveLength(Math.max(0, ends));
      }
    });

    it.each([
      ['native', (word: string) => word],
      ['native_stemmed', porterStem],
    ])(
      '%s reads real texts as we do, but for punctuation inside words, inline markup and stems of what is not English',
      async (analyzer, stem) => {
        let equal = 0;
        const unexplained: unknown[] = [];
        for (const text of texts) {
          const known = [...text.matchAll(innerPunctuation), ...text.matchAll(inlineMarkup)].map(
            ({ index: at, 0: found }) => [at, at + found.length] as const,
          );
          const native = (await analyze(analyzer, text)).map(
            ({ token, start_offset, end_offset }) => `${token} ${start_offset}-${end_offset}`,
          );
          const ours = pairedTokens(text, stem);
          const differing = [
            ...native.filter((token) => !ours.includes(token)),
            ...ours.filter((token) => !native.includes(token)),
          ];
          if (differing.length === 0) equal++;
          const isKnown = (token: string): boolean => {
            const [word = '', place = ''] = token.split(' ');
            const [start = 0, end = 0] = place.split('-').map(Number);
            if (analyzer === 'native_stemmed' && isUnstemmed(word)) return true;
            return known.some(([from, to]) => start < to && end > from);
          };
          const others = differing.filter((token) => !isKnown(token));
          if (others.length > 0) unexplained.push([text.slice(0, 40), others.slice(0, 6)]);
        }
        expect(unexplained).toEqual([]);
        if (texts.length > 0) expect(equal / texts.length).toBeGreaterThan(0.7);
      },
    );
  });
});
