import { BellOutlined } from '@ant-design/icons';
import { laterOpened, useText } from '@pipewright/ui';
import { useNavigate } from '@tanstack/react-router';
import { Badge, Button, Grid } from 'antd';
import { useState } from 'react';
import { useApp } from '../data/app-context.ts';
import { useUnread } from './use-unread.ts';

const NoticesPanel = laterOpened(() => import('./notices-panel.tsx').then((module) => module.NoticesPanel));

/** The bell in the bar on top, with the number of notices that are unread; it opens them at the side. */
export function Bell() {
  const { key } = useApp();
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const unread = useUnread(key);
  const navigate = useNavigate();
  // On a phone the page itself is as near as a panel that covers it.
  const wide = Grid.useBreakpoint().md !== false;
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
        onClick={() => (wide ? setOpen(true) : void navigate({ to: '/a/$app/notices', params: { app: key } }))}
      />
      <NoticesPanel open={open} onClose={() => setOpen(false)} />
    </>
  );
}
