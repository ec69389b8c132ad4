import type { LedgerEntry } from '@pipewright/definition';
import type { Text } from '../text/language.ts';

/** What an automation that did something is called, and that it was deleted since; a key is never shown. */
export function namedAutomation(automation: LedgerEntry['automation'] | null, { t, say }: Pick<Text, 't' | 'say'>): string {
  if (!automation?.name) return t('timeline.automation.unknown');
  return t(automation.gone ? 'timeline.automation.gone' : 'timeline.automation', { name: say(automation.name) });
}
