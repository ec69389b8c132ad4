import { LANGUAGES, type Language } from '../../ground/label.ts';
import type { Message } from './node.ts';

const PLACE = /\{([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)\}/g;

/** The names of fields that a text has places for, in either language, each once. */
export function placesIn(message: Message): string[] {
  return [...new Set(LANGUAGES.flatMap((language) => [...message[language].matchAll(PLACE)].map(([, name = '']) => name)))];
}

/** The text in a language with its places filled; `show` says what stands in one. */
export function fillMessage(message: Message, language: Language, show: (name: string) => string): string {
  return message[language].replaceAll(PLACE, (_, name: string) => show(name));
}
