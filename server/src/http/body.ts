import { issue } from '@pipewright/logic';
import type { Context } from 'hono';
import type { z } from 'zod';
import { Refusal, refuse } from './fault.ts';

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** Reads a JSON body and checks its shape; keys that could reach a prototype are refused. */
export async function readBody<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  return checkShape(parseJson(await c.req.text()), schema);
}

/** An answer whose JSON is written already. */
export function jsonText(text: string, status = 200): Response {
  return new Response(text, { status, headers: { 'content-type': 'application/json' } });
}

/** Parses JSON from outside. */
export function parseJson(text: string, code = 'body.json'): unknown {
  try {
    return JSON.parse(text, (key, value) => {
      if (FORBIDDEN.has(key)) throw new SyntaxError(key);
      return value;
    });
  } catch {
    return refuse(code);
  }
}

/** Checks a value against a schema, or refuses with each place where it does not fit. */
export function checkShape<T>(value: unknown, schema: z.ZodType<T>): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw new Refusal(read.error.issues.slice(0, 20).map((each) => issue(each.path.join('.'), 'body.shape', { detail: each.message })));
}
