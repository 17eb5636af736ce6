/** Position after the `>` of the `<!DOCTYPE` at `from`, internal subset, comments and quotes respected; -1 when the text ends before. */
export function findDoctypeEnd(text: string, from: number): number {
  const token = /<!--|<\?|["'[\]>]/g;
  token.lastIndex = from + 2;
  let isInside = false;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const sign = found[0];
    if (sign === '[') isInside = true;
    else if (sign === ']') isInside = false;
    else if (sign === '>') {
      if (!isInside) return token.lastIndex;
    } else {
      const close = sign === '<!--' ? '-->' : sign === '<?' ? '?>' : sign;
      const end = text.indexOf(close, token.lastIndex);
      if (end < 0) return -1;
      token.lastIndex = end + close.length;
    }
  }
  return -1;
}
