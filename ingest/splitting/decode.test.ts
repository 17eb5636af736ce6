import { decodeRecord, findEncoding } from './decode.js';

const declare = (encoding: string) => Buffer.from(`<?xml version="1.0" encoding="${encoding}"?><a/>`);
/** "Invented: battery, electrolyte, separator, with words enough for statistics", in GB18030. */
const chinese = Buffer.from('b5e7b3d8b5e7bde2d6cab8f4c4a4d5fdbcabb8babcab', 'hex');

describe('the encoding of an entry', () => {
  it.each([
    ['a UTF-8 byte order mark', Buffer.from('efbbbf3c', 'hex'), 'utf-8', 'byte-order-mark'],
    ['a UTF-16LE byte order mark', Buffer.from('fffe3c00', 'hex'), 'utf-16le', 'byte-order-mark'],
    ['a UTF-16BE byte order mark', Buffer.from('feff003c', 'hex'), 'utf-16be', 'byte-order-mark'],
    ['UTF-16LE without a mark', Buffer.from('<?xml', 'utf16le'), 'utf-16le', 'detected'],
    ['UTF-16BE without a mark', Buffer.from('<?xml', 'utf16le').swap16(), 'utf-16be', 'detected'],
    ['a declaration', declare('GB2312'), 'gb18030', 'declared'],
    ['a declaration', declare('iso-8859-1'), 'windows-1252', 'declared'],
    ['a declaration of UTF-16 in single bytes', declare('UTF-16'), 'utf-8', 'declared'],
    ['nothing', Buffer.from('<a>ü</a>'), 'utf-8', 'default'],
    [
      'statistics: Chinese pairs',
      Buffer.concat([Buffer.from('<a>'), chinese, Buffer.from('</a>')]),
      'gb18030',
      'detected',
    ],
    [
      'statistics: accented letters',
      Buffer.from('<a>Muller, caf\xe9 Z\xfcrich, se\xf1or</a>', 'latin1'),
      'windows-1252',
      'detected',
    ],
    [
      'one broken byte in UTF-8 text',
      Buffer.concat([Buffer.from('<a>电池 and 电解质'), Buffer.from([0xff]), Buffer.from('</a>')]),
      'utf-8',
      'default',
    ],
  ] as const)('is known by %s', (_how, head, encoding, from) => {
    expect(findEncoding(head)).toMatchObject({ encoding, from });
  });

  it('is not UTF-16 because a head ends inside a character', () => {
    const text = Buffer.from('<a>电池电池');
    for (let cut = 4; cut < text.length; cut++) expect(findEncoding(text.subarray(0, cut)).encoding).toBe('utf-8');
  });
});

describe('a record', () => {
  it('is decoded as declared', () => {
    expect(decodeRecord(chinese, 'gb18030')?.text).toBe('电池电解质隔膜正极负极');
    expect(decodeRecord(Buffer.from('caf\xe9', 'latin1'), 'windows-1252')?.text).toBe('café');
    expect(decodeRecord(Buffer.from('電', 'utf16le'), 'utf-16le')?.text).toBe('電');
    expect(decodeRecord(Buffer.from('電', 'utf16le').swap16(), 'utf-16be')?.text).toBe('電');
  });

  it('that is UTF-8 against its declaration is read as UTF-8 and says so', () => {
    expect(decodeRecord(Buffer.from('电池'), 'gb18030')).toEqual({ text: '电池', isUtf8AgainstDeclaration: true });
    expect(decodeRecord(Buffer.from('Zürich'), 'windows-1252')).toEqual({
      text: 'Zürich',
      isUtf8AgainstDeclaration: true,
    });
  });

  it('with bytes of no character is refused, never patched', () => {
    expect(decodeRecord(Buffer.from('a\xff', 'latin1'), 'utf-8')).toBeUndefined();
    expect(decodeRecord(Buffer.from([0xc0, 0x80]), 'utf-8')).toBeUndefined();
    expect(decodeRecord(Buffer.from([0x81]), 'gb18030')).toBeUndefined();
    expect(decodeRecord(Buffer.from([0x00, 0xd8]), 'utf-16le')).toBeUndefined();
  });
});
