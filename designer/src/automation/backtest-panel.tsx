import { call } from '@pipewright/client';
import type { Backtest } from '@pipewright/definition';
import { look, Panel, useDesignText } from '@pipewright/ui';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Flex, Select } from 'antd';
import { useState } from 'react';
import type { Editing } from './editing.ts';
import { HitList } from './hit-list.tsx';
import { Levels } from './trial-panel.tsx';
import { PeopleBars, WeekBars } from './week-bars.tsx';

const MONTHS = [1, 3, 6, 12, 24] as const;

/** What an automation of the draft would have done in the past, beside what the published one would have. */
export function BacktestPanel({ appKey, editing }: { appKey: string; editing: Editing }) {
  const { t } = useDesignText();
  const [months, setMonths] = useState<number>(6);
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: (): Promise<Backtest> => call('backtestAutomation', { app: appKey, body: { automation: editing.automation, months } }),
  });
  return (
    <Panel title={t('back.title')}>
      <Flex gap={8} wrap className={look.note}>
        <Select
          aria-label={t('back.months')}
          value={months}
          options={MONTHS.map((each) => ({ value: each, label: t('back.last', { count: each }) }))}
          onChange={setMonths}
        />
        <Button loading={isPending} onClick={() => mutate()}>
          {t('back.look')}
        </Button>
      </Flex>
      {!data && !error && <p className={`${look.quiet} ${look.flush}`}>{t('back.help')}</p>}
      {error && <Alert type="error" role="alert" showIcon title={error.message} />}
      {data && (
        <>
          <p className={look.strong}>{t('back.total', { count: data.draft.total, records: data.draft.records })}</p>
          {data.published && <p>{t('back.published', { count: data.published.total, records: data.published.records })}</p>}
          <Levels levels={data.draft.levels} />
          <WeekBars result={data} />
          <PeopleBars people={data.draft.people} />
          <HitList past appKey={appKey} editing={editing} hits={data.draft.hits} total={data.draft.total} />
        </>
      )}
    </Panel>
  );
}
