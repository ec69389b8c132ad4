import { call, Refused } from '@pipewright/client';
import { look, useDesignText } from '@pipewright/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, App as AntApp, Button, Checkbox, Flex } from 'antd';
import { useState } from 'react';
import { FaultList } from '../kit/fault-list.tsx';

/**
 * The way out of a publish that is refused because somebody changed the database by hand: repairs what can be rebuilt, asks before anything comes back
 * empty, and says what was done and what is left.
 */
export function RepairPanel({ appKey, onRepaired }: { appKey: string; onRepaired: () => void }) {
  const { t } = useDesignText();
  const { message } = AntApp.useApp();
  const [mayBeEmpty, setMayBeEmpty] = useState(false);
  const found = useQuery({
    queryKey: ['repair', appKey],
    queryFn: () => call('findDrift', { app: appKey }),
    gcTime: 0,
  });
  const lost = found.data?.drift.filter((each) => each.way === 'empty') ?? [];
  const repair = useMutation({
    mutationFn: () => call('repair', { app: appKey, body: { empty: mayBeEmpty ? lost.map(({ path }) => path) : [] } }),
    // Where nothing is left, this panel goes with what it was for.
    onSuccess: ({ done }) => done.length > 0 && void message.success(t('repair.done', { count: done.length })),
    onSettled: async () => {
      setMayBeEmpty(false);
      await found.refetch();
      onRepaired();
    },
  });
  return (
    <section aria-label={t('repair.title')} className={look.note}>
      {repair.error instanceof Refused && <Alert type="error" role="alert" showIcon title={repair.error.message} />}
      {repair.data && <FaultList type="warning" title={t('repair.left')} faults={repair.data.left} />}
      <Flex vertical gap={8} align="start">
        {lost.length > 0 && (
          <Checkbox checked={mayBeEmpty} onChange={(event) => setMayBeEmpty(event.target.checked)}>
            {t('repair.empty', { count: lost.length })}
          </Checkbox>
        )}
        <Button loading={repair.isPending} onClick={() => repair.mutate()}>
          {t('repair.start')}
        </Button>
      </Flex>
    </section>
  );
}
