import { z } from 'zod';
import type { AnswerDescription, Operation, Route } from './routes/route.js';
import { problem } from './schemas/answers.js';
import { repeatedNames } from './schemas/parameters.js';

/** JSON Schema as it stands in the document; only its shape matters here. */
type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document, from the same schemas that check the requests. */
export function buildOpenApi(routes: readonly Route[], version: string): Json {
  const schemas: Record<string, Json> = {};
  const refer = (schema: z.ZodType): Json => collectSchema(schema, schemas);
  const paths = Object.fromEntries(
    routes.map((route) => [
      route.template,
      {
        ...(route.get ? { get: describeOperation(route.get, 'query', refer) } : {}),
        ...(route.post ? { post: describeOperation(route.post, 'body', refer) } : {}),
      },
    ]),
  );
  return {
    openapi: '3.1.0',
    info: {
      title: 'ipradar',
      version,
      description: 'Search over patents, designs, trademarks, geographical indications and layout-designs.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas,
      responses: {
        Problem: {
          description: 'RFC 9457 problem details',
          content: { 'application/problem+json': { schema: refer(problem) } },
        },
      },
    },
  };
}

function describeOperation(operation: Operation, place: 'query' | 'body', refer: (schema: z.ZodType) => Json): Json {
  const inPath = Object.entries(operation.pathParameters ?? {}).map(([name, { description, example }]) => ({
    name,
    in: 'path',
    required: true,
    description,
    schema: { type: 'string' },
    example,
  }));
  return {
    operationId: operation.operationId,
    summary: operation.summary,
    parameters: place === 'query' ? [...inPath, ...describeQuery(operation.parameters)] : inPath,
    ...(place === 'body'
      ? {
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: inputSchema(operation.parameters),
                example: exampleBody(operation.parameters),
              },
            },
          },
        }
      : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(operation.answers).map(([status, answer]) => [status, describeAnswer(answer, refer)]),
      ),
      ...(place === 'query' && operation.hasTag !== false ? { 304: unchanged } : {}),
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

const unchanged = { description: 'the client has this answer already: its `If-None-Match` names the ETag' };

const inputSchema = (schema: z.ZodType): Json => withoutDialect(z.toJSONSchema(schema, { io: 'input' }));

/** All parameters that have an example, as one body. */
function exampleBody(parameters: z.ZodObject): Json {
  const { properties = {} } = inputSchema(parameters) as { properties?: Record<string, Json> };
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, { example }]) => (example === undefined ? [] : [[name, example]])),
  );
}

function describeQuery(parameters: z.ZodObject): Json[] {
  const { properties = {}, required = [] } = inputSchema(parameters) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, example, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    description,
    schema,
    ...(example === undefined ? {} : { example }),
    // Lists are one value with commas: type=patent,design.
    ...(schema['type'] === 'array' ? { style: 'form', explode: repeatedNames.has(name) } : {}),
  }));
}

function describeAnswer(
  { description, schema, mediaTypes }: AnswerDescription,
  refer: (schema: z.ZodType) => Json,
): Json {
  if (mediaTypes) {
    return { description, content: Object.fromEntries(mediaTypes.map((type) => [type, { schema: {} }])) };
  }
  return schema ? { description, content: { 'application/json': { schema: refer(schema) } } } : { description };
}

/** Puts a schema that names its `component` under components and refers to it. */
function collectSchema(schema: z.ZodType, schemas: Record<string, Json>): Json {
  const { component, ...described } = withoutDialect(z.toJSONSchema(schema, { io: 'output' }));
  if (typeof component !== 'string') return described;
  schemas[component] = described;
  return { $ref: `#/components/schemas/${component}` };
}

function withoutDialect({ $schema: _dialect, ...schema }: Json): Json {
  return schema;
}
