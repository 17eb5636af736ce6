/** The record is not well-formed, nests too deep, or is another document than its format reads. */
export class XmlError extends Error {
  constructor(
    message: string,
    readonly code: 'not-well-formed' | 'nesting' | 'wrong-root' = 'not-well-formed',
  ) {
    super(message);
  }
}
