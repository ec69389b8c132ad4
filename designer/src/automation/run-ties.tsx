import { call } from '@pipewright/client';
import type { Run } from '@pipewright/definition';
import { look, Nothing, useDesignText } from '@pipewright/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Alert, Button, Flex, Modal, Skeleton } from 'antd';
import { type ComponentType, useState } from 'react';

/** What a run needs to be shown with those that belong to it. */
export interface RunPlace {
  readonly appKey: string;
  /** What an automation is called. */
  readonly nameOf: (key: string) => string;
  readonly onRetried: () => void;
}

type Tied = { readonly parent: string } | { readonly run: string };

/** From a run to the one that began it, and to those that it began and waits for. */
export function RunTies({ run, Line, ...place }: RunPlace & { run: Run; Line: ComponentType<RunPlace & { run: Run }> }) {
  const { t } = useDesignText();
  const [seen, setSeen] = useState<Tied>();
  const began = run.steps.flatMap(({ children }) => children ?? []);
  const sum = (name: 'total' | 'over' | 'failed') => began.reduce((before, each) => before + each[name], 0);
  const counts = { total: sum('total'), over: sum('over'), failed: sum('failed') };
  const { parent } = run;
  return (
    <>
      {parent && (
        <Button type="link" size="small" onClick={() => setSeen({ run: parent.id })}>
          {t('run.begunBy', { name: place.nameOf(parent.automation) })}
        </Button>
      )}
      {counts.total > 0 && (
        <Button type="link" size="small" onClick={() => setSeen({ parent: run.id })}>
          {t(counts.failed > 0 ? 'run.beganFailed' : 'run.began', counts)}
        </Button>
      )}
      {seen && <TiedRuns {...place} tied={seen} Line={Line} onClose={() => setSeen(undefined)} />}
    </>
  );
}

function TiedRuns({
  tied,
  Line,
  onClose,
  ...place
}: RunPlace & { tied: Tied; Line: ComponentType<RunPlace & { run: Run }>; onClose: () => void }) {
  const { t } = useDesignText();
  const { appKey, onRetried } = place;
  const { data, error, isPending, hasNextPage, isFetching, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['runs', appKey, tied],
    queryFn: ({ pageParam }) =>
      call('listRuns', { app: appKey, query: { ...tied, limit: 20, ...(pageParam ? { after: pageParam } : {}) } }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const runs = data?.pages.flatMap((page) => page.runs) ?? [];
  const retried = () => {
    void refetch();
    onRetried();
  };
  return (
    <Modal open width={760} title={t('run.ties')} footer={null} onCancel={onClose}>
      {error && <Alert type="error" role="alert" showIcon title={error.message} />}
      {isPending && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
      {data && runs.length === 0 && <Nothing small text={t('run.tiesNone')} />}
      <ul className={`${look.plain} ${look.ruled}`}>
        {runs.map((run) => (
          <Line key={run.id} {...place} run={run} onRetried={retried} />
        ))}
      </ul>
      {hasNextPage && (
        <Flex justify="center">
          <Button loading={isFetching} onClick={() => void fetchNextPage()}>
            {t('run.more')}
          </Button>
        </Flex>
      )}
    </Modal>
  );
}
