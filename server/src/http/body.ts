import { isStorable, storableTexts } from '@pipewright/definition';
import { issue } from '@pipewright/logic';
import type { Context } from 'hono';
import type { z } from 'zod';
import { Refusal, refuse } from './fault.ts';

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads a JSON body and checks its shape; keys that could reach a prototype and texts that cannot be stored are refused.
 * @param later a property whose texts are judged by whoever knows what they are for
 */
export async function readBody<T>(c: Context, schema: z.ZodType<T>, later?: string): Promise<T> {
  return checkShape(parseJson(await c.req.text(), 'body.json', { later }), schema);
}

/** Parses JSON from outside, every text of it in its one form. `at` is where it stands in the request. */
export function parseJson(text: string, code = 'body.json', { at, later }: { at?: string; later?: string | undefined } = {}): unknown {
  const parsed = parse(text, code);
  // Raw text cannot hold what is not storable, and a part of a normalised text is normalised: only an escape brings in anything else.
  if (!text.includes('\\u') && text === text.normalize('NFC')) return parsed;
  const { value, issues } = storableTexts(parsed, at, later);
  if (issues.length > 0) throw new Refusal(issues);
  return value;
}

/** Refuses an address with a text in it that cannot be stored. */
export function checkAddress(c: Context): void {
  if (!c.req.url.includes('%00')) return;
  for (const [name, text] of Object.entries({ ...c.req.query(), ...c.req.param() }))
    if (!isStorable(text)) refuse('text.characters', undefined, name);
}

function parse(text: string, code: string): unknown {
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
