import type { RoleKey } from './app.ts';
import { FAR_SECRET, SECRET } from './work-app.ts';
import type { Guess, Row } from './world.ts';

const COMPARED = [
  'name',
  'firm',
  'kind',
  'amount',
  'due',
  'note',
  'flag',
  'grade',
  'code',
  'why',
  SECRET,
  'owner',
  'pipeline',
  'stage',
  'status',
  'status_reason',
  'status_until',
];
const plain = (value: unknown) => (value === null || value === undefined ? null : String(value));

/** The columns in which two rows differ. */
export function differences(one: Row | null | undefined, other: Row | null | undefined): string[] {
  return COMPARED.filter((key) => plain(one?.[key]) !== plain(other?.[key]));
}

/** What was answered to one attempt, in any way it was made. */
export interface Outcome {
  readonly accepted: boolean;
  readonly status: number;
  /** How many issues there were, and everything they say to a person. */
  readonly issues: number;
  readonly said: string;
  /** The whole answer. */
  readonly text: string;
}

const MARKS: Readonly<Partial<Record<RoleKey, readonly RegExp[]>>> = {
  blind: [new RegExp(`‹[^›]*(${SECRET}|${FAR_SECRET})[^›]*›`)],
  stageless: [/‹(stage|pipe)_/],
  pipeless: [/‹pipe_/],
};

/** What is wrong with an answer, given what it had to be. */
export function faultsOf(role: RoleKey, language: string, guess: Guess, outcome: Outcome, before: Row | null, after: Row | null): string[] {
  const faults: string[] = [];
  const { reasons, row } = guess;
  const why = () => reasons.map((each) => each.what).join('; ');
  for (const mark of MARKS[role] ?? []) if (mark.test(outcome.text)) faults.push(`the answer to ${role} shows ${mark}: ${outcome.text}`);
  if (outcome.accepted) {
    if (reasons.length > 0) faults.push(`got through: ${why()}`);
    const wrong = differences(row, after);
    if (wrong.length > 0)
      faults.push(`came out differently: ${wrong.map((key) => `${key} is ${after?.[key]}, should be ${row[key]}`).join('; ')}`);
    if ((plain(row.deleted_at) === null) !== (plain(after?.deleted_at) === null)) faults.push('deletion differs');
    return faults;
  }
  if (outcome.status >= 500) faults.push(`answered ${outcome.status}: ${outcome.text}`);
  if (outcome.issues === 0) faults.push('refused without an issue');
  if (reasons.length === 0) faults.push(`refused without a reason: ${outcome.said}`);
  if (before && before.version !== after?.version) faults.push('refused, and the record changed all the same');
  const mark = language === 'en' ? 'E' : '中';
  const quiet = reasons.filter(({ token, hidden }) => token !== undefined && !hidden && !outcome.said.includes(`${mark}‹${token}›`));
  if (quiet.length > 0) faults.push(`does not name ${quiet.map((each) => `${each.what} (${each.token})`).join(', ')}: ${outcome.said}`);
  return faults;
}
