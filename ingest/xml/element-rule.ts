/**
 * What a reader wants from each element of a format, written as a tree that mirrors the format.
 * An element that is in no rule is skipped and counted as unlisted: samples with unlisted elements fail a test.
 */
export type ElementRule =
  | { readonly kind: 'node'; readonly children: Record<string, ElementRule> }
  | { readonly kind: 'leaf'; readonly isVerbatim?: boolean }
  | { readonly kind: 'block'; readonly vocabulary: Vocabulary }
  | { readonly kind: 'skip'; readonly reason: string };

/** Role of an element inside mixed content. */
export type MixedRole =
  /** Transparent: b, i, u, o, span, claim-ref, figref ... */
  | 'inline'
  /** A block of its own: p, li, heading ... ends with `\n`. */
  | 'block'
  | 'row'
  | 'cell'
  /** Inline, with white space on both sides: parts of a structured citation, of a deposit ... */
  | 'word'
  /** Inline; its attributes are kept in `references` of the block: claim-ref. */
  | 'reference'
  | 'sub'
  | 'sup'
  /** Line break. */
  | 'break'
  /** Content left out (processing noise, duplicate alternatives). */
  | 'skip'
  /** Collected as embedded reference (attributes `id`, `file`), content stays inline. */
  | 'maths'
  | 'chemistry'
  | 'table'
  | 'image'
  | 'sequence';

export type Vocabulary = Readonly<Record<string, MixedRole>>;

/**
 * An element with listed children. Text directly inside it is kept trimmed in `text`. A rule named `?` (a leaf) asks for the
 * processing instructions too: they become children named `?`, their text is what stands between `<?` and `?>`.
 */
export const node = (children: Record<string, ElementRule>): ElementRule => ({ kind: 'node', children });

/** An element of which the character content is wanted, white space collapsed; children inside are unlisted. */
export const leaf: ElementRule = { kind: 'leaf' };

/** A leaf of which the white space matters: class symbols in fixed columns. */
export const verbatim: ElementRule = { kind: 'leaf', isVerbatim: true };

/** Mixed content, flattened in document order by the vocabulary. */
export const block = (vocabulary: Vocabulary): ElementRule => ({ kind: 'block', vocabulary });

/** An element that the format's list of ignored elements names, with the reason. */
export const skip = (reason: string): ElementRule => ({ kind: 'skip', reason });
