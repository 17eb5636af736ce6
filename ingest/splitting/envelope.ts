import { decodeHead } from './decode.js';
import type { EntryBytes } from './entry-bytes.js';
import type { RejectPiece } from './piece.js';

interface OpenElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  hasChildren: boolean;
  /** Text that is this element's value, unless an element follows it. */
  value?: { offset: number; length: number; bytes: Buffer };
}

const keptProlog = 64 * 1024;

/** What stands around the records of one document: open elements and the prolog, which is everything before the first record. */
export class Envelope {
  private readonly open: OpenElement[] = [];
  private prolog: Buffer[] = [];
  private prologLength = 0;
  private prologText: string | undefined = '';
  private isPrologOpen = true;

  constructor(private readonly entry: EntryBytes) {}

  get root(): OpenElement | undefined {
    return this.open[0];
  }

  get holder(): OpenElement | undefined {
    return this.open[this.open.length - 1];
  }

  /** Whether no record of the document was met yet. */
  get isBeforeRecords(): boolean {
    return this.isPrologOpen;
  }

  /** Another document begins in the same entry. */
  beginDocument(): void {
    this.open.length = 0;
    this.prolog = [];
    this.prologLength = 0;
    this.isPrologOpen = true;
    this.prologText = '';
  }

  enter(name: string, attributes: Readonly<Record<string, string>>, hasChildren = false): void {
    this.open.push({ name, attributes, hasChildren });
  }

  /** False when no element of this name is open. */
  leave(name: string): boolean {
    const at = this.open.findLastIndex((each) => each.name === name);
    if (at < 0) return false;
    this.open.length = at;
    return true;
  }

  /** Takes text as the value of the open element (a header's date); false when it cannot be one, because it holds elements. */
  takeValue(bytes: Buffer, offset: number): boolean {
    const { holder } = this;
    if (!holder || holder.hasChildren) return false;
    holder.value = { offset, length: bytes.length, bytes: Buffer.from(bytes) };
    return true;
  }

  /** An element begins: text before it was no value but stands between elements, and is given back. */
  beginChild(): RejectPiece | undefined {
    const { holder } = this;
    if (holder) holder.hasChildren = true;
    return holder && giveBack(holder);
  }

  /** The root ends, or the entry does: a root holds records, so its text was no value either. */
  endRoot(): RejectPiece | undefined {
    const { root, holder } = this;
    return root && root === holder ? giveBack(root) : undefined;
  }

  /** Bytes between records that belong to the prolog, as long as it is open. */
  addToProlog(bytes: Buffer): void {
    if (!this.isPrologOpen || this.prologLength >= keptProlog) return;
    const part = Buffer.from(bytes.subarray(0, keptProlog));
    this.prolog.push(part);
    this.prologLength += part.length;
    this.prologText = undefined;
  }

  /** A record was met. */
  closeProlog(): void {
    this.isPrologOpen = false;
  }

  readProlog(): string {
    const { entry, prolog } = this;
    return (this.prologText ??= decodeHead(entry.original(Buffer.concat(prolog)), entry.encoding).slice(0, keptProlog));
  }
}

function giveBack(element: OpenElement): RejectPiece | undefined {
  const { value } = element;
  delete element.value;
  const detail = `text in \`${element.name}\`, where records are expected`;
  return value && { kind: 'reject', code: 'stray-content', detail, ...value };
}
