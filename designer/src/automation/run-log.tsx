import { call } from '@pipewright/client';
import { RUN_STATES, type RunState } from '@pipewright/definition';
import { look, Nothing, Panel, useDesignText } from '@pipewright/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Alert, Button, Select, Skeleton } from 'antd';
import { useState } from 'react';
import type { Editing } from './editing.ts';
import { RunLine } from './run-line.tsx';

/** What an automation did, the latest first: each run with its steps, what came of them, and another try where it failed. */
export function RunLog({ appKey, editing }: { appKey: string; editing: Editing }) {
  const { t, say } = useDesignText();
  const [state, setState] = useState<RunState>();
  const { key } = editing.automation;
  const { data, error, isPending, hasNextPage, isFetching, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['runs', appKey, key, state],
    queryFn: ({ pageParam }) =>
      call('listRuns', {
        app: appKey,
        query: { automation: key, limit: 20, ...(state ? { state } : {}), ...(pageParam ? { after: pageParam } : {}) },
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const nameOf = (name: string) => {
    const known = [editing.draft.app, editing.base].flatMap(({ automations = [] }) => automations).find((each) => each.key === name);
    return known ? say(known.name) : '…';
  };
  const runs = data?.pages.flatMap((page) => page.runs) ?? [];
  return (
    <Panel
      title={t('run.title')}
      actions={
        <Select
          aria-label={t('run.filter')}
          value={state ?? ''}
          options={[{ value: '', label: t('run.all') }, ...RUN_STATES.map((each) => ({ value: each, label: t(`run.${each}`) }))]}
          onChange={(next) => setState((next || undefined) as RunState | undefined)}
        />
      }
    >
      {error && <Alert type="error" role="alert" showIcon title={error.message} />}
      {isPending && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
      {data && runs.length === 0 && <Nothing small text={t('run.none')} />}
      <ul className={`${look.plain} ${look.ruled}`}>
        {runs.map((run) => (
          <RunLine key={run.id} {...{ appKey, run, nameOf }} onRetried={() => void refetch()} />
        ))}
      </ul>
      {hasNextPage && (
        <Button loading={isFetching} onClick={() => void fetchNextPage()}>
          {t('run.more')}
        </Button>
      )}
    </Panel>
  );
}
