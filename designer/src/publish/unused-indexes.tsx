import { call } from '@pipewright/client';
import { look, useDesignText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { Collapse } from 'antd';

/** The indexes that the database has not used for weeks, for whoever wonders what they cost. Nothing is shown where there are none. */
export function UnusedIndexes({ appKey }: { appKey: string }) {
  const { t } = useDesignText();
  const { data } = useQuery({
    queryKey: ['unused', appKey],
    queryFn: () => call('findDrift', { app: appKey }),
    gcTime: 0,
  });
  if (!data || data.unused.length === 0) return null;
  const children = (
    <ul className={look.bullets}>
      {data.unused.map(({ path, message }) => (
        <li key={path}>{message}</li>
      ))}
    </ul>
  );
  return <Collapse ghost size="small" items={[{ key: 'unused', label: `${t('index.unused')} (${data.unused.length})`, children }]} />;
}
