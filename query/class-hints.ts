import { parseClassSymbol } from '../domain/class-symbol.js';
import { parseQuery } from './parse.js';
import type { SyntaxNode } from './syntax.js';

const subclass = /^[A-HY]\d\d[A-Z]$/i;
const groups = /^\d{1,4}\/\d{2,6}$/;
const most = 3;

/**
 * What to write when a query that finds nothing has a class symbol among its bare words (`H01M`, `H01M10/0525`, `H01M 10/0525`): as a word it stands
 * in few texts.
 * @throws QueryError for a text that is no query
 */
export function hintClasses(text: string): string[] {
  return [...new Set(bareSymbols(parseQuery(text).syntax))]
    .slice(0, most)
    .map(
      (symbol) => `\`${symbol}\` was searched as a word; for the class write \`IPC=${symbol}\` or \`CPC=${symbol}\``,
    );
}

function bareSymbols(node: SyntaxNode): string[] {
  switch (node.kind) {
    case 'and':
    case 'or':
    case 'xor':
      return node.children.flatMap((child, index) => {
        const next = node.children[index + 1];
        const isPrinted =
          node.kind === 'and' &&
          child.kind === 'word' &&
          subclass.test(child.text) &&
          next?.kind === 'word' &&
          groups.test(next.text);
        return isPrinted ? [`${child.text}${next.text}`.toUpperCase()] : bareSymbols(child);
      });
    case 'number':
      return bareSymbols(node.words);
    case 'word': {
      const symbol = node.text.length > 20 ? undefined : parseClassSymbol('cpc', node.text);
      // `A` and `H01` are words as well; from the subclass on nothing else looks so.
      return symbol && subclass.test(symbol.symbol.slice(0, 4)) ? [symbol.symbol] : [];
    }
    default:
      return [];
  }
}
