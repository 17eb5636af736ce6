/**
 * The best documents of one segment by score, ties by the order of their ids: a heap with the worst of the best on top, in plain arrays.
 */
export class BestPlaces {
  length = 0;
  readonly docs: Int32Array;
  readonly scores: Float64Array;

  /** @param ranks place of each document's id among the segment's ids */
  constructor(
    private readonly size: number,
    private readonly ranks: ArrayLike<number>,
  ) {
    this.docs = new Int32Array(size);
    this.scores = new Float64Array(size);
  }

  /** A score below this one cannot enter. */
  get threshold(): number {
    return this.length < this.size ? Number.NEGATIVE_INFINITY : (this.scores[0] ?? 0);
  }

  /** Whether the entry at place `a` is worse than a document with this score. */
  private isWorse(a: number, score: number, doc: number): boolean {
    const own = this.scores[a] ?? 0;
    if (own !== score) return own < score;
    return (this.ranks[this.docs[a] ?? 0] ?? 0) > (this.ranks[doc] ?? 0);
  }

  offer(doc: number, score: number): void {
    if (this.length < this.size) this.siftUp(this.length++, doc, score);
    else if (this.size > 0 && this.isWorse(0, score, doc)) this.siftDown(doc, score);
  }

  private siftUp(at: number, doc: number, score: number): void {
    while (at > 0) {
      const parent = (at - 1) >> 1;
      // The parent must be worse than its children.
      if (this.isWorse(parent, score, doc)) break;
      this.move(parent, at);
      at = parent;
    }
    this.put(at, doc, score);
  }

  private siftDown(doc: number, score: number): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.length) break;
      if (child + 1 < this.length && this.isWorse(child + 1, this.scores[child] ?? 0, this.docs[child] ?? 0)) child++;
      if (!this.isWorse(child, score, doc)) break;
      this.move(child, at);
      at = child;
    }
    this.put(at, doc, score);
  }

  private move(from: number, to: number): void {
    this.put(to, this.docs[from] ?? 0, this.scores[from] ?? 0);
  }

  private put(at: number, doc: number, score: number): void {
    this.docs[at] = doc;
    this.scores[at] = score;
  }
}
