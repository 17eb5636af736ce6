/** Bytes of one page; files are read and kept in pages that begin at multiples of this. */
export const pageBytes = 1 << 14;

/** Pages that a thread keeps: 16 MB, however many segments it has open. */
const slots = 1 << 10;

/**
 * The pages of segment files that were read last, of all files of a thread together: a dictionary block, the postings of a rare term or the positions of a
 * few documents then cost no system call. One place per page (chosen by its number), so that finding and replacing take no list.
 */
export class PageCache {
  private readonly owners = new Array<object | undefined>(slots).fill(undefined);
  private readonly numbers = new Int32Array(slots);
  private readonly pages = new Array<Uint8Array | undefined>(slots).fill(undefined);

  /** @param salt a number of the file, so that the first pages of all files do not share one place */
  find(owner: object, salt: number, page: number): Uint8Array | undefined {
    const slot = slotOf(salt, page);
    return this.numbers[slot] === page && this.owners[slot] === owner ? this.pages[slot] : undefined;
  }

  /** Pages are never written over: who got one may hold it. */
  keep(owner: object, salt: number, page: number, bytes: Uint8Array): void {
    const slot = slotOf(salt, page);
    this.owners[slot] = owner;
    this.numbers[slot] = page;
    this.pages[slot] = bytes;
  }

  /** Lets go what belongs to a file that is closed. */
  forget(owner: object): void {
    for (let slot = 0; slot < slots; slot++)
      if (this.owners[slot] === owner) {
        this.owners[slot] = undefined;
        this.pages[slot] = undefined;
      }
  }
}

const slotOf = (salt: number, page: number): number => (Math.imul(salt, 0x9e3779b1) + page) & (slots - 1);
