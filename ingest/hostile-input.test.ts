import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chip, chips, inventedXml } from '../fixtures/invented-format.js';
import { CollectingSink } from '../fixtures/read-fixture.js';
import type { Format } from './format.js';
import { formats as officeFormats } from './formats/formats.js';
import { ingestFile } from './pipeline.js';

const folder = mkdtempSync(join(tmpdir(), 'ipradar-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function ingest(content: string | Buffer, formats: readonly Format[] = [inventedXml]) {
  const path = join(folder, 'package.dat');
  writeFileSync(path, content);
  const sink = new CollectingSink();
  const input = { name: path, path, size: statSync(path).size, release: () => Promise.resolve() };
  const ledger = await ingestFile(input, { sink, formats, clock: Date.now });
  return { sink, ledger, names: sink.records.map((record) => record.type === 'layout-design' && record.name[0]?.text) };
}

const body = chips(chip(1, 'a &lol9; b &file; c')).replace(/^<\?xml[^\n]*\n/, '');

describe('a DOCTYPE is never read', () => {
  it('nothing is fetched from a server or a file that it names; its entities stay as written and are counted', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('<!ENTITY lol9 "fetched">');
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    writeFileSync(join(folder, 'secret.txt'), 'the secret');
    const doctype = `<!DOCTYPE chips SYSTEM "${url}/chips.dtd" [<!ENTITY % more SYSTEM "${url}/more.ent"> %more; <!ENTITY file SYSTEM "file://${folder}/secret.txt">]>\n`;
    const { names, ledger } = await ingest(doctype + body);
    await new Promise((resolve) => server.close(resolve));
    expect(names).toEqual(['a &lol9; b &file; c']);
    expect(ledger.unknownEntities).toEqual({ '&lol9;': 1, '&file;': 1 });
    expect(asked).toEqual([]);
  });

  it('a billion laughs are not laughed', async () => {
    const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY lol${n + 1} "${`&lol${n};`.repeat(10)}">`).join('\n');
    const { names, ledger } = await ingest(`<!DOCTYPE chips [<!ENTITY lol0 "lol">${laughs}]>\n${body}`);
    expect(names).toEqual(['a &lol9; b &file; c']);
    expect(ledger).toMatchObject({ read: 1, rejected: 0 });
  });

  it('a quadratic blow-up neither', async () => {
    const long = `<!DOCTYPE chips [<!ENTITY lol9 "${'x'.repeat(100_000)}">]>\n`;
    const { names } = await ingest(long + chips(chip(1, '&lol9;'.repeat(1_000))).replace(/^<\?xml[^\n]*\n/, ''));
    expect(names[0]).toHaveLength('&lol9;'.length * 1_000);
  });
});

it('entities of the DOCDB set expand in a DOCDB record, unknown ones are kept and counted', async () => {
  const { sink, ledger } = await ingest(
    `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE exchange-documents SYSTEM "docdb-entities.dtd">
<exch:exchange-documents xmlns:exch="http://www.epo.org/exchange" dtd-version="2.5.9">
<exch:exchange-document country="PL" doc-number="999999" kind="A1" date-publ="20010102" family-id="1" status="C">
<exch:bibliographic-data>
<exch:publication-reference data-format="docdb"><document-id><country>PL</country><doc-number>999999</doc-number><kind>A1</kind><date>20010102</date></document-id></exch:publication-reference>
<exch:invention-title lang="pl" data-format="docdba">&SACUTE;ruba &ccaron; &nosuch; 5 &lt; 6</exch:invention-title>
</exch:bibliographic-data>
</exch:exchange-document>
</exch:exchange-documents>`,
    officeFormats,
  );
  const [record] = sink.records;
  expect(record).toMatchObject({ inventionTitle: [{ lang: 'pl', text: 'Śruba č &nosuch; 5 < 6' }] });
  expect(ledger.unknownEntities).toEqual({ '&nosuch;': 1 });
});

it('20,000 attributes, a name of a megabyte and a comment of two: every record is read', async () => {
  const attributes = Array.from({ length: 20_000 }, (_, n) => `a${n}="${n}"`).join(' ');
  const name = 'n'.repeat(1_000_000);
  const { sink, ledger } = await ingest(
    chips(
      chip(1),
      `<chip ${attributes}><number>2</number></chip>`,
      `<chip><${name}/><number>3</number></chip>`,
      `<!-- ${'c'.repeat(2_000_000)} -->`,
      chip(4),
    ),
  );
  expect(sink.records.map(({ id }) => id)).toEqual(['XX-1-LD', 'XX-2-LD', 'XX-3-LD', 'XX-4-LD']);
  expect(ledger).toMatchObject({ state: 'done', rejected: 0 });
});
