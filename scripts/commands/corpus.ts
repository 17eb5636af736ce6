import { largestCorpus, smallestCorpus } from '../corpus/plan.js';
import { writeCorpus } from '../corpus/write-corpus.js';
import { ConfigurationError } from '../config.js';
import { exitCodes } from '../exit-codes.js';
import { onInterrupt } from '../on-interrupt.js';
import { printLine } from '../print.js';
import { formatSeconds } from '../progress.js';
import { createStatusLine } from '../status-line.js';

/** `ipradar corpus`: dated weekly packages and the manifest of planted truths; progress on standard error. */
export async function runCorpus(flags: { records: string; seed: string; out: string }): Promise<number> {
  const records = readWholeNumber('--records', flags.records, smallestCorpus, largestCorpus);
  const seed = readWholeNumber('--seed', flags.seed, 0, Number.MAX_SAFE_INTEGER);
  const line = createStatusLine();
  const interrupt = onInterrupt('finishing the running package; once more ends at once');
  try {
    await writeCorpus({
      records,
      seed,
      out: flags.out,
      signal: interrupt.signal,
      onProgress: ({ written, total, file }) => line.show((seconds) => describe(written, total, file, seconds)),
    });
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    console.error('ipradar: interrupted; the corpus is not whole and has no manifest. Run the same command again');
    return exitCodes.interrupted;
  } finally {
    line.erase();
    interrupt.release();
  }
  await printLine(`${records.toLocaleString('en')} records written to ${flags.out}`);
  return exitCodes.ok;
}

/** `42% | 12,345 records | 3,100 records/s | 14 s left | file.zip`. */
function describe(written: number, total: number, file: string, seconds: number): string {
  const rate = written / seconds;
  const left = written > 0 ? `${formatSeconds((total - written) / rate)} left` : 'time left unknown';
  return [
    `${Math.floor((written / total) * 100)}%`,
    `${written.toLocaleString('en')} records`,
    `${Math.round(rate).toLocaleString('en')} records/s`,
    left,
    file,
  ].join(' | ');
}

function readWholeNumber(flag: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text.trim()) ? Number(text) : NaN;
  if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
  throw new ConfigurationError(`\`${flag}\` is \`${text}\`: a whole number from ${least} to ${most} is expected`);
}
