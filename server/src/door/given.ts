import { type Given, type Operation, type OperationName, operations } from '@pipewright/definition';
import type { Context } from 'hono';
import { type Body, checkShape, readBody } from './body.ts';
import type { Env } from './env.ts';

/** An answer whose JSON is written already. */
export class JsonText {
  readonly json: string;
  constructor(json: string) {
    this.json = json;
  }
}

/** What a request gives an operation: the names in its path, and its query and body, which are refused where they are not well-formed. A file is left to be read. */
export async function givenTo<N extends OperationName>(c: Context<Env>, name: N, how: Body = {}): Promise<Given<N>> {
  const { query, body, limit }: Operation = operations[name];
  const params = c.req.param();
  const asked = query && checkShape(c.req.query(), query);
  const sent = body && limit !== 'file' ? await readBody(c, body, how) : undefined;
  // The types of the contract are made of these same schemas.
  return { ...params, ...(query ? { query: asked } : {}), ...(body ? { body: sent } : {}) } as unknown as Given<N>;
}

/** The answer of an operation as a response. Answers are held to the contract by the compiler and by the tests, not again with each request. */
export function answerOf(c: Context<Env>, answer: unknown, status?: 201 | 202): Response {
  if (answer instanceof Response) return answer;
  if (!(answer instanceof JsonText)) return c.json(answer, status);
  return new Response(answer.json, { status: status ?? 200, headers: { 'content-type': 'application/json' } });
}
