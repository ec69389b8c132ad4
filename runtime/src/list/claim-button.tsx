import { call } from '@pipewright/client';
import type { Entity, RecordJson } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button } from 'antd';
import { useState } from 'react';
import { useApp } from '../data/app-context.ts';

/** Takes the selected records out of the pool, one after the other; what speaks against some of them is said once. */
export function ClaimButton({ entity, records, onDone }: { entity: Entity; records: readonly RecordJson[]; onDone: () => void }) {
  const { key } = useApp();
  const { t } = useText();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const claim = async () => {
    setBusy(true);
    let taken = 0;
    const refusals = new Set<string>();
    for (const { id } of records)
      try {
        await call('claimRecord', { app: key, entity: entity.key, id });
        taken += 1;
      } catch (error) {
        refusals.add((error as Error).message);
      }
    if (taken > 0) void message.success(t('pool.claimedMany', { count: taken }));
    for (const refusal of refusals) void message.error(refusal);
    await queries.invalidateQueries({ queryKey: ['records', key, entity.key] });
    setBusy(false);
    onDone();
  };
  return (
    <Button type="primary" loading={busy} onClick={() => void claim()}>
      {t('pool.claimMany', { count: records.length })}
    </Button>
  );
}
