import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineSubject } from '../contract/subject.js';
import type { Engine } from '../engine.js';
import { type EmbeddedEngineOptions, openEmbeddedEngine } from './open.js';

export interface EmbeddedSubject extends EngineSubject {
  folder: string;
}

/** An embedded engine over a folder of its own, for tests. */
export function openSubject(options: Omit<EmbeddedEngineOptions, 'directory'> = {}): Promise<EmbeddedSubject> {
  const folder = mkdtempSync(join(tmpdir(), 'ipradar-engine-'));
  const opened: Engine[] = [];
  const open = (): Engine => {
    const engine = openEmbeddedEngine({ directory: folder, ...options });
    opened.push(engine);
    return engine;
  };
  return Promise.resolve({
    folder,
    engine: open(),
    openAnother: () => Promise.resolve(open()),
    async remove() {
      for (const engine of opened) await engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  });
}
