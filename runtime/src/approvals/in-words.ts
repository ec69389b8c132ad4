import type { ApprovalHappening, ApprovalItem, Language } from '@pipewright/definition';
import type { Text } from '@pipewright/ui';

type Named = { readonly name: string };

/** Names one after the other, as a sentence has them. */
export const namesInWords = (people: readonly Named[], language: Language): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(people.map(({ name }) => name));

/** Where an approval stands: for whom it waits, or how it has ended. */
export function standingInWords({ phase, asked, escalated, starter }: ApprovalItem, { t, language }: Text): string {
  if (phase === 'returned') return t('approval.stands.returned', { person: starter?.name ?? '–' });
  if (phase !== 'open') return t(`approval.phase.${phase}`);
  if (asked.length > 0) return t('approval.stands.open', { people: namesInWords(asked, language) });
  return t(escalated ? 'approval.stands.nobody' : 'approval.stands.openHidden');
}

/** How many have agreed and how many have to yet; nothing where it is over. */
export function countInWords({ phase, needed, approved, missing }: ApprovalItem, { t }: Text): string | undefined {
  if (phase !== 'open' || missing === 0) return undefined;
  const yet = t('approval.missing', { count: missing });
  return needed > 1 ? `${t('approval.count', { approved, needed })} · ${yet}` : yet;
}

/** True for one whose day has passed while it still waits. */
export const isLate = ({ phase, due }: ApprovalItem, now = Date.now()): boolean =>
  phase === 'open' && due !== null && Date.parse(due) < now;

const BY_PEOPLE = ['asked', 'gone', 'escalated', 'reminded'] as const;
const OF_PEOPLE = ['asked', 'transfer', 'add'] as const;

/** What has happened, in words that follow the name of who did it; a sentence of its own where it came by itself. */
export function happeningInWords({ kind, by, people }: ApprovalHappening, phase: ApprovalItem['phase'], { t, language }: Text): string {
  const words = { people: namesInWords(people, language) };
  const nobody = people.length === 0 ? 'Nobody' : '';
  if (kind === 'ended') return t(phase === 'open' || phase === 'returned' ? 'approval.system.ended' : `approval.phase.${phase}`);
  const told = BY_PEOPLE.find((each) => each === kind);
  const handed = OF_PEOPLE.find((each) => each === kind);
  if (by === null || kind === 'gone' || kind === 'escalated' || kind === 'reminded' || kind === 'lapsed') {
    if (told) return t(`approval.system.${told}${nobody}`, words);
    return t(kind === 'changed' ? 'approval.system.changed' : kind === 'lapsed' ? 'approval.system.lapsed' : 'approval.system.ended');
  }
  return handed
    ? t(`approval.did.${handed}${nobody}`, words)
    : t(`approval.did.${kind as Exclude<typeof kind, (typeof OF_PEOPLE)[number]>}`);
}
