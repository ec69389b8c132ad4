import { isStorable, storableTexts } from '@pipewright/definition';
import { issue } from '@pipewright/logic';
import type { Context } from 'hono';
import type { z } from 'zod';
import { Refusal, refuse } from '../ground/refusal.ts';
import { beyondExtent, CONTENT, type Extent } from './json-extent.ts';
import { placeOf, shapeWords } from './shape-words.ts';

const FORBIDDEN = ['__proto__', 'constructor', 'prototype'];

/** How a body is read where that is something of its own. */
export interface Body {
  /** A property whose texts are judged by whoever knows what they are for. */
  readonly later?: string;
  /** How far it may go, if not as far as the values of a record. */
  readonly extent?: Extent;
  /** The most characters it may have, and how that is said. */
  readonly most?: { readonly characters: number; readonly words: string };
}

/** Reads a JSON body and checks its shape; keys that could reach a prototype and texts that cannot be stored are refused. */
export async function readBody<T>(c: Context, schema: z.ZodType<T>, { most, ...how }: Body = {}): Promise<T> {
  const text = await readText(c);
  if (most && text.length > most.characters) refuse('body.too_large', { limit: most.words });
  return checkShape(parseJson(text, 'body.json', how), schema);
}

/** The text of a body. Refuses one that breaks off, for nobody waits for more than a refusal then. */
function readText(c: Context): Promise<string> {
  return c.req.text().catch(() => refuse('body.incomplete'));
}

/** Where JSON stands in a request, how far it may go, and which property's texts are judged by whoever knows what they are for. */
interface JsonOptions {
  readonly at?: string;
  readonly later?: string | undefined;
  readonly extent?: Extent;
}

/** Parses JSON from outside, every text of it in its one form, once it is known how far it goes: what comes after may take time that grows with it. */
export function parseJson(
  text: string,
  code: 'body.json' | 'query.json' = 'body.json',
  { at, later, extent = CONTENT }: JsonOptions = {},
): unknown {
  const beyond = beyondExtent(text, extent);
  if (beyond) throw new Refusal([beyond]);
  const { json } = parsed(text) ?? refuse(code);
  if (reachesPrototype(json)) refuse(code);
  // Raw text cannot hold what is not storable, and a part of a normalised text is normalised: only an escape brings in anything else.
  if (!text.includes('\\u') && text === text.normalize('NFC')) return json;
  const { value, issues } = storableTexts(json, at, later);
  if (issues.length > 0) throw new Refusal(issues);
  return value;
}

/** Refuses an address with a text in it that cannot be stored. */
export function checkAddress(c: Context): void {
  if (!c.req.url.includes('%00')) return;
  for (const [name, text] of Object.entries({ ...c.req.query(), ...c.req.param() }))
    if (!isStorable(text)) refuse('text.characters', undefined, name);
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
  throw new Refusal(issues.map((each) => issue(placeOf(each), 'body.shape', { ...shapeWords(each) })));
}
