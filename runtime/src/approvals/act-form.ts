import type { ApprovalAct, ApprovalItem, ApprovalWish } from '@pipewright/definition';

/** The acts that are asked about before they are done; the others take one press. */
export const ASKED_ABOUT = [
  'return',
  'transfer',
  'add',
  'comment',
  'withdraw',
  'resubmit',
  'decide',
] as const satisfies readonly ApprovalAct[];
/** An act that is asked about before it is done. */
export type AskedAct = (typeof ASKED_ABOUT)[number];

/** What is filled in before an act. */
export interface ActForm {
  readonly note: string;
  readonly people: readonly string[];
  readonly place: 'before' | 'after';
  readonly decision: 'approve' | 'reject' | undefined;
}

/** What a form begins with. */
export const EMPTY_FORM: ActForm = { note: '', people: [], place: 'before', decision: undefined };

const WHY: readonly AskedAct[] = ['return', 'comment', 'decide'];
/** True for acts that are not done without a word. */
export const needsNote = (act: AskedAct): boolean => WHY.includes(act);

/** The wish that a form says; undefined while something is missing in it. */
export function wishOf(
  act: AskedAct,
  { note, people, place, decision }: ActForm,
  { digest }: Pick<ApprovalItem, 'digest'>,
): ApprovalWish | undefined {
  const said = note.trim();
  const more = said ? { note: said } : {};
  const [to] = people;
  if (needsNote(act) && !said) return undefined;
  if (act === 'return') return { act, digest, note: said };
  if (act === 'comment') return { act, note: said };
  if (act === 'decide') return decision && { act, decision, digest, note: said };
  if (act === 'transfer') return to === undefined ? undefined : { act, to, ...more };
  if (act === 'add') return to === undefined ? undefined : { act, place, people: [...people], digest, ...more };
  return { act, ...more };
}
