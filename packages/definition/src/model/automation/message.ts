import type { Language } from '../../ground/label.ts';
import type { Message } from './node.ts';
import { textParts } from './text-parts.ts';

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
