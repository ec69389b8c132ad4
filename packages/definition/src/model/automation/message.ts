import type { Language } from '../../ground/label.ts';
import type { Message } from './node.ts';

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

/** The names in the places of a text, in either language, each once. */
export function placesIn(message: Message): string[] {
  const names = [message.en, message['zh-CN']].flatMap(textParts).flatMap((part) => (part.kind === 'place' ? [part.name] : []));
  return [...new Set(names)];
}

/**
 * A text in a language with its places filled.
 * @param show what stands in the place of a name, such as `amount` or `account.name`
 */
export function fillMessage(message: Message, language: Language, show: (name: string) => string): string {
  return textParts(message[language])
    .map((part) => (part.kind === 'text' ? part.text : show(part.name)))
    .join('');
}
