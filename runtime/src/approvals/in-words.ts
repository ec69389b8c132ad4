import type { ApprovalHappening, ApprovalItem, Language } from '@pipewright/definition';
import type { Text } from '@pipewright/ui';

type Named = { readonly name: string };

/** Names one after the other, as a sentence has them. */
export const namesInWords = (people: readonly Named[], language: Language): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(people.map(({ name }) => name));

/** For whom an approval waits, or what its end means; nothing where the word for it says all. */
export function standingInWords({ phase, asked, escalated, starter }: ApprovalItem, { t, language }: Text): string | undefined {
  if (phase === 'returned') return t('approval.stands.returned', { person: starter?.name ?? '–' });
  if (phase === 'voided') return t('approval.stands.voided');
  if (phase !== 'open') return undefined;
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

/** What comes by itself, with the people whom it concerns. */
const BY_ITSELF = ['asked', 'gone', 'lapsed', 'reminded'] as const;
/** What somebody does with others. */
const WITH_OTHERS = ['asked', 'transfer', 'add'] as const;
/** What nobody does, whoever is named with it. */
const IMPERSONAL: readonly ApprovalHappening['kind'][] = ['gone', 'lapsed', 'reminded', 'escalated'];

/** Who did it; undefined where it came by itself. */
export const doerOf = ({ kind, by }: ApprovalHappening): string | undefined => (IMPERSONAL.includes(kind) ? undefined : by?.name);

/** In whose place it was done; undefined where it was in nobody's. */
export const placeOf = (each: ApprovalHappening): string | undefined => (doerOf(each) === undefined ? undefined : each.instead?.name);

/** What has happened, in words that follow the name of who did it; a sentence of its own where it came by itself. */
export function happeningInWords(each: ApprovalHappening, { t, language }: Text): string {
  const { kind, instead, people } = each;
  // Whoever is gone stands alone where nobody came instead.
  const [person, others] = instead === null && kind === 'gone' ? [people[0], []] : [instead, people];
  const words = { people: namesInWords(others, language), person: person?.name ?? '–' };
  const nobody = others.length === 0 ? 'Nobody' : '';
  if (doerOf(each) === undefined) {
    const told = BY_ITSELF.find((one) => one === kind);
    if (told) return t(`approval.system.${told}${nobody}`, words);
    return t(kind === 'changed' || kind === 'escalated' ? `approval.system.${kind}` : 'approval.system.ended');
  }
  const told = WITH_OTHERS.find((one) => one === kind);
  return told ? t(`approval.did.${told}${nobody}`, words) : t(`approval.did.${kind as Done}`);
}

type Done = Exclude<ApprovalHappening['kind'], (typeof WITH_OTHERS)[number] | 'gone' | 'lapsed' | 'reminded' | 'escalated'>;
