import { readFileSync } from 'node:fs';

/** Version in package.json; this file runs from dist/scripts. */
export function readVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
