import { call } from '@pipewright/client';
import { look, useDesignText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { Alert, Progress } from 'antd';

const LOOK_MS = 2_000;

/** How far the records are that get what a rule says; looks again while some wait. */
export function RelabelProgress({ appKey, version }: { appKey: string; version: number }) {
  const { t, say } = useDesignText();
  const { data } = useQuery({
    queryKey: ['relabels', appKey, version],
    queryFn: () => call('listRelabels', { app: appKey }),
    refetchInterval: ({ state }) => (state.data?.relabels.some(({ endedAt }) => endedAt === null) ? LOOK_MS : false),
  });
  const shown = data?.relabels.filter((each) => each.endedAt === null || each.version === version) ?? [];
  return shown.map(({ id, names, total, done, refused, endedAt }) => {
    const name = names.map(say).join(' › ');
    return (
      <Alert
        key={id}
        type={refused > 0 ? 'warning' : endedAt === null ? 'info' : 'success'}
        className={look.note}
        title={t(endedAt === null ? 'version.relabels' : 'version.relabelled', { name, done, total })}
        description={
          <>
            {endedAt === null && <Progress percent={Math.floor((100 * (done + refused)) / Math.max(1, total))} size="small" />}
            {refused > 0 && t('version.relabelRefused', { count: refused })}
          </>
        }
      />
    );
  });
}
