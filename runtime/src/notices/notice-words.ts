import { type App, entityOf, type Notice } from '@pipewright/definition';
import type { Text } from '@pipewright/ui';

/** What a notice says, in the language of its reader; where what it is about is out of sight, only that there was something. */
export function noticeInWords({ kind, by, about }: Notice, app: App, { t, say, mid }: Pick<Text, 't' | 'say' | 'mid'>): string {
  const who = say(about?.automation ?? undefined) || by?.name || t('notice.nobody');
  if (!about) return t('notice.unseen', { by: who });
  const { title, person, count } = about;
  const entity = entityOf(app, about.entity);
  return t(`notice.${worded(kind, by?.id, person?.id)}`, {
    by: who,
    record: title ?? say(entity?.name),
    person: person?.name ?? '',
    count,
    entity: mid(entity?.plural),
  });
}

/** A record may also be taken over by who causes it, or be given to nobody, or many to several people: that is said in other words. */
function worded(kind: Notice['kind'], by: string | undefined, person: string | undefined) {
  if (kind === 'released') return person === undefined ? 'freed' : person === by ? 'taken' : kind;
  if (kind === 'releasedMany') return person === undefined ? 'freedMany' : person === by ? 'takenMany' : kind;
  return kind;
}
