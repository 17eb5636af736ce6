import { writeCorpus } from '../corpus/write-corpus.js';
import { ConfigurationError } from '../config.js';
import { exitCodes } from '../exit-codes.js';
import { printLine } from '../print.js';

/** `ipradar corpus`: dated weekly packages and the manifest of planted truths. */
export async function runCorpus(flags: { records: string; seed: string; out: string }): Promise<number> {
  const records = readWholeNumber('--records', flags.records, 1);
  const seed = readWholeNumber('--seed', flags.seed, 0);
  await writeCorpus({ records, seed, out: flags.out });
  await printLine(`${records.toLocaleString('en')} records written to ${flags.out}`);
  return exitCodes.ok;
}

function readWholeNumber(flag: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new ConfigurationError(`\`${flag}\` is \`${text}\`: a whole number from ${least} on is expected`);
}
