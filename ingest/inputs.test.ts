import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findInputs, InputError, packageNameOf } from './inputs.js';

const folder = mkdtempSync(join(tmpdir(), 'ipradar-inputs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, 'b/deep'), { recursive: true });
mkdirSync(join(folder, 'empty'));
for (const name of ['a.zip', 'Z.zip', 'b/2.xml', 'b/deep/1.xml', '.hidden', '[odd] name.xml'])
  writeFileSync(join(folder, name), name);

const find = async (...paths: string[]) =>
  (
    await findInputs(
      paths.map((path) => join(folder, path)),
      { maximumSpool: 100 },
    )
  ).map(({ name }) => name.slice(folder.length + 1));

it('a folder is read recursively in a stable order, hidden files left out', async () => {
  expect(await find('')).toEqual(['Z.zip', '[odd] name.xml', 'a.zip', 'b/2.xml', 'b/deep/1.xml']);
});

it('files keep the order in which they were given, each once', async () => {
  expect(await find('b/2.xml', 'a.zip', 'b', '*.zip')).toEqual(['b/2.xml', 'a.zip', 'b/deep/1.xml', 'Z.zip']);
});

it('a file whose name looks like a glob is a file', async () => {
  expect(await find('[odd] name.xml')).toEqual(['[odd] name.xml']);
});

it.each([
  ['nosuch.zip', 'no such file'],
  ['*.tar', 'no file matches'],
  ['empty', 'no files in the folder'],
])('`%s` is an error before anything is read', async (path, message) => {
  await expect(find('a.zip', path)).rejects.toThrow(message);
  await expect(find(path)).rejects.toBeInstanceOf(InputError);
});

async function* chunks(...parts: string[]) {
  for (const part of parts) yield await Promise.resolve(Buffer.from(part));
}

it('standard input is spooled to a file that its release removes', async () => {
  const [input] = await findInputs(['-'], { stdin: chunks('abc', 'def'), maximumSpool: 100 });
  expect(input).toMatchObject({ name: '-', size: 6 });
  const path = input?.path ?? '';
  expect(readFileSync(path, 'utf8')).toBe('abcdef');
  expect(packageNameOf({ name: '-' })).toBe('stdin');
  await input?.release();
  expect(existsSync(path)).toBe(false);
});

it('standard input longer than the limit is an error', async () => {
  await expect(findInputs(['-'], { stdin: chunks('abc', 'def'), maximumSpool: 5 })).rejects.toThrow('longer than 5');
  await expect(findInputs(['-'], { maximumSpool: 5 })).rejects.toBeInstanceOf(InputError);
});
