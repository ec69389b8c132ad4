/** A piece of a text of an automation: plain words, or the name that stands in braces. */
export type TextPart = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'place'; readonly name: string };

const PLACE = /\{([^{}]*)\}/g;

/** The pieces of a text in order: what stands in braces is a place, everything else is words. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const found of text.matchAll(PLACE)) {
    if (found.index > from) parts.push({ kind: 'text', text: text.slice(from, found.index) });
    parts.push({ kind: 'place', name: (found[1] ?? '').trim() });
    from = found.index + found[0].length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}
