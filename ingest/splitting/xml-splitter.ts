import type { SplitPlan } from '../format.js';
import type { Encoding } from './decode.js';
import { EntryBytes } from './entry-bytes.js';
import { Envelope } from './envelope.js';
import { GapReader, type GapStep } from './gap-reader.js';
import { OversizedRecord, rejectTooLarge } from './oversized-record.js';
import { keptHead, type PassedOver, type Step } from './passed-over.js';
import type { Piece, Splitter } from './piece.js';
import { RecordEndFinder } from './record-end.js';
import { StrayBytes } from './stray-bytes.js';
import { UnknownElement } from './unknown-element.js';

/**
 * Cuts XML into records by bytes: inside a record only its end tag is looked for; what stands between records is read token by token.
 * At any time it is in a gap, in a record, or in something that is passed over (an oversized record, an unknown element, stray bytes);
 * the bytes of each begin at the first byte at hand.
 */
export class XmlSplitter implements Splitter {
  private readonly entry: EntryBytes;
  private readonly envelope: Envelope;
  private readonly gap: GapReader;
  private record: { name: string; ending: RecordEndFinder } | undefined;
  private passedOver: PassedOver | undefined;
  /** The end of the entry was told already, as the end of something inside. */
  private isCutOff = false;

  constructor(
    private readonly plan: Extract<SplitPlan, { kind: 'xml-elements' }>,
    encoding: Encoding,
    private readonly maximumRecord: number,
  ) {
    this.entry = new EntryBytes(encoding);
    this.envelope = new Envelope(this.entry);
    this.gap = new GapReader(this.entry, this.envelope, plan);
  }

  *push(chunk: Buffer): Iterable<Piece> {
    this.entry.append(chunk);
    yield* this.advance(false);
  }

  *finish(): Iterable<Piece> {
    yield* this.advance(true);
    const lost = this.envelope.endRoot();
    if (lost) yield lost;
    const { root } = this.envelope;
    if (root && !this.isCutOff) {
      const detail = `\`${root.name}\` is not closed: the file may be cut`;
      yield { kind: 'reject', code: 'truncated', detail, offset: this.entry.base, length: 0 };
    }
    const half = this.entry.takeHalf();
    if (half) yield half;
  }

  private *advance(isFinal: boolean): Iterable<Piece> {
    for (;;) {
      const step = this.step(isFinal);
      if (step === 'more') return;
      if (step !== 'again') yield step;
    }
  }

  private step(isFinal: boolean): Step {
    if (this.record) return this.readRecord(this.record, isFinal);
    if (!this.passedOver) return this.leaveGap(this.gap.read(isFinal));
    const step = this.passedOver.read(isFinal);
    if (typeof step === 'string') return step;
    this.isCutOff ||= this.passedOver.isCutOff;
    this.passedOver = undefined;
    return step;
  }

  private leaveGap(step: GapStep): Step {
    if (typeof step === 'string') return step;
    const { entry, envelope, plan } = this;
    if (step.kind === 'begin-record') {
      if (step.emptyLength !== undefined) return this.endRecord(step.emptyLength);
      const start = (1 + step.name.length) * entry.text.unit;
      this.record = { name: step.name, ending: new RecordEndFinder(entry.text, step.name, start) };
    } else if (step.kind === 'begin-unknown') {
      this.passedOver = new UnknownElement(entry, step.name, step.tag, envelope, plan.elements);
    } else if (step.kind === 'begin-stray') {
      const lost = envelope.beginChild();
      if (lost) return lost;
      this.passedOver = new StrayBytes(entry, step.code, step.detail, plan.elements, envelope.holder?.name);
    } else return step;
    return 'again';
  }

  private readRecord({ name, ending }: { name: string; ending: RecordEndFinder }, isFinal: boolean): Step {
    const { bytes, base } = this.entry;
    const isOver = bytes.length > this.maximumRecord;
    const found = ending.find(bytes, isFinal || isOver);
    if (found.kind === 'end') return this.endRecord(found.at);
    if (found.kind === 'more' && isOver) {
      this.record = undefined;
      this.passedOver = new OversizedRecord(this.entry, name, this.maximumRecord);
      return 'again';
    }
    if (found.kind === 'more' && !isFinal) return 'more';
    const length = found.kind === 'cut' ? found.at : bytes.length;
    const why = found.kind === 'cut' ? 'another record begins' : 'the entry ends';
    this.isCutOff = found.kind === 'more';
    const kept = this.entry.original(bytes.subarray(0, length));
    this.record = undefined;
    this.entry.discard(length);
    return {
      kind: 'reject',
      code: 'truncated',
      detail: `${why} before \`</${name}>\``,
      offset: base,
      length,
      bytes: kept,
    };
  }

  private endRecord(length: number): Piece {
    const { bytes, base: offset } = this.entry;
    const record = this.entry.original(bytes.subarray(0, length));
    this.record = undefined;
    this.entry.discard(length);
    this.envelope.closeProlog();
    if (length > this.maximumRecord)
      return rejectTooLarge({ offset, length, bytes: record.subarray(0, keptHead) }, this.maximumRecord);
    const rootAttributes = this.envelope.root?.attributes ?? {};
    return { kind: 'record', offset, bytes: record, rootAttributes, prolog: this.envelope.readProlog() };
  }
}
