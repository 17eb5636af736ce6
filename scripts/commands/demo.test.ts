import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleId } from '../../search-api/routes/record-routes.js';
import { runIpradar, type Ended } from '../run-ipradar.js';
import { demoQuestions } from './demo.js';

/** The README's first command, in a folder of its own as in a fresh clone. */
describe('ipradar demo --once', () => {
  let folder: string;
  let first: Ended;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ipradar-demo-'));
    first = await runIpradar(['demo', '--once'], {}, folder);
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('reads 5,000 records and answers five questions, each with something', () => {
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/5,000 records read, 5,000 written, 0 unchanged, 0 rejected/);
    const counts = [...first.stdout.matchAll(/^([\d,]+) records? \| (?:data to|as of) \d{4}-/gm)].map(
      ([, count]) => count,
    );
    expect(counts).toHaveLength(demoQuestions.length);
    expect(counts).not.toContain('0');
  });

  it('gives the answer that the README shows', () => {
    const shown = /```text\n([^]*?)\n```/.exec(readFileSync('README.md', 'utf8'))?.[1] ?? 'none';
    const withoutTime = (text: string): string => text.replace(/\| [\d,]+ ms \|/g, '| ms |');
    expect(withoutTime(first.stdout)).toContain(withoutTime(shown));
  });

  it('prints commands that answer the same when they are typed', async () => {
    const [, command = '', told = ''] = /\$ ipradar (search '[^\n]+)\n([^\n]+)/.exec(first.stdout) ?? [];
    const args = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
    const typed = await runIpradar(args, {}, folder);
    expect(typed.stdout.split(' |')[0]).toBe(told.split(' |')[0]);
  });

  it('a second run reads nothing again, and the example of the API page is in its data', async () => {
    const second = await runIpradar(['demo', '--once'], {}, folder);
    expect(second.stdout).toMatch(/5,000 records read, 0 written, 5,000 unchanged/);
    expect((await runIpradar(['show', exampleId, '--data', 'demo-data'], {}, folder)).code).toBe(0);
  });
});
