/** Answers of a committed state by what was asked: they never change, so the last ones are kept. */
export class KeptAnswers<T> {
  private readonly answers = new Map<string, T>();

  /** @param most answers that are kept; the oldest go first */
  constructor(private readonly most: number) {}

  find(key: string): T | undefined {
    return this.answers.get(key);
  }

  keep(key: string, answer: T): void {
    this.answers.set(key, answer);
    for (const oldest of this.answers.keys()) {
      if (this.answers.size <= this.most) return;
      this.answers.delete(oldest);
    }
  }
}
