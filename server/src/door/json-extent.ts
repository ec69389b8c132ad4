import type { Issue } from '@pipewright/logic';
import { issue } from '@pipewright/logic';

/** How far a JSON document may go: levels of nesting, entries of one list or object, and values altogether. */
export interface Extent {
  readonly depth: number;
  readonly entries: number;
  readonly values: number;
}

/** Values of a record, a mapping, a list of people. */
export const CONTENT: Extent = { depth: 64, entries: 20_000, values: 100_000 };
/** A whole definition: many times the largest there is. */
export const DEFINITION: Extent = { depth: 64, entries: 5_000, values: 400_000 };

const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const OPENING = new Set([91, 123]);
const CLOSING = new Set([93, 125]);

/** Where the text that begins with the quotation mark at `at` ends. */
function textEnd(json: string, at: number): number {
  for (let end = json.indexOf('"', at + 1); end >= 0; end = json.indexOf('"', end + 1)) {
    let slashes = 0;
    while (json.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return json.length;
}

/**
 * Which limit JSON text goes beyond, told from its marks alone in one pass and before anything is made of it; undefined where it keeps within. Whether
 * it is well formed is left to the parser.
 */
export function beyondExtent(json: string, { depth, entries, values }: Extent): Issue | undefined {
  const open = new Uint32Array(depth + 1);
  let level = 0;
  let all = 1;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) at = textEnd(json, at);
    else if (code === COMMA) {
      all += 1;
      const here = (open[level] ?? 0) + 1;
      open[level] = here;
      if (here >= entries) return issue('', 'body.too_wide', { most: entries });
    } else if (OPENING.has(code)) {
      level += 1;
      all += 1;
      if (level > depth) return issue('', 'body.too_deep', { most: depth });
      open[level] = 0;
    } else if (CLOSING.has(code) && level > 0) level -= 1;
    if (all > values) return issue('', 'body.too_many', { most: values });
  }
  return undefined;
}
