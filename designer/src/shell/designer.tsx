import { call, keepSession, Refused } from '@pipewright/client';
import { look, Result, useDesignText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useEffect } from 'react';
import { Workbench } from './workbench.tsx';

/** The designer of one app: loads its draft, or says why it cannot. */
export function Designer({ appKey }: { appKey: string }) {
  const { t } = useDesignText();
  useEffect(keepSession, []);
  const draft = useQuery({
    queryKey: ['draft', appKey],
    queryFn: () => call('readDraft', { app: appKey }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (draft.error instanceof Refused) {
    if (draft.error.status === 401) window.location.assign(`/sign-in?to=${encodeURIComponent(`/designer/?app=${appKey}`)}`);
    return <Result status="403" title={draft.error.message} extra={<Button href="/">{t('shell.home')}</Button>} />;
  }
  return draft.data ? <Workbench appKey={appKey} first={draft.data} /> : <Skeleton active className={look.page} />;
}
