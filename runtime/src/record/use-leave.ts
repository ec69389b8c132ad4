import { useBlocker } from '@tanstack/react-router';
import { useDiscardQuestion } from '../data/discard.ts';

const shown = (search: object) => ('record' in search ? search.record : undefined);

/**
 * Asks before what was typed into a record is lost by going to another page or to another record beside a list. Answers whether it may be thrown
 * away where the person only leaves the form.
 */
export function useLeave(dirty: boolean): () => Promise<boolean> {
  const mayDiscard = useDiscardQuestion();
  const mayLeave = async () => !dirty || mayDiscard();
  useBlocker({
    shouldBlockFn: async ({ current, next }) => {
      const stays = current.pathname === next.pathname && shown(current.search) === shown(next.search);
      return !stays && !(await mayLeave());
    },
    enableBeforeUnload: () => dirty,
  });
  return mayLeave;
}
