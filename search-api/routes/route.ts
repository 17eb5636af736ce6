import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Services } from '../../retrieval/services.js';
import type { ApiSettings } from '../config.js';
import type { Gate } from '../gate.js';

/** What a route needs from the composition root. */
export interface RouteParts {
  services: Services;
  settings: ApiSettings;
  /** Runs a search within the limit of searches at the same time. */
  gate: Gate;
}

/** One path: how Express matches it, how OpenAPI writes it, what it does per method. `HEAD` comes with `GET`. */
export interface Route {
  /** Express 5 path. */
  path: string;
  /** OpenAPI path template. */
  template: string;
  get?: Operation;
  post?: Operation;
}

export interface Operation {
  operationId: string;
  summary: string;
  /** Parameters: query string on GET, JSON body on POST. */
  parameters: z.ZodObject;
  pathParameters?: Readonly<Record<string, { description: string; example: string }>>;
  /** False where the answer of the moment is all that counts: no ETag, no 304. */
  hasTag?: boolean;
  /** Success answers beside problems. */
  answers: Readonly<Record<number, AnswerDescription>>;
  handle(request: Request, response: Response): Promise<void>;
}

export interface AnswerDescription {
  description: string;
  /** Media type -> schema; JSON when only `schema` is given. */
  schema?: z.ZodType;
  mediaTypes?: readonly string[];
}
