import { issue } from '@pipewright/logic';
import type { Context } from 'hono';
import type { z } from 'zod';
import { Refusal, refuse } from './fault.ts';
import { beyondExtent, CONTENT, type Extent } from './json-extent.ts';

const FORBIDDEN = ['__proto__', 'constructor', 'prototype'];
// Where a value does not fit, and what a schema says of it, may quote all that was sent.
const LONGEST = 300;

/** Reads a JSON body and checks its shape; keys that could reach a prototype are refused. */
export async function readBody<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  return checkShape(parseJson(await readText(c)), schema);
}

/** The text of a body. Refuses one that breaks off, for nobody waits for more than a refusal then. */
export function readText(c: Context): Promise<string> {
  return c.req.text().catch(() => refuse('body.incomplete'));
}

/** Parses JSON from outside, once it is known how far it goes: what comes after may take time that grows with it. */
export function parseJson(text: string, code = 'body.json', extent: Extent = CONTENT): unknown {
  const beyond = beyondExtent(text, extent);
  if (beyond) throw new Refusal([beyond]);
  const value = parsed(text) ?? refuse(code);
  if (reachesPrototype(value.json)) refuse(code);
  return value.json;
}

function parsed(text: string): { json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function reachesPrototype(json: unknown): boolean {
  if (typeof json !== 'object' || json === null) return false;
  if (!Array.isArray(json) && FORBIDDEN.some((key) => Object.hasOwn(json, key))) return true;
  return Object.values(json).some(reachesPrototype);
}

/** Checks a value against a schema, or refuses with each place where it does not fit. */
export function checkShape<T>(value: unknown, schema: z.ZodType<T>): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const issues = read.error.issues.slice(0, 20);
  throw new Refusal(
    issues.map((each) => issue(each.path.join('.').slice(0, LONGEST), 'body.shape', { detail: each.message.slice(0, LONGEST) })),
  );
}
