import { BellOutlined } from '@ant-design/icons';
import { laterOpened, useText } from '@pipewright/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Badge, Button } from 'antd';
import { useState } from 'react';
import { useApp } from '../data/app-context.ts';
import { noticesQuery } from '../data/queries.ts';

const NoticesPanel = laterOpened(() => import('./notices-panel.tsx').then((module) => module.NoticesPanel));

/** The bell in the bar on top, with the number of notices that are unread; it opens them at the side. */
export function Bell() {
  const { key } = useApp();
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const { data } = useInfiniteQuery(noticesQuery(key));
  const unread = data?.pages[0]?.unread ?? 0;
  return (
    <>
      <Button
        type="text"
        icon={
          <Badge count={unread} overflowCount={99} size="small">
            <BellOutlined />
          </Badge>
        }
        aria-label={unread > 0 ? t('notice.bellUnread', { count: unread > 99 ? '99+' : unread }) : t('notice.bell')}
        title={t('notice.bell')}
        onClick={() => setOpen(true)}
      />
      <NoticesPanel open={open} onClose={() => setOpen(false)} />
    </>
  );
}
