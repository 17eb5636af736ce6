/** The same archive under another checksum: a comment of one byte at its end (APPNOTE 4.3.16). */
export function withComment(zip: Buffer): Buffer {
  const end = zip.length - 22;
  if (zip.readUInt32LE(end) !== 0x06054b50 || zip.readUInt16LE(end + 20) !== 0) throw new Error('it has a comment');
  const longer = Buffer.concat([zip, Buffer.from('!')]);
  longer.writeUInt16LE(1, end + 20);
  return longer;
}

/** The same bytes but for one bit in the middle. */
export function withBitTurned(content: Buffer): Buffer {
  const turned = Buffer.from(content);
  const at = turned.length >> 1;
  turned.writeUInt8(turned.readUInt8(at) ^ 1, at);
  return turned;
}

/** An entry of the GI register whose number makes an id that is longer than one may be. */
export function refusedRecord(): Buffer {
  const entry = {
    giIdentifier: 'EUGI00099999999',
    protectedNames: ['Poison'],
    fileNumber: `PGI-CN-${'9'.repeat(600)}`,
    countries: ['CN'],
    giType: 'PGI',
    productType: 'FOOD',
    status: 'registered',
    euProtectionDate: '2020-01-01',
  };
  return Buffer.from(JSON.stringify([entry]));
}
