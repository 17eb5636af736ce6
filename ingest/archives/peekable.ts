/** A byte stream whose beginning can be looked at before it is read. */
export class Peekable implements AsyncIterable<Buffer> {
  private readonly iterator: AsyncIterator<Buffer>;
  private ahead: Buffer[] = [];
  private isEnded = false;
  private isClosed = false;
  private failure: { error: unknown } | undefined;

  /** The stream itself when it can be looked at already. */
  static over(stream: AsyncIterable<Buffer>): Peekable {
    return stream instanceof Peekable ? stream : new Peekable(stream);
  }

  private constructor(stream: AsyncIterable<Buffer>) {
    this.iterator = stream[Symbol.asyncIterator]();
  }

  /** First `length` bytes, fewer when the stream is shorter. An error of the stream shows later, when the bytes are read. */
  async peek(length: number): Promise<Buffer> {
    let have = this.ahead.reduce((sum, chunk) => sum + chunk.length, 0);
    while (have < length && !this.isEnded && !this.failure) {
      try {
        const next = await this.iterator.next();
        if (next.done) this.isEnded = true;
        else {
          this.ahead.push(next.value);
          have += next.value.length;
        }
      } catch (error) {
        this.failure = { error };
      }
    }
    if (this.ahead.length > 1) this.ahead = [Buffer.concat(this.ahead)];
    return (this.ahead[0] ?? Buffer.alloc(0)).subarray(0, length);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    try {
      for (let chunk = this.ahead.shift(); chunk; chunk = this.ahead.shift()) yield chunk;
      if (this.failure) throw this.failure.error;
      while (!this.isEnded) {
        const next = await this.iterator.next();
        if (next.done) return;
        yield next.value;
      }
    } finally {
      await this.close();
    }
  }

  /** Lets go of the stream, read or not. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = this.isEnded = true;
    this.ahead = [];
    await this.iterator.return?.();
  }
}
