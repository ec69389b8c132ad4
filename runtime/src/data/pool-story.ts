import type { PoolStory } from '@pipewright/definition';
import { namedAutomation, type Text } from '@pipewright/ui';
import dayjs from 'dayjs';

/** The day of an instant, as people here write it. */
export const dayOf = (at: string) => dayjs(at).format('YYYY-MM-DD');

/** How a record that is in the pool came there: since when it is there, whose it was and why, as far as the reader may know. */
export function poolStoryInWords(story: PoolStory, { t, say }: Pick<Text, 't' | 'say'>): string {
  const how = wayInWords(story, { t, say });
  return story.since === null ? how : t('pool.since', { day: dayOf(story.since), how });
}

function wayInWords({ way, automation, ...story }: PoolStory, { t, say }: Pick<Text, 't' | 'say'>): string {
  const person = story.person?.name ?? t('value.outOfSight');
  if (way === 'never') return t('pool.never');
  if (way === 'given_up') return t('pool.gaveUp', { person });
  const by = way === 'automation' ? namedAutomation(automation, { t, say }) : (story.by?.name ?? t('value.outOfSight'));
  return t('pool.took', { person, by });
}
