import { call, Refused } from '@pipewright/client';
import type { ApprovalDetail, ApprovalItem, ApprovalWish } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App as AntApp } from 'antd';
import { useRef, useState } from 'react';
import { useApp } from '../data/app-context.ts';
import { approvalQuery } from './approval-queries.ts';

/** Acts on an approval; answers what speaks against it, undefined where it was done. */
export type ActOnApproval = (wish: ApprovalWish) => Promise<string | undefined>;

/**
 * Acts on an approval, once however often it is pressed, and looks at everything anew: what speaks against it may be that somebody else was first.
 * @param onDone told where it stands then
 */
export function useApprovalAct(
  { id }: Pick<ApprovalItem, 'id'>,
  onDone: (after: ApprovalDetail, wish: ApprovalWish) => void,
): { readonly busy: boolean; readonly act: ActOnApproval } {
  const { key } = useApp();
  const { t } = useText();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const going = useRef(false);
  const act: ActOnApproval = async (wish) => {
    if (going.current) return undefined;
    going.current = true;
    setBusy(true);
    const lookAgain = () => queries.invalidateQueries({ queryKey: ['records', key] });
    try {
      const after = await call('actOnApproval', { app: key, id, body: wish });
      queries.setQueryData(approvalQuery(key, id).queryKey, after);
      void message.success(t(`approval.done.${wish.act}`));
      onDone(after, wish);
      void lookAgain();
      return undefined;
    } catch (error) {
      // Whoever was refused sees why, and not before the screen shows how it stands now.
      await lookAgain();
      return error instanceof Refused ? error.message : t('state.offline');
    } finally {
      going.current = false;
      setBusy(false);
    }
  };
  return { busy, act };
}
