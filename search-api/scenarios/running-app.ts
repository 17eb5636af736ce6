import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express } from 'express';
import pino, { type Logger } from 'pino';
import { openEmbeddedEngine } from '../../engine/embedded/open.js';
import type { Engine } from '../../engine/engine.js';
import { createServices } from '../../retrieval/services.js';
import { createApp } from '../app.js';
import { apiSettings, type ApiSettings } from '../config.js';
import { scenarioRecords, type ScenarioRecord } from './records.js';

export interface RunningApp {
  app: Express;
  engine: Engine;
  close(): Promise<void>;
}

/** The real app over the real embedded engine with the scenario records in a folder of its own. */
export async function openScenarioApp(
  settings: Partial<ApiSettings> = {},
  logger: Logger = pino({ level: 'silent' }),
  records: readonly ScenarioRecord[] = scenarioRecords,
): Promise<RunningApp> {
  const folder = mkdtempSync(join(tmpdir(), 'ipradar-api-'));
  const engine = openEmbeddedEngine({ directory: folder, workers: 0 });
  if (records.length > 0) {
    const writer = await engine.writer();
    for (const { record, raw } of records) await writer.upsert(record, raw);
    await writer.commit();
    await writer.close();
  }
  const all = { ...apiSettings.parse({}), ...settings };
  const clock = { today: () => '2024-06-30', milliseconds: () => performance.now() };
  const app = createApp({
    services: createServices(engine, clock, all),
    settings: all,
    logger,
    clock,
    version: '0.0.0',
  });
  return {
    app,
    engine,
    async close() {
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
