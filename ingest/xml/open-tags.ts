import { checkTag, type TagRest } from './attributes.js';
import { isBlank } from './blanks.js';
import type { CodeUnits } from './code-units.js';
import { endOfName, findNameEnd, nameAt, noName, type Name } from './name-table.js';
import { XmlError } from './xml-error.js';

const maximumDepth = 2_000;

/** The tags that are open: an end tag closes the last one, whatever it holds. All methods throw XmlError. */
export class OpenTags {
  /** Number of open elements. */
  depth = 0;
  /** What stands behind the name of the start tag that was read last. */
  readonly rest: TagRest = { end: 0, isSelfClosing: false, count: 0, hasReferences: false };
  private readonly names: Name[] = [];
  /** Where the name of each open element begins. */
  private readonly starts: number[] = [];
  private lastOpened: Name = noName;
  private hasEnded = false;

  constructor(private readonly source: CodeUnits) {}

  /** Reads the start tag at `open`; its element counts as open, even when the tag closes itself. */
  open(open: number): Name {
    const { source, rest, depth } = this;
    const expected = this.lastOpened.next;
    let nameEnd = expected ? endOfName(source, open + 1, expected) : 0;
    const isExpected = nameEnd > 0;
    if (!isExpected) nameEnd = findNameEnd(source, open + 1);
    if (nameEnd === open + 1) throw new XmlError('`<` that begins no tag');
    if (source.units[nameEnd] === 62) {
      rest.end = nameEnd + 1;
      rest.isSelfClosing = false;
      rest.count = 0;
    } else {
      const failure = checkTag(source, nameEnd, rest);
      if (failure !== undefined) throw new XmlError(`${failure} (in \`${source.text.slice(open, open + 60)}\`)`);
    }
    const name = isExpected ? (expected as Name) : nameAt(source, open + 1, nameEnd);
    if (!isExpected) this.lastOpened.next = name;
    this.lastOpened = name;
    if (depth === 0 && this.hasEnded) throw new XmlError('a second root element');
    if (depth >= maximumDepth) throw new XmlError(`elements nest deeper than ${maximumDepth}`, 'nesting');
    this.names[depth] = name;
    this.starts[depth] = open + 1;
    this.depth = depth + 1;
    return name;
  }

  /** Reads the end tag at `open`, which must be that of the innermost element; answers the position behind it. */
  close(open: number): number {
    const { units } = this.source;
    const depth = this.depth - 1;
    if (depth < 0) throw new XmlError('an end tag that nothing opened');
    const name = this.names[depth] as Name;
    // Compared where both stand: what lies behind the text is no letter of a name.
    let at = open + 2;
    let own = this.starts[depth] as number;
    for (const end = own + name.qualified.length; own < end; own++, at++)
      if (units[own] !== units[at]) this.failEnd(open, name);
    let code = units[at] as number;
    while (code !== 62) {
      if (!isBlank(code)) this.failEnd(open, name);
      code = units[++at] as number;
    }
    this.pop();
    return at + 1;
  }

  /** The innermost element ends. */
  pop(): void {
    if (--this.depth === 0) this.hasEnded = true;
  }

  /** The text ends here. */
  finish(): void {
    if (this.depth > 0) throw new XmlError(`the text ends before \`</${this.names[this.depth - 1]?.qualified}>\``);
    if (!this.hasEnded) throw new XmlError('no element');
  }

  /** Whether the root element is still to come: only there a DOCTYPE may stand. */
  get isBeforeRoot(): boolean {
    return this.depth === 0 && !this.hasEnded;
  }

  /** Local names of the open elements, joined with `/`. */
  get path(): string {
    return this.names
      .slice(0, this.depth)
      .map(({ local }) => local)
      .join('/');
  }

  private failEnd(open: number, { qualified }: Name): never {
    throw new XmlError(`\`</${qualified}>\` expected, \`${this.source.text.slice(open, open + 40)}\` found`);
  }
}
