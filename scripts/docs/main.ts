import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { renderDataDictionary } from './data-dictionary.js';
import { renderFormatsPage } from './formats-page.js';
import { renewJobCatalogue } from './jobs-page.js';
import { renewOptionTable } from './option-table.js';

/** `npm run docs`: writes the pages that are generated from the code. */
const root = fileURLToPath(new URL('../../..', import.meta.url));
writeFileSync(`${root}docs/data-dictionary.md`, renderDataDictionary());
writeFileSync(`${root}docs/formats.md`, renderFormatsPage());
writeFileSync(`${root}docs/jobs.md`, renewJobCatalogue(readFileSync(`${root}docs/jobs.md`, 'utf8')));
writeFileSync(`${root}README.md`, renewOptionTable(readFileSync(`${root}README.md`, 'utf8')));
