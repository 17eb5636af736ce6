import { deflateRawSync } from 'node:zlib';
import { EngineError } from '../../engine.js';
import { packJson, unpackJson } from './documents.js';

const json = JSON.stringify({
  id: 'US-1-A',
  text: '电池 '.repeat(300),
  parts: Array.from({ length: 200 }, (_, n) => n),
});

describe('a stored record', () => {
  test('comes back as it was, short or long, empty too', () => {
    for (const text of ['', '{}', json, json.repeat(100)]) expect(unpackJson(packJson(text))).toBe(text);
  });

  test('of an older version, raw-deflated, is read as well', () => {
    for (const level of [0, 1, 6])
      for (const text of ['', '{}', json, json.repeat(100)])
        expect(unpackJson(deflateRawSync(Buffer.from(text), { level }))).toBe(text);
  });

  test('with any bit flipped or cut anywhere is damaged, never another record', () => {
    const body = packJson(json);
    for (let at = 0; at < body.length; at++) {
      const flipped = Buffer.from(body);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      expect(endOf(flipped)).toBe('damaged');
      expect(endOf(body.subarray(0, at))).toBe('damaged');
    }
  });
});

function endOf(body: Uint8Array): string {
  try {
    return unpackJson(body) === json ? 'read' : 'another';
  } catch (error) {
    if (error instanceof EngineError) return error.code;
    throw error;
  }
}
