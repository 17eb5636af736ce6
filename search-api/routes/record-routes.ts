import type { Request, Response } from 'express';
import type { IpRecord } from '../../domain/record.js';
import { readParameters } from '../read-parameters.js';
import { contextOf } from '../request-context.js';
import { candidatesAnswer, recordAnswer, timelineAnswer } from '../schemas/answers.js';
import { noParameters, recordParameters } from '../schemas/parameters.js';
import { sendJson } from '../send-json.js';
import { answerUnchanged } from '../unchanged.js';
import type { AnswerDescription, Route, RouteParts } from './route.js';

/** In the data of `npm run demo`, so that the documentation page can be tried at once. */
export const exampleId = 'US-9065454-B2';

const pathParameters = {
  id: {
    description:
      'the record, by any spelling of its number: canonical id, publication, application or registration number; slashes as they are or encoded',
    example: exampleId,
  },
};
const several: AnswerDescription = { description: 'the number means several records', schema: candidatesAnswer };

/** Numbers hold slashes (`PCT/CN2019/123456`), encoded or not: the id is everything between the fixed parts of the path. */
const idOf = (request: Request): string => [request.params['id'] ?? ''].flat().join('/');

export function recordRoutes({ services }: RouteParts): Route[] {
  /** The record meant, or undefined after the list of candidates was sent. */
  const resolve = async (request: Request, response: Response): Promise<IpRecord | undefined> => {
    const found = await services.records.resolve(idOf(request), contextOf(request).signal);
    if (found.kind === 'one') return found.record;
    response.status(300);
    sendJson(response, { count: found.count, candidates: found.candidates });
    return undefined;
  };

  const source: Route = {
    path: '/v1/records/*id/source',
    template: '/v1/records/{id}/source',
    get: {
      operationId: 'getSource',
      summary: 'The raw bytes that the record was read from',
      parameters: noParameters,
      pathParameters,
      answers: {
        200: { description: 'bytes as the office wrote them', mediaTypes: ['application/xml', 'application/json'] },
        300: several,
      },
      async handle(request, response) {
        readParameters(noParameters, request.query, true);
        const record = await resolve(request, response);
        if (!record) return;
        const { bytes, source: from } = await services.records.source(record);
        response.setHeader('Repr-Digest', `sha-256=:${Buffer.from(from.hash, 'hex').toString('base64')}:`);
        response.setHeader('Content-Type', looksLikeJson(bytes) ? 'application/json' : 'application/xml');
        response.setHeader('X-Source-Package', encodeURI(from.package));
        response.setHeader('X-Source-Entry', encodeURI(from.entry));
        response.setHeader('X-Source-Offset', String(from.offset));
        // Digest and strong ETag are of these very bytes, so nothing on the way may recode them.
        response.setHeader('Cache-Control', 'no-cache, no-transform');
        if (answerUnchanged(response, `"${from.hash}"`)) return;
        response.send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      },
    },
  };

  const timeline: Route = {
    path: '/v1/records/*id/timeline',
    template: '/v1/records/{id}/timeline',
    get: {
      operationId: 'getTimeline',
      summary: 'Events and status periods up to a day',
      parameters: recordParameters,
      pathParameters,
      answers: { 200: { description: 'the life of the right', schema: timelineAnswer }, 300: several },
      async handle(request, response) {
        const { asOf } = readParameters(recordParameters, request.query, true);
        const record = await resolve(request, response);
        if (record) sendJson(response, await services.timeline(record, asOf));
      },
    },
  };

  const whole: Route = {
    path: '/v1/records/*id',
    template: '/v1/records/{id}',
    get: {
      operationId: 'getRecord',
      summary: 'One record with everything the office said',
      parameters: recordParameters,
      pathParameters,
      answers: { 200: { description: 'the record', schema: recordAnswer }, 300: several },
      async handle(request, response) {
        const { asOf } = readParameters(recordParameters, request.query, true);
        const record = await resolve(request, response);
        if (record) sendJson(response, await services.records.answer(record, asOf));
      },
    },
  };
  // The longer paths first: the last one would take them as part of the number.
  return [source, timeline, whole];
}

/** JSON records start with a brace; XML ones with a mark or, rarely, a byte order mark. */
function looksLikeJson(bytes: Uint8Array): boolean {
  const first = bytes.find((byte) => byte > 0x20);
  return first === 0x7b || first === 0x5b;
}
