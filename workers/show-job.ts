import type { Job, Json } from './queue.js';

/** A job as it may be shown to anyone: addresses in it lose their passwords. */
export function showJob(job: Job): Job {
  return { ...job, payload: mask(job.payload), ...(job.reason === undefined ? {} : { reason: maskText(job.reason) }) };
}

function mask(value: Json): Json {
  if (typeof value === 'string') return maskText(value);
  if (Array.isArray(value)) return value.map(mask);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, each === undefined ? each : mask(each)]),
  );
}

/** Text without the secrets of addresses in it: `https://user:secret@host` -> `https://***@host`; signatures in query strings too. */
export const maskText = (text: string): string =>
  text
    .replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, '$1***@')
    .replace(/([?&](?:token|key|signature|sig|password|secret|api_?key|x-amz-signature)=)[^&\s`]+/gi, '$1***');
