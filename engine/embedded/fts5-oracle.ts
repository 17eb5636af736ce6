import { openDatabase } from '../../sqlite/open-database.js';
import { textFieldCodes } from '../../mappings/fields.js';
import type { FieldWord } from '../../query/field-text.js';
import type { RecordReading } from '../../query/record-reading.js';
import type { CheckedNode, PhraseElement, PositionNode } from '../../query/tree.js';

/** Stands where a position is empty and between values; no query asks for it. */
const gap = 'gap';

/** A term as FTS5's tokenizer leaves it alone; what begins like a term begins like its code. */
const codeOf = (term: string): string => `x${Buffer.from(term).toString('hex')}`;

/**
 * SQLite FTS5 over the same words as an oracle from outside: a row per record for AND, OR, NOT, phrases and right truncation, a row per sentence for
 * distances, which FTS5 does not stop at a full stop.
 */
export class Fts5Oracle {
  private readonly database = openDatabase(':memory:');
  private readonly ids: string[] = [];

  constructor(readings: Iterable<RecordReading>) {
    this.database.exec(`
      create virtual table records using fts5(body, content='');
      create virtual table sentences using fts5(body, content='');
      create table sentence_records (sentence integer primary key, record integer)`);
    const addRecord = this.database.prepare('insert into records(rowid, body) values (?, ?)');
    const addSentence = this.database.prepare('insert into sentences(rowid, body) values (?, ?)');
    const addPlace = this.database.prepare('insert into sentence_records values (?, ?)');
    let sentences = 0;
    this.database.transaction(() => {
      for (const reading of readings) {
        const number = this.ids.push(reading.record.id);
        const fields = textFieldCodes.map((field) => reading.words(field));
        addRecord.run(number, fields.map(write).join(` ${gap} `));
        for (const words of fields)
          for (const sentence of sentencesOf(words)) {
            addSentence.run(++sentences, write(sentence));
            addPlace.run(sentences, number);
          }
      }
    })();
  }

  /** Ids of the records that match, unordered. */
  find(node: CheckedNode): string[] {
    const rows =
      node.kind === 'proximity'
        ? this.database
            .prepare(
              'select distinct record from sentences join sentence_records on sentence = sentences.rowid where sentences match ?',
            )
            .pluck()
            .all(writeDistance(node.node))
        : this.database.prepare('select rowid from records where records match ?').pluck().all(writeNode(node));
    return (rows as number[]).map((row) => this.ids[row - 1] ?? '');
  }

  close(): void {
    this.database.close();
  }
}

function write(words: readonly FieldWord[]): string {
  let text = '';
  words.forEach(({ term, position }, index) => {
    for (let at = (words[index - 1]?.position ?? position) + 1; at < position; at++) text += `${gap} `;
    text += `${codeOf(term)} `;
  });
  return text;
}

function* sentencesOf(words: readonly FieldWord[]): Generator<readonly FieldWord[]> {
  let start = 0;
  for (let index = 1; index <= words.length; index++)
    if (words[index]?.sentence !== words[start]?.sentence) {
      yield words.slice(start, index);
      start = index;
    }
}

function writePhrase(elements: readonly PhraseElement[]): string {
  const last = elements.at(-1);
  const terms = elements.map((element) => {
    if (element.kind === 'term') return codeOf(element.term);
    if (element.kind === 'prefix' && element === last) return codeOf(element.prefix);
    throw new Error(`FTS5 has no \`${element.kind}\` here`);
  });
  return `"${terms.join(' ')}"${last?.kind === 'prefix' ? ' *' : ''}`;
}

function writeNode(node: CheckedNode): string {
  if (node.kind === 'phrase') return writePhrase(node.elements);
  if (node.kind === 'or') return `(${node.children.map(writeNode).join(' OR ')})`;
  const [first, second] = node.kind === 'and' ? node.children : [];
  if (!first || !second) throw new Error(`FTS5 has no \`${node.kind}\` here`);
  return second.kind === 'not'
    ? `(${writeNode(first)} NOT ${writeNode(second.child)})`
    : `(${writeNode(first)} AND ${writeNode(second)})`;
}

/** NEAR counts the words between. */
function writeDistance(node: PositionNode): string {
  if (node.kind !== 'distance' || node.isOrdered || node.left.kind !== 'words' || node.right.kind !== 'words')
    throw new Error('FTS5 has NEAR of two phrases only');
  return `NEAR(${writePhrase(node.left.elements)} ${writePhrase(node.right.elements)}, ${node.distance - 1})`;
}
