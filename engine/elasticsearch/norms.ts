/** The length of a record, in words, as every engine scores it: in one byte, about 6 % apart. */
export const encodeNorm = (length: number): number => Math.min(255, Math.round(12 * Math.log2(length + 1)));

/** Inverse of `encodeNorm`, about. */
export const lengthOfNorm = (norm: number): number => 2 ** (norm / 12) - 1;
