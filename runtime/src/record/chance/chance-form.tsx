import { call } from '@pipewright/client';
import type { ChanceState, Entity, RecordJson } from '@pipewright/definition';
import { look, useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button, Flex, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { useApp } from '../../data/app-context.ts';

const MOST_REASON = 500;

/** Says another probability by hand, with a reason, or goes back to the one that was worked out. */
export function ChanceForm({ entity, record, state }: { entity: Entity; record: RecordJson; state: ChanceState }) {
  const { key } = useApp();
  const { t } = useText();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [percent, setPercent] = useState<number | null>(state.set?.probability ?? null);
  const [reason, setReason] = useState('');
  const write = async (values: Readonly<Record<string, string | null>>) => {
    setBusy(true);
    try {
      await call('changeRecord', { app: key, entity: entity.key, id: record.id, body: { version: record.version, values } });
    } catch (error) {
      void message.error((error as Error).message);
    } finally {
      await queries.invalidateQueries({ queryKey: ['records', key, entity.key] });
      setBusy(false);
    }
  };
  const ready = percent !== null && reason.trim() !== '';
  return (
    <form
      aria-label={t('chance.setTo')}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void write({ probability_set: String(percent), probability_reason: reason.trim() });
      }}
    >
      <Flex gap={8} wrap>
        <InputNumber
          aria-label={t('chance.setTo')}
          placeholder={t('chance.setTo')}
          min={0}
          max={100}
          precision={0}
          suffix="%"
          className={look.wide ?? ''}
          value={percent}
          onChange={setPercent}
        />
        <Input.TextArea
          autoSize={{ minRows: 1, maxRows: 4 }}
          maxLength={MOST_REASON}
          aria-label={t('chance.why')}
          placeholder={t('chance.why')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <Button type="primary" htmlType="submit" loading={busy} disabled={!ready}>
          {t('chance.save')}
        </Button>
        {state.set && (
          <Button disabled={busy} onClick={() => void write({ probability_set: null })}>
            {t('chance.reset')}
          </Button>
        )}
      </Flex>
      <p className={look.quiet}>{t('chance.setHelp')}</p>
    </form>
  );
}
