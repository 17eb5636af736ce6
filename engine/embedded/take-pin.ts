import { EngineError, type PinnedSnapshot } from '../engine.js';
import type { Connection } from './store/database.js';
import { readMeta, readSegments, readTombstones } from './store/manifest.js';
import type { Pin, PinnedState, Pins } from './store/pins.js';

const attempts = 20;

/**
 * Pins the newest committed state. A pin holds when its generation is still the newest after it was put: the writer reads the pins after each commit and
 * before it removes anything, so it has then seen this one.
 * @throws EngineError `unavailable` when the writer commits faster than this can pin
 */
export function takePin(connection: Connection, pins: Pins): PinnedSnapshot {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const pin = pinNewest(connection, pins);
    if (readMeta(connection).generation === pin.generation) return { snapshot: pin.snapshot, expires: pin.expires };
    pins.release(pin.snapshot);
  }
  throw new EngineError('unavailable', 'the newest state changes too fast to be pinned: try again');
}

/**
 * Begins a read transaction on the newest state, with its segments pinned: a merge leaves their files alone until the name is released.
 * @returns the name of the pin
 */
export function beginPinned(connection: Connection, pins: Pins): string {
  for (;;) {
    const { snapshot } = takePin(connection, pins);
    connection.exec('BEGIN');
    if (snapshot.startsWith(`${readMeta(connection).generation}-`)) return snapshot;
    connection.exec('COMMIT');
    pins.release(snapshot);
  }
}

function pinNewest(connection: Connection, pins: Pins): Pin {
  const { generation } = readMeta(connection);
  return pins.pinAgain(generation) ?? pins.pin(connection.transaction(() => readState(connection))());
}

/** The newest committed state, inside a read transaction. */
export function readState(connection: Connection): PinnedState {
  const { generation, schema, dataDay } = readMeta(connection);
  return {
    generation,
    schema,
    dataDay,
    segments: readSegments(connection),
    dead: Uint32Array.from(readTombstones(connection, 0)),
  };
}
