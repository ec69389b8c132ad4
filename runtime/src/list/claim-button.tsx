import type { Entity, RecordJson } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { Button } from 'antd';
import { useClaim } from '../record/pool/use-claim.tsx';

/** Takes the selected records out of the pool. */
export function ClaimButton({ entity, records, onDone }: { entity: Entity; records: readonly RecordJson[]; onDone: () => void }) {
  const { t } = useText();
  const { busy, claim } = useClaim(entity);
  return (
    <Button type="primary" loading={busy} onClick={() => void claim(records.map(({ id }) => id)).then(onDone)}>
      {t('pool.claimMany', { count: records.length })}
    </Button>
  );
}
