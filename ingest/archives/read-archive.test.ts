import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { ZipFile } from 'yazl';
import { defaultLimits, type IngestLimits } from '../limits.js';
import { readArchive } from './read-archive.js';

const folder = mkdtempSync(join(tmpdir(), 'ipradar-archives-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Contents = Record<string, string | Buffer>;

async function collect(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

function zip(contents: Contents, options: { compress?: boolean } = {}): Promise<Buffer> {
  const file = new ZipFile();
  for (const [name, content] of Object.entries(contents)) file.addBuffer(Buffer.from(content), name, options);
  file.end();
  return collect(file.outputStream);
}

function tar(contents: Contents): Promise<Buffer> {
  const file = pack();
  for (const [name, content] of Object.entries(contents)) file.entry({ name }, Buffer.from(content));
  file.finalize();
  return collect(file as unknown as NodeJS.ReadableStream);
}

/** Entry path -> content, or the code of its problem behind what could be read: `content !code`. */
async function read(bytes: Buffer, limits: Partial<IngestLimits> = {}): Promise<Record<string, string>> {
  const path = join(folder, 'package.bin');
  writeFileSync(path, bytes);
  const found: Record<string, string> = {};
  for await (const item of readArchive(path, { ...defaultLimits, ...limits })) {
    if (item.kind === 'empty-archive') {
      found[item.path] = '(no files)';
      continue;
    }
    if (item.kind === 'problem') {
      found[item.path] = `${found[item.path] ?? ''}!${item.error.code}`;
      continue;
    }
    let content = '';
    try {
      for await (const chunk of item.stream)
        content += chunk.length > 1_000 ? `[${chunk.length}]` : chunk.toString('latin1');
    } catch (error) {
      content += `!${(error as { code?: string }).code}`;
    }
    found[item.path] = content;
  }
  return found;
}

describe('a package is opened by what it is, whatever its name', () => {
  it('plain', async () => expect(await read(Buffer.from('<a/>'))).toEqual({ '': '<a/>' }));
  it('empty', async () => expect(await read(Buffer.alloc(0))).toEqual({ '': '' }));
  it('zip', async () =>
    expect(await read(await zip({ 'a.xml': '1', 'd/b.xml': '2' }))).toEqual({ 'a.xml': '1', 'd/b.xml': '2' }));
  it('stored zip', async () => expect(await read(await zip({ a: '1' }, { compress: false }))).toEqual({ a: '1' }));
  it('empty zip', async () => expect(await read(await zip({}))).toEqual({ '': '(no files)' }));
  it('gzip', async () => expect(await read(gzipSync('<a/>'))).toEqual({ '': '<a/>' }));
  it('gzip of several members', async () =>
    expect(await read(Buffer.concat([gzipSync('1'), gzipSync('2')]))).toEqual({ '': '12' }));
  it('tar', async () => expect(await read(await tar({ 'a.xml': '1', './b': '2' }))).toEqual({ 'a.xml': '1', b: '2' }));
  it('tar.gz', async () => expect(await read(gzipSync(await tar({ a: '1', b: '2' })))).toEqual({ a: '1', b: '2' }));
  it('archives inside archives, paths joined with !/', async () => {
    const inner = await zip({ 'a.xml': '1' });
    const middle = await tar({ 'inner.zip': inner, 'c.gz': gzipSync('3') });
    const outer = await zip({ 'w/m.tgz': gzipSync(middle), 'z.zip': inner, plain: 'p' });
    expect(await read(outer)).toEqual({
      'w/m.tgz!/inner.zip!/a.xml': '1',
      'w/m.tgz!/c.gz': '3',
      'z.zip!/a.xml': '1',
      plain: 'p',
    });
  });
  it('large entries are streamed', async () => {
    const noise = Buffer.from(Array.from({ length: 3_000_000 }, (_, i) => (i * i * 7 + (i >> 3)) & 0xff));
    const found = await read(await zip({ noise, after: 'x' }));
    expect([...(found['noise'] ?? '').matchAll(/\[(\d+)\]/g)].reduce((sum, [, size]) => sum + Number(size), 0)).toBe(
      noise.length,
    );
    expect(found['after']).toBe('x');
  });
});

describe('an archive that must not be trusted', () => {
  it('a bomb by ratio is refused, its neighbours are read', async () => {
    const bomb = Buffer.alloc(30_000_000);
    for (const package_ of [
      await zip({ a: '1', bomb, b: '2' }),
      await tar({ a: '1', 'bomb.gz': gzipSync(bomb), b: '2' }),
    ]) {
      const found = await read(package_);
      expect(found).toMatchObject({ a: '1', b: '2' });
      expect(found['bomb'] ?? found['bomb.gz']).toMatch(/!expands-too-much$/);
    }
  });

  it('a small bomb is refused before it is inflated', async () => {
    const found = await read(await zip({ bomb: Buffer.alloc(4_000_000), a: '1' }), { ratioFreeOutput: 1_000_000 });
    expect(found).toEqual({ bomb: '!expands-too-much', a: '1' });
  });

  it('all entries together have a limit', async () => {
    const noise = Buffer.from(Array.from({ length: 800 }, (_, i) => (i * i * 7 + (i >> 3)) & 0xff)).toString('hex');
    const found = await read(await zip({ a: noise, b: noise, c: noise }), { maximumOutput: 2_000 });
    expect(Object.values(found).map((content) => content.slice(-17))).toEqual([
      noise.slice(0, 0) + found['a']?.slice(-17),
      '!expands-too-much',
      '!expands-too-much',
    ]);
  });

  it('archives nest to a depth', async () => {
    let nested = Buffer.from('x');
    for (let i = 0; i < 6; i++) nested = gzipSync(nested);
    expect(await read(nested)).toEqual({ '': '!nested-too-deep' });
  });

  it.each(['../../etc/passwd', '/etc/passwd', 'C:/windows/x', 'a/../../b', '..\\b'])(
    'the name `%s` is refused, its neighbours are read',
    async (name) => {
      const placeholder = 'n'.repeat(name.length);
      const bytes = await zip({ first: '1', [placeholder]: 'evil', last: '2' });
      const renamed = Buffer.from(bytes.toString('latin1').replaceAll(placeholder, name), 'latin1');
      const found = await read(renamed);
      expect(Object.values(found)).toEqual(['1', '!unsafe-name', '2']);
      expect((await read(await tar({ a: '1', [name.replaceAll('\\', '/')]: 'evil', b: '2' })))['b']).toBe('2');
    },
  );

  it('an encrypted entry is told, its neighbours are read', async () => {
    const bytes = await zip({ a: '1', secret: 'x', b: '2' });
    // General purpose bit 0, in the local header (offset 6) and in the directory (offset 8).
    const local = bytes.indexOf('secret') - 30;
    const central = bytes.lastIndexOf('secret') - 46;
    bytes.writeUInt16LE(bytes.readUInt16LE(local + 6) | 1, local + 6);
    bytes.writeUInt16LE(bytes.readUInt16LE(central + 8) | 1, central + 8);
    expect(await read(bytes)).toEqual({ a: '1', secret: '!encrypted', b: '2' });
  });

  it('an unknown compression method is told', async () => {
    const bytes = await zip({ a: '1', b: '2' });
    const central = bytes.indexOf('PK\u0001\u0002');
    bytes.writeUInt16LE(93, central + 10);
    expect(Object.values(await read(bytes)).sort()).toEqual(['!unknown-compression', '2']);
  });
});

describe('a damaged archive', () => {
  const text = (n: number) => Array.from({ length: 400 }, (_, i) => `record ${n} ${(i * 7919) % 1_000}`).join('\n');

  it('truncated zip: entries before the damage are read, the damage is told', async () => {
    const bytes = await zip({ a: 'first', b: 'second', c: text(3) });
    const found = await read(bytes.subarray(0, bytes.indexOf('c', bytes.indexOf('second')) + 600));
    expect(found).toMatchObject({ '': '!truncated-archive', a: 'first', b: 'second' });
  });

  it('truncated inside a large entry: what came before is yielded', async () => {
    const bytes = await zip({ a: 'first', c: text(3) });
    const found = await read(bytes.subarray(0, bytes.lastIndexOf('PK\u0001\u0002') - 300));
    expect(found['a']).toBe('first');
    expect(found['c']).toMatch(/!truncated-archive$/);
  });

  it('cut at every byte: nothing is thrown, and the first entry is there once it is complete', async () => {
    const bytes = await zip({ a: 'first', b: 'second' });
    const complete = bytes.indexOf('PK\u0003\u0004', 4, 'latin1');
    for (let cut = 0; cut < bytes.length; cut++) {
      const found = await read(bytes.subarray(0, cut));
      if (cut >= complete) expect(found['a']).toBe('first');
    }
  });

  it('a streamed zip (sizes behind the data) without directory is read too', async () => {
    const file = new ZipFile();
    const { Readable } = await import('node:stream');
    file.addReadStream(Readable.from([Buffer.from(text(1))]), 'a');
    file.addReadStream(Readable.from([Buffer.from(text(2))]), 'b');
    file.end();
    const bytes = await collect(file.outputStream);
    const found = await read(bytes.subarray(0, bytes.indexOf('PK\u0001\u0002', 0, 'latin1')));
    expect(Object.keys(found).sort()).toEqual(['', 'a', 'b']);
    expect(found['b']).toContain('[');
  });

  it('truncated gzip: what was readable is yielded, the damage is told', async () => {
    const bytes = gzipSync(text(1));
    expect((await read(bytes.subarray(0, bytes.length - 20)))['']).toMatch(/!truncated-archive$/);
  });

  it('truncated tar: the entries before are read', async () => {
    const bytes = await tar({ a: '1', b: text(2) });
    const found = await read(bytes.subarray(0, 1_800));
    expect(found['a']).toBe('1');
    expect(Object.values(found).join()).toContain('!truncated-archive');
  });

  it('a wrong checksum is told behind the content', async () => {
    const bytes = await zip({ a: 'first', b: 'second' });
    const central = bytes.lastIndexOf('PK\u0001\u0002', bytes.length, 'latin1');
    bytes.writeUInt32LE(1, central + 16);
    expect(await read(bytes)).toEqual({ a: 'first', b: 'second!damaged-entry' });
  });

  it('a wrong size is told', async () => {
    const bytes = await zip({ a: 'first', b: 'second' });
    bytes.writeUInt32LE(3, bytes.lastIndexOf('PK\u0001\u0002', bytes.length, 'latin1') + 24);
    expect(await read(bytes)).toEqual({ a: 'first', b: '!damaged-entry' });
  });

  it('deflate data that is none is told', async () => {
    const bytes = await zip({ a: text(1), b: 'second' });
    bytes.fill(0xff, 60, 90);
    const found = await read(bytes);
    expect(found['a']).toMatch(/!damaged-entry$/);
    expect(found['b']).toBe('second');
  });

  it('names in GB18030 are read', async () => {
    const bytes = await zip({ nnnn: '1' }, { compress: false });
    const name = Buffer.from('d7a8c0fb', 'hex');
    for (let at = bytes.indexOf('nnnn'); at >= 0; at = bytes.indexOf('nnnn', at + 4)) name.copy(bytes, at);
    for (const sign of ['PK\u0003\u0004', 'PK\u0001\u0002']) {
      const at = bytes.indexOf(sign, 0, 'latin1') + (sign.endsWith('\u0004') ? 6 : 8);
      bytes.writeUInt16LE(bytes.readUInt16LE(at) & ~0x800, at);
    }
    expect(await read(bytes)).toEqual({ 专利: '1' });
  });

  it('binary junk is a plain file', async () => {
    const junk = deflateRawSync(Buffer.from(text(1)));
    expect(Object.keys(await read(junk))).toEqual(['']);
  });
});
