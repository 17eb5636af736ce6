import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeCorpus } from './corpus/write-corpus.js';
import { exitOf, readUntil, runIpradar, startIpradar } from './run-ipradar.js';

let folder: string;
let packages: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ipradar-stop-'));
  packages = join(folder, 'packages');
  await writeCorpus({ records: 6_000, seed: 5, out: packages });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const countOf = async (data: string): Promise<number> =>
  JSON.parse((await runIpradar(['search', '*', '--limit', '0', '--json', '--data', data])).stdout).meta.count;
const zips = (): string => join(packages, '*.zip');

describe('ingest that is disturbed', () => {
  it('Ctrl-C keeps what was read, says to run again, and a second run ends with the same data as an undisturbed one', async () => {
    const whole = join(folder, 'whole');
    expect((await runIpradar(['ingest', zips(), '--data', whole])).code).toBe(0);

    const stopped = join(folder, 'stopped');
    const child = startIpradar(['ingest', zips(), '--data', stopped, '--json']);
    const ended = exitOf(child);
    const told = readUntil(child, /(Run the same command again)/);
    child.stdout?.once('data', () => child.kill('SIGINT'));
    expect(await told).toBeDefined();
    expect(await ended).toBe(130);
    const part = await countOf(stopped);
    expect(part).toBeGreaterThan(0);

    expect((await runIpradar(['ingest', zips(), '--data', stopped])).code).toBe(0);
    expect(await countOf(stopped)).toBe(await countOf(whole));
  });

  it('two at once: one reads, the other says who holds the folder and ends with 4', async () => {
    const data = join(folder, 'shared');
    const first = startIpradar(['ingest', zips(), '--data', data, '--json']);
    const firstEnded = exitOf(first);
    await new Promise((resolve) => first.stdout?.once('data', resolve));
    const second = await runIpradar(['ingest', zips(), '--data', data]);
    expect(second.code).toBe(4);
    expect(second.stderr).toContain(data);
    expect(await firstEnded).toBe(0);
  });
});
