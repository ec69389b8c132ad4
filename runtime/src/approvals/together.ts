import { call, Refused } from '@pipewright/client';
import type { AnswerOf, ApprovalItem, Fault } from '@pipewright/definition';

/** How many are decided with one request, so that one sees how it goes on. */
const AT_ONCE = 20;

/** True for an approval that its reader may decide now. */
export const canDecide = ({ may }: Pick<ApprovalItem, 'may'>): boolean => may.includes('approve') && may.includes('reject');

/** True for an approval that waits for its reader, if only as an administrator. */
export const waitsForReader = (approval: Pick<ApprovalItem, 'may'>): boolean => canDecide(approval) || approval.may.includes('decide');

/** What became of approvals that are decided together, so far. */
export interface DecidedTogether extends AnswerOf<'decideApprovals'> {
  /** What ended it before its end; empty where the server was not there. */
  readonly fault?: readonly Fault[];
}

/** What has come before the first answer. */
export const NONE_DECIDED: DecidedTogether = { decided: [], refused: [] };

/**
 * Decides approvals, some with each request.
 * @param stopped true once no further request is to be sent
 * @param told called with what became of them so far
 */
export async function decideTogether(
  app: string,
  act: 'approve' | 'reject',
  approvals: readonly Pick<ApprovalItem, 'id' | 'digest'>[],
  note: string,
  stopped: () => boolean,
  told: (state: DecidedTogether) => void,
): Promise<void> {
  let state = NONE_DECIDED;
  for (let from = 0; from < approvals.length && !stopped(); from += AT_ONCE) {
    const some = approvals.slice(from, from + AT_ONCE).map(({ id, digest }) => ({ id, digest }));
    try {
      const { decided, refused } = await call('decideApprovals', { app, body: { act, approvals: some, ...(note ? { note } : {}) } });
      state = { decided: [...state.decided, ...decided], refused: [...state.refused, ...refused] };
    } catch (error) {
      told({ ...state, fault: error instanceof Refused ? error.issues : [] });
      return;
    }
    told(state);
  }
}
