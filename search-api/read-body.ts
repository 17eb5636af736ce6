import express, { type RequestHandler } from 'express';
import type { ApiSettings } from './config.js';
import { HttpError, ParameterErrors, type ParameterIssue } from './http-error.js';

/** The parameters of a POST: a JSON body in UTF-8, and nothing in the address. */
export function readBody({ bodyLimitBytes }: ApiSettings): RequestHandler[] {
  // `strict: false`: text and numbers are JSON too; the schema says what is wrong with them.
  return [refuseAddress, requireJson, express.json({ limit: bodyLimitBytes, strict: false, verify: requireUtf8 })];
}

/** A parameter in the address of a POST would be passed over in silence. */
const refuseAddress: RequestHandler = (request, _response, next) => {
  const [first, ...rest] = Object.keys(request.query).map((name): ParameterIssue => ({
    code: 'invalid-parameter',
    pointer: `/${name}`,
    detail: `\`${name}\` stands in the address of a POST`,
    hint: 'the parameters of a POST stand in its JSON body',
  }));
  next(first && new ParameterErrors([first, ...rest]));
};

const requireJson: RequestHandler = (request, _response, next) => {
  if (request.is('application/json')) return next();
  next(new HttpError('unsupported-media-type', 'the body has to be JSON', 'send `Content-Type: application/json`'));
};

/** Node would turn what is not UTF-8 into U+FFFD in silence, and the search would be for something else. */
function requireUtf8(_request: unknown, _response: unknown, body: Buffer, encoding: string): void {
  if (/^utf-?8$/i.test(encoding)) utf8.decode(body);
}
const utf8 = new TextDecoder('utf-8', { fatal: true });
