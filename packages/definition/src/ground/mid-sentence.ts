import type { Language } from './label.ts';

/** A name as it stands in the middle of a sentence; one in capitals (“API key”) stays as it is. */
export function midSentence(name: string, language: Language): string {
  return language === 'en' && /^[A-Z](?![A-Z])/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
