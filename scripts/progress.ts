import type { IngestProgress } from '../ingest/pipeline.js';
import type { LedgerEntry } from '../ingest/record-sink.js';
import { createStatusLine } from './status-line.js';

/** Progress of an ingest on standard error: one line that is redrawn on a terminal, a plain line now and then elsewhere. */
export interface ProgressLine {
  update(progress: IngestProgress): void;
  endFile(entry: LedgerEntry): void;
  end(): void;
}

/** `bytesInAll` are the bytes of all files as they lie on disk. */
export function createProgress(bytesInAll: number): ProgressLine {
  const line = createStatusLine();
  let bytesBefore = 0;
  let recordsBefore = 0;
  return {
    update({ file, bytesDone, records }) {
      line.show((seconds) =>
        describeProgress({
          file,
          bytes: bytesBefore + bytesDone,
          bytesInAll,
          records: recordsBefore + records,
          seconds,
        }),
      );
    },
    endFile(entry) {
      line.erase();
      bytesBefore += entry.size;
      recordsBefore += entry.read;
    },
    end: line.erase,
  };
}

export interface ProgressState {
  file: string;
  bytes: number;
  bytesInAll: number;
  records: number;
  seconds: number;
}

/** `42% | 12,345 records | 3,100 records/s | 8.1 MB/s | 14 s left | file.zip`. */
export function describeProgress({ file, bytes, bytesInAll, records, seconds }: ProgressState): string {
  const share = bytesInAll > 0 ? Math.min(1, bytes / bytesInAll) : 1;
  const rate = seconds > 0 ? records / seconds : 0;
  const megabytes = seconds > 0 ? bytes / 1e6 / seconds : 0;
  const left = share > 0 ? `${formatSeconds((seconds / share) * (1 - share))} left` : 'time left unknown';
  return [
    `${Math.floor(share * 100)}%`,
    `${records.toLocaleString('en')} records`,
    `${Math.round(rate).toLocaleString('en')} records/s`,
    `${megabytes.toFixed(1)} MB/s`,
    left,
    file,
  ].join(' | ');
}

export function formatSeconds(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
