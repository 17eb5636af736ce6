/** Length of a document (its text tokens) in one byte, about 6 % apart: round(12 * log2(length + 1)). */
export function encodeNorm(length: number): number {
  return Math.min(255, Math.round(12 * Math.log2(length + 1)));
}

/** Length by norm byte. */
export const lengthOfNorm: Float64Array = Float64Array.from({ length: 256 }, (_, norm) => 2 ** (norm / 12) - 1);
